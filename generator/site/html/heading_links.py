"""Heading links: the character beside a heading that holds its address.

In: the tree of a page, in which Markdown's table of contents has put them. Out: the same tree, in which they are for
the mouse only: no part of the heading's name, and no stop of the keyboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class HeadingLinks(Treeprocessor):
    """Takes the links of headings out of the way of keyboards and screen readers."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for link in root.iter("a"):
            if link.get("class") == "headerlink":
                link.set("tabindex", "-1")
                link.set("aria-hidden", "true")
