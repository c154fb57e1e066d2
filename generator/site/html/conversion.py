"""Conversion: what we add while MkDocs converts the Markdown of a page, as one Markdown extension.

In: a `PageContent` for each page of the handbook, told before its conversion. Out: HTML in which tables have their
frame, terms their link, drawings links to pages, links from the root of the site the right way there, and items a link
for editing. Pages of other plugins get only what needs no knowledge of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown import Extension, Markdown

from generator.site.html.drawn_links import DrawnLinks
from generator.site.html.glossary_links import GlossaryLinks
from generator.site.html.heading_links import HeadingLinks
from generator.site.html.item_links import ItemLinks
from generator.site.html.plain_texts import BEFORE_INLINE, PlainTexts
from generator.site.html.raw_anchors import BEFORE_RAW_HTML, RawAnchors
from generator.site.html.site_links import SiteLinks
from generator.site.html.tables import Tables

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.model.fields import Ref
    from generator.site.html.glossary_links import Terms


@dataclass(frozen=True, slots=True)
class PageContent:
    """The page that is being converted.

    `uri` is its place among the Markdown files, `glossary` the way to the page of terms. `terms` is None where terms
    stay as they are. `items` holds the address to edit each item at, by anchor; `edit` are the words of that link.
    `root` is the way to the root of the site, for a page that was written by hand.
    """

    key: Ref
    uri: str
    directory_urls: bool
    glossary: str
    terms: Terms | None = None
    items: Mapping[str, str] = field(default_factory=dict)
    edit: str = ""
    root: str = ""


class Conversion(Extension):
    """Our Markdown extension. MkDocs makes a converter for each page, which asks for what `content` is then."""

    def __init__(self) -> None:
        super().__init__()
        self.content: PageContent | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Markdown calls
        """Add our steps to the converter of a page; those on the tree come after all that change texts."""
        # Markdown in HTML is to see `<caption>` as the block that it is.
        md.block_level_elements.append("caption")
        md.preprocessors.register(RawAnchors(md), "handbook-raw-anchors", BEFORE_RAW_HTML)
        md.treeprocessors.register(PlainTexts(md), "handbook-plain-texts", BEFORE_INLINE)
        md.treeprocessors.register(HeadingLinks(md), "handbook-heading-links", -10)
        md.treeprocessors.register(Tables(md), "handbook-tables", -20)
        if (page := self.content) is None:
            return
        if page.items:
            md.treeprocessors.register(ItemLinks(md, page.items, page.edit), "handbook-item-links", -30)
        # When raw HTML, which drawings are, is in the page.
        md.postprocessors.register(DrawnLinks(md, page.uri, page.directory_urls), "handbook-drawn-links", -10)
        if page.root:
            md.postprocessors.register(SiteLinks(md, page.root), "handbook-site-links", -15)
        if page.terms:
            links = GlossaryLinks(md, page.terms, page.key, page.glossary)
            md.postprocessors.register(links, "handbook-glossary-links", -20)


def of(config: MkDocsConfig) -> Conversion:
    """The extension that a configuration has."""
    return next(each for each in config.markdown_extensions if isinstance(each, Conversion))
