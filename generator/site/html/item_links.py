"""Items' edit links: under the heading of each entry that shares a page, a link that opens its file.

In: the tree of a page, and the address for an anchor in it. Out: the same tree with the links.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown


class ItemLinks(Treeprocessor):
    """Adds the links; `addresses` has one for each anchor, `words` is the text of all."""

    def __init__(self, md: Markdown, addresses: Mapping[str, str], words: str) -> None:
        super().__init__(md)
        self._addresses = addresses
        self._words = words

    def run(self, root: Element) -> None:
        """Change the tree in place; the search leaves the links out."""
        for heading in root.iter("h2"):
            if address := self._addresses.get(heading.get("id", "")):
                link = f'<p class="edit" data-search-exclude><a href="{escape(address)}">{escape(self._words)}</a></p>'
                # As raw HTML, since a tree has no attribute without a value.
                heading.tail = self.md.htmlStash.store(link) + (heading.tail or "")
