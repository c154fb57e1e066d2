"""Radars: the levels that an archetype asks for, alone and beside those of each other archetype.

In: the linked handbook and an archetype. Out: `Radars`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.kinds.archetypes.model import Archetype
from generator.model.handbook import Entry, Handbook

LEVEL_UNKNOWN = 0


@dataclass(frozen=True)
class Profile:
    """An archetype, and the level it asks for in each competency, in their order."""

    entry: Entry
    levels: tuple[int, ...]


@dataclass(frozen=True)
class Radars:
    """The competencies that are the axes, the archetype's own levels, and those of the others."""

    axes: tuple[Entry, ...]
    own: Profile
    others: tuple[Profile, ...]


def radars(handbook: Handbook, archetype: Entry | None) -> Radars | None:
    """The radars of one archetype; none for the index."""
    if archetype is None:
        return None
    others = tuple(profile(handbook, other) for other in handbook.of("archetypes") if other is not archetype)
    return Radars(handbook.of("competencies"), profile(handbook, archetype), others)


def profile(handbook: Handbook, archetype: Entry) -> Profile:
    """An archetype as a profile on the axes."""
    assert isinstance(archetype.data, Archetype)
    targets = archetype.data.target_levels
    return Profile(archetype, tuple(targets.get(axis.ref, LEVEL_UNKNOWN) for axis in handbook.of("competencies")))
