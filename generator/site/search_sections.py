"""Search sections: what the search knows of a page, found in a fraction of the time that the theme takes.

In: the HTML of a page's content. Out: the sections that the theme's search makes of it: heading, anchor, and text with
the few tags that results show. The rules are those of its parser, which reads a page sign by sign; a page with anything
but plain elements (comments, scripts, parts that the search leaves out) is read by that one.
"""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import islice
from typing import TYPE_CHECKING, Any

from material.plugins.search.plugin import Element, Parser, SearchIndex, Section, void

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

_TOKEN = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][^\s/<>]*)(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*')*)>|(?P<text>[^<]+)"""
)
_ID = re.compile(r"""(?:^|\s)id\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""", re.IGNORECASE)
_ODD = ("<!", "<?", "<script", "<style", "<object", "data-search-", "linenodiv")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_KEPT = frozenset(Parser().keep)
_PERMALINK = re.compile(r"""\sclass=["']headerlink["']""")


def sections(html: str) -> list[Any]:
    """The sections of a page, as the theme's `Section`s."""
    found = None if any(odd in html for odd in _ODD) else _Reader().read(html)
    if found is None:
        parser = Parser()
        parser.feed(html)
        parser.close()
        return list(parser.data)
    return found


class _Reader:
    """Reads one page. `open` are the names of the elements around the place, `permalinks` how many are permalinks."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.permalinks: list[int] = []
        self.section: Any = None
        self.found: list[Any] = []

    def read(self, html: str) -> list[Any] | None:
        """The sections; None where the page is not written as Markdown writes it."""
        position = 0
        for token in _TOKEN.finditer(html):
            if token.start() != position:
                return None
            position = token.end()
            close, name, rest, text = token.groups()
            if text is not None:
                self._text(unescape(text) if "&" in text else text)
            elif close:
                self._end(name.lower())
            else:
                self._start(name.lower(), rest)
                if rest.endswith("/"):
                    self._end(name.lower())
        return self.found if position == len(html) else None

    def _start(self, name: str, rest: str) -> None:
        if name in void:
            return
        self.open.append(name)
        if name == "a" and _PERMALINK.search(rest):
            self.permalinks.append(len(self.open))
        if name in _HEADINGS and (anchor := _ID.search(rest)):
            self._head(name, unescape(anchor[1] or anchor[2] or anchor[3] or ""))
        self._have_section()
        if name in _KEPT:
            self._data().append(f"<{name}>")

    def _head(self, name: str, anchor: str) -> None:
        """Begin a section at a heading; what stands before the first one is a section too."""
        depth = len(self.open)
        if name != "h1" and not self.found:
            self.found.append(Section(Element("hx"), depth))
        self.section = Section(Element(name), depth)
        if self.found:
            self.section.id = anchor
        self.found.append(self.section)

    def _have_section(self) -> None:
        if self.section is None:
            self.section = Section(Element("hx"))
            self.found.append(self.section)

    def _data(self) -> list[str]:
        """Where text goes: into the title inside of the heading, else into the text."""
        data: list[str] = self.section.title if self.section.el.tag in self.open else self.section.text
        return data

    def _end(self, name: str) -> None:
        if not self.open or self.open[-1] != name:
            return
        if self.section.depth > len(self.open):
            self._leave()
        if self.permalinks and self.permalinks[-1] == len(self.open):
            self.permalinks.pop()
        self.open.pop()
        if name in _KEPT:
            _close(self._data(), name)

    def _leave(self) -> None:
        """The element around a heading ends, and its section with it: the one before it goes on."""
        for section in reversed(self.found):
            if section.depth <= len(self.open):
                self.section.depth = float("inf")
                self.section = section
                break

    def _text(self, text: str) -> None:
        is_blank = text.isspace()
        if "pre" not in self.open:
            text = " " if is_blank else text.replace("\n", " ")
        self._have_section()
        if self.section.el.tag in self.open:
            if not self.permalinks:
                self.section.title.append(escape(text, quote=False))
        elif not is_blank:
            self.section.text.append(escape(text, quote=False))
        elif not self.section.text or not self.section.text[-1].isspace() or "pre" in self.open:
            self.section.text.append(text)


def _close(data: list[str], name: str) -> None:
    """Write the end of an element, or take its start away where nothing stands in it."""
    start = data.index(f"<{name}>")
    if any(not piece.isspace() for piece in islice(data, start + 1, None)):
        data.append(f"</{name}>")
    else:
        del data[start:]


class Index(SearchIndex):  # type: ignore[misc]
    """The theme's index, filled from `sections`."""

    def add_entry_from_context(self, page: Page) -> None:
        """Add the sections of a page, unless the search leaves it out."""
        if (page.meta.get("search") or {}).get("exclude"):
            return
        for section in sections(page.content or ""):
            if not section.is_excluded():
                self.create_entry_for_section(section, page.toc, page.url, page)


def hasten(config: MkDocsConfig) -> None:
    """Have the index of the theme's search filled our way."""
    for name, plugin in config.plugins.items():
        index = getattr(plugin, "search_index", None)
        if name.endswith("search") and type(index) is SearchIndex:
            index.__class__ = Index
