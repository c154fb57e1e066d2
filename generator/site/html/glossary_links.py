"""Glossary links: the first use of a term on a page becomes a link that carries its definition.

In: the linked handbook, a language, and the HTML of a page's content. Out: the same HTML, in which the first use of
each term in running text links to the glossary and holds its definition. One pass over the page, whatever the number
of terms; only the definitions of terms that stand on the page are added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from markdown.postprocessors import Postprocessor

from generator.kinds.glossary.model import Term
from generator.language import markup
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook

if TYPE_CHECKING:
    from markdown import Markdown

_TAG = re.compile(
    r"<!--[^<-]*(?:(?:-(?!->)|<(?!!--))[^<-]*)*-->"
    r"""|<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?![\w:-])(?:[^<>"']|"[^"]*"|'[^']*')*>"""
)
_CLASSES = re.compile(r"""\bclass=["'](?P<names>[^"']*)""")

NO_PROSE = frozenset(
    {"a", "abbr", "button", "caption", "code", "dt", "form", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "legend"}
    | {"nav", "pre", "script", "select", "style", "summary", "svg", "textarea", "th", "time"}
)
"""Elements in which terms are not linked: headings, links, code, labels."""

NO_PROSE_CLASSES = frozenset({"admonition-title", "badges", "keeping", "note"})
"""Classes of elements in which terms are not linked."""

_VOID = frozenset(["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])

_PLURAL_FROM = 3
"""The fewest letters of a word that is also searched for in the plural."""


_LINK = '<a class="term" '


@dataclass(frozen=True)
class Definition:
    """A term: where the glossary has it, what it means, and the pages that treat it in full."""

    id: str
    text: str
    pages: tuple[Ref, ...]


class Terms:
    """The glossary's terms in one language, ready to be found in pages."""

    def __init__(self, handbook: Handbook, language: str) -> None:
        self.language = language
        self._kind = handbook.catalog.terms
        self._definitions: list[Definition] = []
        spellings = [spelling for entry in handbook.of(self._kind) for spelling in self._add(entry)]
        self._spellings = sorted(spellings, key=lambda spelling: -len(spelling[0]))
        self._known: dict[str, int] = {}
        # No groups: the search then skips a choice by its first letter.
        choices = "|".join(spelling for spelling, _ in self._spellings)
        self._pattern = re.compile(rf"(?<![\w&#/@.-])(?:{choices})(?![\w-]|\.\w)") if choices else None

    def _add(self, entry: Entry) -> Iterator[tuple[str, int]]:
        """Keep a term, and give its spellings. One without words in this language cannot stand in its pages."""
        assert isinstance(entry.data, Term)
        title, meaning = (text.served(self.language) for text in (entry.data.title, entry.data.summary))
        if title.fell_back or meaning.fell_back:
            return
        text = markup.typography(" ".join(meaning.text.split()), self.language)
        self._definitions.append(Definition(entry.id, text, entry.data.see_also))
        for spelling in _spellings(title.text, entry.data.abbreviations.of(self.language), self.language):
            yield spelling, len(self._definitions) - 1

    def mark(self, html: str, page: Ref, glossary: str) -> str:
        """The HTML with each term's first use linked; `glossary` is the way to its page.

        The glossary stays as it is, and so does a term on the pages that treat it in full.
        """
        if self._pattern is None or page.kind == self._kind:
            return html
        pattern = self._pattern
        seen = {number for number, known in enumerate(self._definitions) if page in known.pages}

        def linked(match: re.Match[str]) -> str:
            number = self._number(match[0])
            if number in seen:
                return match[0]
            seen.add(number)
            known = self._definitions[number]
            return f'{_LINK}href="{escape(glossary)}#{known.id}" data-definition="{escape(known.text)}">{match[0]}</a>'

        return "".join(pattern.sub(linked, text) if prose else text for text, prose in _stretches(html))

    def _number(self, written: str) -> int:
        """Which term a text on a page is."""
        if written not in self._known:
            found = (number for spelling, number in self._spellings if re.fullmatch(spelling, written))
            self._known[written] = next(found)
        return self._known[written]


class GlossaryLinks(Postprocessor):
    """Links the terms of a page once all of its HTML is there, whether Markdown made it or the author wrote it."""

    def __init__(self, md: Markdown, terms: Terms, page: Ref, glossary: str) -> None:
        super().__init__(md)
        self._terms = terms
        self._page = page
        self._glossary = glossary

    def run(self, text: str) -> str:
        """The HTML of the page with its terms linked."""
        return self._terms.mark(text, self._page, self._glossary)


def has_links(html: str) -> bool:
    """Whether a term is linked on a page, for which it then needs a script."""
    return _LINK in html


def _stretches(html: str) -> Iterator[tuple[str, bool]]:
    """The page in pieces, tags and texts, each with whether it is running text."""
    position = 0
    without_prose: list[str] = []
    for tag in _TAG.finditer(html):
        yield html[position : tag.start()], not without_prose
        yield tag[0], False
        position = tag.end()
        _follow(tag, without_prose)
    yield html[position:], not without_prose


def _follow(tag: re.Match[str], open_elements: list[str]) -> None:
    """Keep the elements that are open, from the outermost one without running text inwards."""
    name = (tag["name"] or "").lower()
    if not name or name in _VOID or tag[0].endswith("/>"):
        return
    if tag["close"]:
        if open_elements and open_elements[-1] == name:
            open_elements.pop()
    elif open_elements or name in NO_PROSE or _has_no_prose(tag[0]):
        open_elements.append(name)


def _has_no_prose(tag: str) -> bool:
    classes = _CLASSES.search(tag)
    return classes is not None and not NO_PROSE_CLASSES.isdisjoint(classes["names"].split())


def _spellings(title: str, abbreviations: tuple[str, ...], language: str) -> Iterator[str]:
    """How a term may be spelled on a page, as regular expressions: its name, and its abbreviations in capitals."""
    name = " ".join(re.sub(r"\([^)]*\)", "", title).split())
    if name and name not in abbreviations:
        yield _inflected(markup.typography(name, language))
    for abbreviation in abbreviations:
        # Before a number it is another name: ISO 22301 is not the ISO 9001 that has an entry.
        yield _written(abbreviation) + r"(?!\s+\d)"


def _inflected(name: str) -> str:
    """A name with or without a capital, each of its words in the singular or the plural."""
    words = [_written(word) + _plural(word) for word in name.split()]
    if name[0].isalpha():
        words[0] = f"[{name[0].lower()}{name[0].upper()}]{words[0][1:]}"
    return r"\s+".join(words)


def _plural(word: str) -> str:
    return "[sx]?" if len(word) >= _PLURAL_FROM and word[-1].isalpha() and word[-1] not in "sx" else ""


def _written(text: str) -> str:
    """A text as the page's HTML writes it."""
    return re.escape(escape(text, quote=False))
