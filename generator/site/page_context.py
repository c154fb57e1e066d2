"""What the theme is told of a page.

In: MkDocs' pages and navigation. Out: their context, with our names in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup

from generator.site import edit_links, languages, navigation, publishing

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from generator.site.session import Build


def of_page(
    context: TemplateContext, page: Page, nav: Navigation, config: MkDocsConfig, build: Build
) -> TemplateContext:
    """Bound the sidebar, find the page in the other languages, and write its head."""
    page.content = Markup(page.content or "")  # made by Markdown from texts that `markup` has escaped
    context["nav"] = navigation.around(page, nav, languages.of(config))
    page.edit_url = edit_links.address(edit_links.written_in(page, build.handbook), config, build)
    ours = {
        "languages": navigation.page_in_languages(page, config, build.twins),
        "head": publishing.head(page, config, build.handbook),
    }
    cast("dict[str, Any]", context).update(ours)
    return context


def of_template(context: TemplateContext, name: str, config: MkDocsConfig, build: Build) -> TemplateContext:
    """The sitemap, and the page for addresses that do not exist: its switcher leads to the home pages."""
    ours = cast("dict[str, Any]", context)
    if name == "sitemap.xml":
        ours["located"] = publishing.located(context["pages"], config, build.twins)
    if name == "404.html":
        context["nav"] = navigation.around(None, context["nav"], languages.of(config))
        ours["languages"] = navigation.homes(config)
        ours["head"] = publishing.not_found(config)
        ours["guides"] = navigation.guides(build.handbook, config)
    return context
