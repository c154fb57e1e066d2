"""Compare: archetypes side by side, levels side by side, and the tables whose columns a reader may choose.

In: the linked handbook. Out: `Sides`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.kinds.comparisons.model import Comparison
from generator.model.handbook import Entry, Handbook
from generator.views.targets import Targets, targets

FIELDS = ("summary", "fits_when")
"""What is set side by side of each archetype, beside its levels: what helps to choose. Its page has the rest."""

CHOICE_FROM = 3
"""How many columns a table must have for a choice among them to make sense."""


@dataclass(frozen=True)
class Sides:
    """What can be set side by side."""

    fields: tuple[str, ...]
    targets: Targets
    tables: tuple[Entry, ...]


def compare(handbook: Handbook, _: Entry | None) -> Sides:
    """The archetypes with their fields and levels, the competencies, and the comparisons with a choice."""
    return Sides(FIELDS, targets(handbook), tuple(filter(_has_choice, handbook.of("comparisons"))))


def _has_choice(entry: Entry) -> bool:
    assert isinstance(entry.data, Comparison)
    return len(entry.data.columns) >= CHOICE_FROM
