"""Glossary links: the first use of a term on a page becomes a link that carries its definition.

In: the linked handbook, a language, and the HTML of a page's content. Out: the same HTML, in which the first use of
each term in running text links to the glossary and holds its definition. One pass over the page, whatever the number
of terms; only the definitions of terms that stand on the page are added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from markdown.postprocessors import Postprocessor

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


_SIGNS = 3
"""How many signs of a word are compared before a whole term is."""

_LINK = '<a class="term" '


@dataclass(frozen=True)
class Definition:
    """A term: where the glossary has it, and what it means."""

    id: str
    text: str


Spelling = tuple[re.Pattern[str], int]
"""How a term may be written, and its number."""


class Terms:
    """The glossary's terms in one language, ready to be found in pages."""

    def __init__(self, handbook: Handbook, language: str) -> None:
        self.language = language
        self._kind = handbook.catalog.terms
        self._cited = frozenset(kind.name for kind in handbook.catalog.kinds.values() if kind.cites_titles)
        self._definitions: list[Definition] = []
        self._treated: dict[Ref, set[int]] = {}
        self._spellings: dict[str, list[Spelling]] = {}
        spellings = [spelling for entry in handbook.of(self._kind) for spelling in self._add(entry)]
        for start, spelling, number in sorted(spellings, key=lambda spelling: -len(spelling[1])):
            pattern = re.compile(rf"{spelling}(?![\w-]|\.\w)")
            self._spellings.setdefault(start, []).append((pattern, number))
        self._start = _starting(self._spellings)

    def _add(self, entry: Entry) -> Iterator[tuple[str, str, int]]:
        """Keep a term, and give its spellings, each with how it starts and the number of the term.

        A term without words in this language cannot stand in its pages.
        """
        if entry.data.summary is None:
            return
        title, meaning = (text.served(self.language) for text in (entry.data.title, entry.data.summary))
        if title.fell_back or meaning.fell_back:
            return
        text = markup.typography(" ".join(meaning.text.split()), self.language)
        number = len(self._definitions)
        self._definitions.append(Definition(entry.id, text))
        for page in entry.data.see_also:
            self._treated.setdefault(page, set()).add(number)
        for start, spelling in _spellings(title.text, entry.data.short_forms.of(self.language), self.language):
            yield start, spelling, number

    def mark(self, html: str, page: Ref, glossary: str) -> str:
        """The HTML with each term's first use linked; `glossary` is the way to its page.

        The glossary and lists of cited works stay as they are, and so does a term on the pages that treat it in full.
        """
        if not self._spellings or page.kind == self._kind or page.kind in self._cited:
            return html
        seen = set(self._treated.get(page, ()))
        return "".join(self._marked(html, glossary, seen))

    def _marked(self, html: str, glossary: str, seen: set[int]) -> Iterator[str]:
        """The page in pieces, the terms in its running text linked."""
        position = 0
        for start, end in _prose(html):
            if self._start.search(html, start, end):
                yield html[position:start]
                yield from self._linked(html[start:end], glossary, seen)
                position = end
        yield html[position:]

    def _linked(self, text: str, glossary: str, seen: set[int]) -> Iterator[str]:
        """A text in pieces, the terms that were not `seen` linked."""
        position = 0
        for match, number in self._found(text):
            if number not in seen:
                seen.add(number)
                known = self._definitions[number]
                link = f'{_LINK}href="{escape(glossary)}#{known.id}" data-definition="{escape(known.text)}">'
                yield f"{text[position : match.start()]}{link}{match[0]}</a>"
                position = match.end()
        yield text[position:]

    def _found(self, text: str) -> Iterator[tuple[re.Match[str], int]]:
        """Each term in a text, with its number, from left to right: the longest where several start in one place.

        Only the spellings that start as a word of the text does are tried on it.
        """
        position = 0
        known = self._spellings
        for word in self._start.finditer(text):
            start = text[word.start() : word.start() + _SIGNS].lower()
            # A word of fewer signs stands before a comma, such as this one, or before a space.
            for first in (start, start[:2], start[:1]):
                if first in known and word.start() >= position and (match := _first(known[first], text, word.start())):
                    yield match
                    position = match[0].end()


def _first(spellings: Iterable[Spelling], text: str, place: int) -> tuple[re.Match[str], int] | None:
    """The first spelling that stands at a place of a text, with the number of its term."""
    for pattern, number in spellings:
        if match := pattern.match(text, place):
            return match, number
    return None


class GlossaryLinks(Postprocessor):
    """Links the terms of a page once all of its HTML is there, whether Markdown made it or the author wrote it."""

    def __init__(self, md: Markdown, terms: Terms, page: Ref, glossary: str) -> None:
        super().__init__(md)
        self._terms = terms
        self._page = page
        self._glossary = glossary

    def run(self, text: str) -> str:
        """The HTML of the page with its terms linked.

        Markdown also asks for the text of each heading, without its tag, for the table of contents: as it is.
        """
        return self._terms.mark(text, self._page, self._glossary) if text.startswith("<") else text


def has_links(html: str) -> bool:
    """Whether a term is linked on a page, for which it then needs a script."""
    return _LINK in html


def _prose(html: str) -> Iterator[tuple[int, int]]:
    """Where the running text of a page stands, between two tags: from where to where."""
    position = 0
    without_prose: list[str] = []
    for tag in _TAG.finditer(html):
        if not without_prose and tag.start() > position:
            yield position, tag.start()
        position = tag.end()
        _follow(tag, without_prose)
    if not without_prose:
        yield position, len(html)


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


def _spellings(title: str, abbreviations: tuple[str, ...], language: str) -> Iterator[tuple[str, str]]:
    """How a term may be spelled on a page: its name, and its abbreviations in capitals.

    Each is the first three signs of its first word, in small letters, and a regular expression.
    """
    name = " ".join(re.sub(r"\([^)]*\)", "", title).split())
    if name and name not in abbreviations:
        typeset = markup.typography(name, language)
        yield _start(typeset), _inflected(typeset)
    for abbreviation in abbreviations:
        # Before a number it is another name: ISO 22301 is not the ISO 9001 that has an entry.
        yield _start(abbreviation), _written(abbreviation) + r"(?!\s+\d)"


def _starting(starts: Iterable[str]) -> re.Pattern[str]:
    """Where a word starts in one of these ways, in capitals or not.

    A tree of sets of signs: the first sign of a word decides most often, and the expression's engine compares it fast.
    """
    tree: dict[str, set[str]] = {}
    for start in starts:
        tree.setdefault(start[0], set()).add("".join(map(_either, start[1:])))
    choices = "|".join(f"{_either(first)}(?:{'|'.join(sorted(rests))})" for first, rests in sorted(tree.items()))
    return re.compile(rf"(?<![\w&#/@.-])(?={choices})")


def _either(sign: str) -> str:
    """A sign as a small letter or a capital."""
    return f"[{''.join(map(re.escape, sorted({sign, sign.upper()} if len(sign.upper()) == 1 else {sign})))}]"


def _start(text: str) -> str:
    return escape(text.split()[0], quote=False)[:_SIGNS].lower()


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
