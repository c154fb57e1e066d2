"""The calendar of the rituals: over a month and over a year, and who sits in which.

In: the linked handbook. Out: `Calendar`. A ritual says how often it is held, not on which day: a stretch of
weeks or of months is therefore one cell, in which it is held once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.kinds.rituals.model import Ritual
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook
from generator.views.matrices import Matrix

WEEKS, MONTHS = 4, 12

_MONTH: Mapping[str, tuple[int, str]] = {
    "continuous": (WEEKS, "continuous"),
    "daily": (1, "daily"),
    "weekly": (1, "once"),
    "monthly": (WEEKS, "once"),
}
_YEAR: Mapping[str, tuple[int, str]] = {
    "continuous": (MONTHS, "continuous"),
    "daily": (MONTHS, "daily"),
    "weekly": (MONTHS, "weekly"),
    "monthly": (1, "once"),
    "quarterly": (3, "once"),
    "half-yearly": (6, "once"),
    "yearly": (MONTHS, "once"),
}
"""For each cadence, how many weeks or months a cell spans, and what happens in it."""


@dataclass(frozen=True)
class RitualRow:
    """A ritual, and its cells: all of them span as much and say the same."""

    entry: Entry
    span: int
    cells: int
    event: str


@dataclass(frozen=True)
class Calendar:
    """Both strips, the most frequent rituals first, and the table of who takes part."""

    month: tuple[RitualRow, ...]
    year: tuple[RitualRow, ...]
    seats: Matrix


def calendar(handbook: Handbook, _: Entry | None) -> Calendar:
    """The calendar of all rituals."""
    return Calendar(_strip(handbook, _MONTH, WEEKS), _strip(handbook, _YEAR, MONTHS), _seats(handbook))


def _strip(handbook: Handbook, cadences: Mapping[str, tuple[int, str]], length: int) -> tuple[RitualRow, ...]:
    rows = []
    for cadence, (span, event) in cadences.items():
        held = [entry for entry in handbook.of("rituals") if getattr(entry.data, "cadence", "") == cadence]
        rows += [RitualRow(entry, span, length // span, event) for entry in held]
    return tuple(rows)


def _seats(handbook: Handbook) -> Matrix:
    strengths: dict[tuple[Ref, Ref], str] = {}
    for ritual in handbook.of("rituals"):
        assert isinstance(ritual.data, Ritual)
        strengths |= {(ritual.ref, who): "linked" for who in ritual.data.participants}
    return Matrix(handbook.of("rituals"), handbook.of("stakeholders"), "sheet", strengths)
