"""Whole: the handbook as one document, from the Markdown of its pages.

In: the linked handbook and a language. Out: its blocks in reading order, in which every link leads to a place of the
same document; and an index of the terms, with the places where each stands.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial
from typing import Any

from generator.documents.blocks import Anchor, Block, Document, Heading, PageBreak, Run
from generator.documents.reading import external, read
from generator.language import markup
from generator.model.catalog import HOME
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook
from generator.render.page import Page
from generator.render.pages import plan, render_page
from generator.render.view import sort_key

PART, INDEX, ENTRY = 1, 2, 3
"""The levels of headings: a part of the navigation, a page of its own, an entry under the index of its kind."""

SIZE = 9.5
_MOST_PLACES = 12
"""How many places the index names for one term: a word that stands everywhere has no place."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A term of the index: its name, and the anchors of what it stands in, its definition first."""

    name: str
    anchors: tuple[str, ...]


def whole(handbook: Handbook, language: str) -> tuple[Document, tuple[Indexed, ...]]:
    """The document of a whole handbook, and its index."""
    pages = {key: render_page(handbook, key, language) for key in plan(handbook) if key != HOME}
    read_pages = {key: _read(page, _depth(handbook, key)) for key, page in pages.items()}
    blocks = tuple(_in_parts(handbook, language, read_pages))
    known = set(_anchors(blocks))
    title = markup.typography(handbook.settings.title.served(language).text, language)
    document = Document(title, language, tuple(_linked(block, known) for block in blocks), size=SIZE)
    return document, _index(handbook, language, pages, known)


def _depth(handbook: Handbook, key: Ref) -> int:
    return ENTRY if key.id and handbook.catalog.places[key.kind].layout == "page" else INDEX


def _in_parts(handbook: Handbook, language: str, pages: dict[Ref, tuple[Block, ...]]) -> Iterator[Block]:
    """The pages under the headings of the parts that hold them."""
    for section in handbook.settings.sections:
        mine = [key for intro in section.intros for key in pages if key.kind == intro.name]
        if not mine:
            continue
        title = markup.typography(section.title.served(language).text, language)
        yield PageBreak()
        yield Heading(PART, (Run(title),), f"part#{section.id}")
        for key in mine:
            yield from pages[key]


def _read(page: Page, depth: int) -> tuple[Block, ...]:
    """The blocks of a page; its title becomes a heading of that depth, and what is in it stays out of the contents."""
    blocks = read(page.body, partial(_target, page.uri))
    return tuple(_placed(block, page.uri, depth) for block in blocks)


def _target(here: str, href: str) -> str:
    """Where a link of a page leads: a web address, or an anchor that names a page and a place on it."""
    if external(href):
        return href
    path, _, anchor = href.partition("#")
    uri = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
    return f"#{uri}#{anchor}"


def _placed(value: Any, uri: str, depth: int) -> Any:
    """A block whose headings and anchors name their page."""
    if isinstance(value, Heading):
        if value.level == 1:
            return replace(value, level=depth, anchor=f"{uri}#")
        anchor = f"{uri}#{value.anchor}" if value.anchor else ""
        return replace(value, level=value.level + depth - 1, anchor=anchor, outlined=False)
    if isinstance(value, Anchor):
        return Anchor(f"{uri}#{value.name}")
    return _mapped(value, lambda inner: _placed(inner, uri, depth))


def _linked(value: Any, known: set[str]) -> Any:
    """A block whose links lead to places that are there: to the page where the place is none, else nowhere."""
    if isinstance(value, Run) and value.href.startswith("#"):
        place = value.href[1:]
        page = place.partition("#")[0] + "#"
        return replace(value, href=f"#{place}" if place in known else f"#{page}" if page in known else "")
    return _mapped(value, lambda inner: _linked(inner, known))


def _mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    """The same value with each of its parts changed."""
    if isinstance(value, tuple):
        return tuple(map(change, value))
    if is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(value, **{name: change(part) for name, part in parts.items() if isinstance(part, tuple)})
    return value


def _anchors(value: Any) -> Iterator[str]:
    """Every place of some blocks that a link may lead to."""
    if isinstance(value, tuple):
        for item in value:
            yield from _anchors(item)
    elif isinstance(value, Heading):
        yield value.anchor
    elif isinstance(value, Anchor):
        yield value.name
    elif is_dataclass(value):
        for each in fields(value):
            if isinstance(part := getattr(value, each.name), tuple):
                yield from _anchors(part)


def _index(handbook: Handbook, language: str, pages: dict[Ref, Page], known: set[str]) -> tuple[Indexed, ...]:
    """The terms of the glossary, each with the pages that it stands on."""
    texts = {page.uri: page.body for key, page in pages.items() if key.id or key.kind not in handbook.catalog.kinds}
    found = [_indexed(handbook, entry, language, texts, known) for entry in handbook.of(handbook.catalog.terms)]
    return tuple(sorted(found, key=lambda term: sort_key(term.name)))


def _indexed(handbook: Handbook, entry: Entry, language: str, texts: dict[str, str], known: set[str]) -> Indexed:
    name = entry.data.title.served(language).text
    names = {name, *entry.data.short_forms.of(language)}
    stands = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})s?(?!\w)")
    home = f"{handbook.catalog.uri(entry.ref, language).partition('#')[0]}#{entry.id}"
    where = [f"{uri}#" for uri, text in texts.items() if stands.search(text)]
    places = where if len(where) <= _MOST_PLACES else []
    return Indexed(markup.typography(name, language), tuple(one for one in (home, *places) if one in known))
