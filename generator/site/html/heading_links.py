"""Heading links: the character beside a heading that holds its address.

In: the tree of a page, in which Markdown's table of contents has put them. Out: the same tree without them: they are
for the mouse only, and `theme/assets/handbook.js` adds them where there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


class HeadingLinks(Treeprocessor):
    """Takes the links of headings out of the page."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for heading in root.iter():
            if heading.tag in _HEADINGS:
                for link in heading.findall("a[@class='headerlink']"):
                    heading.remove(link)
