"""The feed of reviews: an Atom file that lists which pages were checked again, and when.

In: the linked handbook. Out: Atom. A reader follows a handbook to learn that a page on law or on figures was brought
up to date; so an item is an entry whose facts were checked (`as_of`) or that was read again (`reviewed_on`), dated by
the later of the two. No clock is read: the same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from generator.language.i18n import long_date
from generator.language.markup import typography
from generator.model.catalog import HOME
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook
from generator.render.view import View

NAME = "feed.xml"
NEWEST = 50
"""How many items the feed has, at most."""


def checked(handbook: Handbook) -> list[tuple[date, Entry]]:
    """The entries that carry a date, newest first, then in reading order."""
    dated = [(day, entry) for kind in handbook.catalog.kinds for entry in handbook.of(kind) if (day := _day(entry))]
    return sorted(dated, key=lambda pair: pair[0], reverse=True)[:NEWEST]


def _day(entry: Entry) -> date | None:
    return max((day for day in (entry.data.as_of, entry.data.reviewed_on) if day), default=None)


def atom(handbook: Handbook, language: str, address: Callable[[Ref], str], here: str) -> str:
    """The whole file; `here` is its own address. There must be an entry with a date."""
    view = View(handbook, language, HOME)
    items = checked(handbook)
    feed = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language})
    _add(feed, "id", _name(language))
    _add(feed, "title", typography(view.word("feed.title", site=view.plain(handbook.settings.title)), language))
    _add(feed, "updated", _instant(items[0][0]))
    _add(_add(feed, "author"), "name", view.plain(handbook.settings.title))
    _add(feed, "link", rel="self", href=here)
    _add(feed, "link", rel="alternate", href=address(HOME))
    for day, entry in items:
        _item(_add(feed, "entry"), view, day, entry, address)
    ElementTree.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, encoding="unicode") + "\n"


def _item(item: ElementTree.Element, view: View, day: date, entry: Entry, address: Callable[[Ref], str]) -> None:
    # The day is part of the name: what is checked again is new to whoever follows.
    _add(item, "id", _name(view.language, str(entry.ref), day.isoformat()))
    _add(item, "title", view.plain(entry.data.title))
    _add(item, "updated", _instant(day))
    _add(item, "link", rel="alternate", href=address(entry.ref))
    _add(item, "category", term=entry.kind, label=view.plain(view.intro(entry.kind).title))
    _add(item, "summary", " ".join(_sentences(view, day, entry)))


def _sentences(view: View, day: date, entry: Entry) -> Iterator[str]:
    done = "reviewed_on" if entry.data.reviewed_on == day else "as_of"
    yield f"{view.word(f'words.{done}')} {long_date(day, view.language)}."
    if entry.data.summary:
        yield view.plain(entry.data.summary)


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **values: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag, values)
    child.text = text
    return child


def _name(*parts: str) -> str:
    return uuid5(NAMESPACE_URL, "coo-handbook:" + ":".join(parts)).urn


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
