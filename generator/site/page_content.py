"""The content of a page: what is done to its Markdown before MkDocs converts it, and what the conversion is told.

In: the Markdown of a page. Out: the same, typeset, and the `Content` with which `html.conversion` adds to its HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url

from generator.language import markup
from generator.language.i18n import words
from generator.model.fields import Ref
from generator.render.page import url
from generator.render.view import sort_key
from generator.site import edit_links, languages, page_key
from generator.site.html import conversion

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import TableOfContents

    from generator.site.session import Build


_MOST_CONTENTS = 60
"""How many headings a list of contents may have that follows the alphabet."""


def prepare(markdown: str, page: Page, config: MkDocsConfig, build: Build) -> str:
    """Tell the conversion which page comes next, and set a hand-written one as the generated ones are."""
    conversion.of(config).content = _content(page, config, build)
    return markdown if page.file.generated_by else markup.typeset(markdown, languages.of(config))


def _content(page: Page, config: MkDocsConfig, build: Build) -> conversion.PageContent | None:
    """What the conversion must know of a page; None for one that is neither of the handbook nor names a key."""
    key = page_key.named(page)
    if key is None:
        return None
    language = languages.of(config)
    glossary = url(
        build.handbook.catalog.uri(Ref(build.handbook.catalog.terms, ""), language), config.use_directory_urls
    )
    return conversion.PageContent(
        key=key,
        uri=page.file.src_uri,
        directory_urls=config.use_directory_urls,
        glossary=get_relative_url(glossary, page.url),
        terms=None if page.is_homepage else build.terms(language),
        items=items(page, config, build),
        edit=words(language)("site.edit_item"),
        root="" if page.file.generated_by else get_relative_url("", languages.root(language) + page.url),
    )


def items(page: Page, config: MkDocsConfig, build: Build) -> dict[str, str]:
    """The anchors of the items of a page, each with the address to edit it at."""
    key = page_key.of(page)
    found = edit_links.items(build.handbook, key) if key else ()
    addresses = ((anchor, edit_links.address(span, config, build)) for anchor, span in found)
    return {anchor: address for anchor, address in addresses if address}


def shorten_contents(contents: TableOfContents) -> None:
    """Where a page lists more than anybody reads, in the order of the alphabet, its contents are the letters."""
    top = contents.items[0] if contents.items else None
    if top is None or top.level != 1 or len(top.children) <= _MOST_CONTENTS:
        return
    letters = [
        (re.sub(r"[^a-z0-9]", "", sort_key(Markup(item.title).striptags()))[:1].upper(), item) for item in top.children
    ]
    if [letter for letter, _ in letters] == sorted(letter for letter, _ in letters):
        firsts = dict(reversed(letters))
        top.children = [AnchorLink(letter, firsts[letter].id, firsts[letter].level) for letter in sorted(firsts)]


def typeset_contents(items: Iterable[AnchorLink], language: str) -> None:
    """Set the table of contents as the text is: the no-break spaces."""
    for item in items:
        item.title = Markup(markup.typography(item.title, language))  # Markdown has escaped it
        typeset_contents(item.children, language)
