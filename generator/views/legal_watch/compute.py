"""The legal watch: what comes next in the life of each text, and when each page must be reviewed.

In: the linked handbook. Out: `LegalWatch`. What is still to come is told from the day on which the state of the
law was recorded, never from a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.kinds.regulations.model import LegalDate, Regulation
from generator.model.handbook import Entry, Handbook


@dataclass(frozen=True)
class Watched:
    """A text, and its next date, if one was known."""

    entry: Entry
    next: LegalDate | None


@dataclass(frozen=True)
class Event:
    """A date in the life of a text, and whether it was still to come when the text was recorded."""

    entry: Entry
    date: date
    what: LegalDate
    ahead: bool


@dataclass(frozen=True)
class LegalWatch:
    """The texts, the nearest date first; then those without one, the nearest review first. All dates in order."""

    texts: tuple[Watched, ...]
    events: tuple[Event, ...]


def legal_watch(handbook: Handbook, _: Entry | None) -> LegalWatch:
    """Every text of the handbook."""
    events = sorted(_events(handbook), key=lambda event: (event.date, event.entry.id))
    texts = [Watched(entry, _next(entry)) for entry in handbook.of("regulations")]
    return LegalWatch(tuple(sorted(texts, key=_urgency)), tuple(events))


def _events(handbook: Handbook) -> list[Event]:
    return [
        Event(entry, told.date, told, told.date > entry.data.as_of)
        for entry in handbook.of("regulations")
        if isinstance(entry.data, Regulation)
        for told in entry.data.dates
    ]


def _next(entry: Entry) -> LegalDate | None:
    assert isinstance(entry.data, Regulation)
    as_of = entry.data.as_of
    return min((told for told in entry.data.dates if told.date > as_of), key=lambda told: told.date, default=None)


def _urgency(text: Watched) -> tuple[date, date, str]:
    assert isinstance(text.entry.data, Regulation)
    return (text.next.date if text.next else date.max, text.entry.data.review_by, text.entry.id)
