"""The content of a page: what is done to its Markdown before, and to its HTML after MkDocs has converted it.

In: the Markdown or HTML of one page's content. Out: the same, typeset, with terms linked, with links in drawings that
lead to pages, and with a link for editing under each item.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup
from mkdocs.utils import get_relative_url

from generator.language import markup
from generator.language.i18n import words
from generator.model.fields import Ref
from generator.render.page import uri, url
from generator.site import edit_links, languages, page_key
from generator.site.html import glossary_links, item_links
from generator.site.html.drawn_links import with_drawn_links

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

    from generator.site.session import Build


def typeset(markdown: str, page: Page, config: MkDocsConfig) -> str | None:
    """Set a hand-written page as the generated ones are: apostrophes, no-break spaces."""
    if page.file.generated_by:
        return None
    language = languages.of(config)
    for name in ("title", "description"):
        if name in page.meta:
            page.meta[name] = markup.typography(str(page.meta[name]), language)
    return markup.typeset(markdown, language)


def complete(html: str, page: Page, config: MkDocsConfig, build: Build) -> str:
    """Link terms, fix the table of contents' spaces, lead drawn links home, let items be edited."""
    language = languages.of(config)
    _typeset_contents(page.toc, language)
    html = _with_terms(html, page, language, config, build)
    if not page_key.is_ours(page):
        return html
    html = with_drawn_links(html, page.file.src_uri, config.use_directory_urls)
    for anchor, span in edit_links.items(build.handbook, page_key.named(page)):
        if address := edit_links.address(span, config, build):
            html = item_links.with_link(html, anchor, address, words(language)("site.edit_item"))
    return html


def _typeset_contents(items: Iterable[AnchorLink], language: str) -> None:
    for item in items:
        item.title = Markup(markup.typography(item.title, language))  # Markdown has escaped it
        _typeset_contents(item.children, language)


def _with_terms(html: str, page: Page, language: str, config: MkDocsConfig, build: Build) -> str:
    if page.is_homepage or "key" not in page.meta:
        return html
    glossary = url(uri(Ref(glossary_links.KIND, ""), language), config.use_directory_urls)
    return build.terms(language).mark(html, page_key.named(page), get_relative_url(glossary, page.url))
