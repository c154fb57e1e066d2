"""Radars: the levels that an archetype asks for, alone and beside those of the archetypes most like it.

In: the linked handbook and an archetype. Out: `Radars`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.kinds.archetypes.model import Archetype
from generator.model.handbook import Entry, Handbook

LEVEL_UNKNOWN = 0

MOST_BESIDE = 8
"""How many archetypes one is laid over: with more, each page would hold the drawings of all of them."""


@dataclass(frozen=True)
class Profile:
    """An archetype, and the level it asks for in each competency, in their order."""

    entry: Entry
    levels: tuple[int, ...]


@dataclass(frozen=True)
class Radars:
    """The competencies that are the axes, the archetype's own levels, and those of the others that are shown.

    `left_out` is how many more there are, less like this one.
    """

    axes: tuple[Entry, ...]
    own: Profile
    others: tuple[Profile, ...]
    left_out: int


def radars(handbook: Handbook, archetype: Entry | None) -> Radars | None:
    """The radars of one archetype; none for the index."""
    if archetype is None:
        return None
    own = profile(handbook, archetype)
    others = [profile(handbook, other) for other in handbook.of("archetypes") if other is not archetype]
    shown = _most_like(own, others)
    return Radars(handbook.of("competencies"), own, shown, len(others) - len(shown))


def _most_like(own: Profile, others: Sequence[Profile]) -> tuple[Profile, ...]:
    """The profiles whose levels differ least, in their own order."""
    far = [sum(abs(mine - theirs) for mine, theirs in zip(own.levels, one.levels, strict=True)) for one in others]
    nearest = sorted(range(len(others)), key=lambda place: (far[place], place))[:MOST_BESIDE]
    return tuple(others[place] for place in sorted(nearest))


def profile(handbook: Handbook, archetype: Entry) -> Profile:
    """An archetype as a profile on the axes."""
    assert isinstance(archetype.data, Archetype)
    targets = archetype.data.target_levels
    return Profile(archetype, tuple(targets.get(axis.ref, LEVEL_UNKNOWN) for axis in handbook.of("competencies")))
