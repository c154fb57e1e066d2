"""Tables: the alignment of their columns, and the frame in which a wide one scrolls.

In: the tree of a page. Out: the same tree. The theme's script adds frames too, but late, and all below would move. A
table with much text in a row becomes cards on a phone: each of its cells then says its column.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG_ROW = 90
"""Letters that a phone shows in one row of a table before its columns become too narrow to read."""

_ALIGNED = re.compile(r"text-align: (left|center|right);")


class Tables(Treeprocessor):
    """Frames the tables of a page, and aligns their columns with classes."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for parent in list(root.iter()):
            for place, child in enumerate(parent):
                if child.tag == "table":
                    _align(child)
                    _name_rows(child)
                    if not child.attrib and child.find(".//table") is None:
                        has_tools = "data-tools" in parent.attrib and place == 0
                        parent[place] = self._framed(child, has_tools)

    def _framed(self, table: Element, has_tools: bool) -> Element:
        """A table in its frame. One with tools is there to compare: it keeps its columns."""
        columns = [self._text(cell) for cell in _cells(table.find("thead"))]
        rows = [row for section in table if section.tag != "thead" for row in section.iter("tr")]
        stacks = not has_tools and len(columns) > 1 and any(len(self._text(row)) > LONG_ROW for row in rows)
        if stacks:
            for row in rows:
                _name_columns(row, columns)
        frame = Element("div", {"class": "md-typeset__scrollwrap stacks" if stacks else "md-typeset__scrollwrap"})
        inner = Element("div", {"class": "md-typeset__table"})
        frame.append(inner)
        inner.append(table)
        frame.tail, table.tail = table.tail, None
        return frame

    def _text(self, element: Element) -> str:
        """The text of an element on one line."""
        text = HTML_PLACEHOLDER_RE.sub(self._stashed, " ".join(element.itertext()))
        return " ".join(text.split())

    def _stashed(self, placeholder: re.Match[str]) -> str:
        """The text behind a placeholder, which stands for an entity or for a tag."""
        kept = str(self.md.htmlStash.rawHtmlBlocks[int(placeholder[1])])
        return html.unescape(kept) if kept.startswith("&") else " "


def _align(table: Element) -> None:
    """The alignment of a column as a class: the security policy lets no style stand in an attribute."""
    for cell in _cells(table):
        if aligned := _ALIGNED.fullmatch(cell.get("style", "")):
            del cell.attrib["style"]
            cell.set("class", f"align-{aligned[1]}")


def _name_rows(table: Element) -> None:
    """Under an empty corner, the first cell of each row is its head; an empty cell is the head of nothing."""
    heads = list(_cells(table.find("thead")))
    for place, cell in enumerate(heads):
        if cell.tag == "th" and not len(cell) and not (cell.text or "").strip():
            cell.tag = "td"
            if place == 0 and len(heads) > 1:
                for row in table.iterfind("tbody/tr"):
                    for first in row[:1]:
                        first.tag = "th"
                        first.set("scope", "row")


def _cells(part: Element | None) -> Iterator[Element]:
    return (cell for cell in part.iter() if cell.tag in ("td", "th")) if part is not None else iter(())


def _name_columns(row: Element, columns: list[str]) -> None:
    """Let the cells of a row say their columns, save for the one that names the card: its header, else its first."""
    cells = list(_cells(row))
    title = next((cell for cell in cells if cell.tag == "th"), cells[0] if cells else None)
    for cell, name in zip(cells, columns, strict=False):
        if name and cell is not title:
            cell.set("data-column", name)
