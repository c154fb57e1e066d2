"""What the theme is told of a page, as one object: `handbook` in its templates.

In: MkDocs' pages and navigation, and the build. Out: a `PageContext` for each page, made once, when all are known;
for the sitemap, the places of all pages; for the menu's script, what is in each section. No template of ours reads a
page's front matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup

from generator.site import downloads, edit_links, languages, navigation, page_key, publishing
from generator.site.html import glossary_links
from generator.site.mkdocs_setup import MENU

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from generator.model.fields import Ref
    from generator.site.downloads import Offer
    from generator.site.navigation import Guide, Twin
    from generator.site.publishing import Head, Located
    from generator.site.session import Build

NAME = "handbook"
"""How the theme's templates call it."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """One page as the theme shows it.

    `key` is None for a page that is not made from the content, and `edit_url` where the text of a page cannot be
    opened; `view` names what the page computes, or is empty. `scripts` are the names of those that the page needs.
    `untranslated`, `outdated` and `dated` tell whether the page shows text of the other language, a translation that
    is older than its original, and dates of review. `guides` is empty but on the page for unknown addresses.
    `downloads` are the documents that are published with the site and show what the page shows.
    """

    key: Ref | None
    navigation: Navigation
    languages: tuple[Twin, ...]
    head: Head
    edit_url: str | None = None
    scripts: tuple[str, ...] = ()
    view: str = ""
    untranslated: bool = False
    outdated: bool = False
    dated: bool = False
    guides: tuple[Guide, ...] = ()
    downloads: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class SitemapContext:
    """What the template of the sitemap is told: every page that has a full address."""

    pages: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class MenuContext:
    """What the menu's script is told: for each item of the navigation what is in it, nothing where it is a page."""

    sections: Sequence[Sequence[StructureItem]]


def of_page(
    context: TemplateContext, page: Page, nav: Navigation, config: MkDocsConfig, build: Build
) -> TemplateContext:
    """Tell the theme about a page: in our one object, and in the names that templates of the theme read."""
    page.content = Markup(page.content or "")  # made by Markdown from texts that `markup` has escaped
    ours = made(page, nav, config, build)
    context["nav"] = ours.navigation
    page.edit_url = ours.edit_url
    cast("dict[str, Any]", context)[NAME] = ours
    return context


def made(page: Page, nav: Navigation, config: MkDocsConfig, build: Build) -> PageContext:
    """What the theme is told of a page."""
    return PageContext(
        key=page_key.of(page),
        navigation=navigation.around(page, nav, languages.of(config)),
        languages=tuple(navigation.page_in_languages(page, config, build.twins, build.handbook.catalog)),
        head=publishing.head(page, config, build.handbook),
        edit_url=edit_links.address(edit_links.written_in(page, build.handbook), config, build),
        scripts=_scripts(page),
        view=str(page.meta.get("view") or ""),
        untranslated=bool(page.meta.get("untranslated")),
        outdated=bool(page.meta.get("outdated")),
        dated=bool(page.meta.get("dated")),
        downloads=downloads.of_page(page_key.of(page), page, config, build),
    )


def _scripts(page: Page) -> tuple[str, ...]:
    """The scripts of a page, after the one that all of them use."""
    terms = ["terms"] if glossary_links.has_links(page.content or "") else []
    scripts = (*page.meta.get("scripts", ()), *terms)
    return ("controls", *scripts) if scripts else ()


def of_template(context: TemplateContext, name: str, config: MkDocsConfig, build: Build) -> TemplateContext:
    """Tell the theme about the sitemap, the menu, or the page for addresses that do not exist."""
    ours = cast("dict[str, Any]", context)
    if name == "sitemap.xml":
        ours[NAME] = SitemapContext(
            tuple(publishing.located(context["pages"], config, build.twins, build.handbook.catalog))
        )
    if name == MENU:
        ours[NAME] = MenuContext(navigation.sections(context["nav"], languages.of(config)))
    if name == "404.html":
        ours[NAME] = not_found = _not_found(context["nav"], config, build)
        context["nav"] = not_found.navigation
    return context


def _not_found(nav: Navigation, config: MkDocsConfig, build: Build) -> PageContext:
    """The page for addresses that do not exist: its switcher leads to the home pages."""
    return PageContext(
        key=None,
        navigation=navigation.around(None, nav, languages.of(config)),
        languages=tuple(navigation.homes(config)),
        head=publishing.not_found(config),
        guides=tuple(navigation.guides(build.handbook, config)),
    )
