"""The checklist of the mandate letter: its points, and what must be agreed for each of them.

In: the linked handbook, and the practice that the settings name. Out: `Mandate`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.handbook import Entry, Handbook


@dataclass(frozen=True)
class Mandate:
    """The practice whose steps are the points of the letter, and what the letter settles."""

    practice: Entry
    archetypes: tuple[Entry, ...]
    decisions: tuple[Entry, ...]
    relations: tuple[Entry, ...]


def mandate_letter(handbook: Handbook, practice: Entry | None) -> Mandate:
    """The checklist of one mandate."""
    assert practice is not None
    return Mandate(practice, handbook.of("archetypes"), handbook.of("decisions"), handbook.of("collaborations"))
