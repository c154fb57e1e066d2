"""Radars: the levels that an archetype asks for, alone and beside those of the archetypes most like it.

In: the linked handbook and an archetype. Out: `Radars`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.kinds.archetypes.model import Archetype
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook

LEVEL_UNKNOWN = 0

MOST_BESIDE = 6
"""How many archetypes one is laid over: with more, each page would hold the drawings of all of them."""


@dataclass(frozen=True)
class Profile:
    """An archetype, and the level it asks for in each competency of a list, in their order."""

    entry: Entry
    levels: tuple[int, ...]


@dataclass(frozen=True)
class Radar:
    """One profile, or two laid over each other, on the competencies for which any of them asks a level."""

    axes: tuple[Entry, ...]
    profiles: tuple[Profile, ...]


@dataclass(frozen=True)
class Radars:
    """The archetype alone, and beside each of the others that are shown; those without any level are not.

    `left_out` is how many more there are, less like this one.
    """

    own: Radar
    beside: tuple[Radar, ...]
    left_out: int


def radars(handbook: Handbook, archetype: Entry | None) -> Radars | None:
    """The radars of one archetype; none for the index."""
    if archetype is None:
        return None
    with_levels = [one for one in handbook.of("archetypes") if _targets(one)]
    others = [one for one in with_levels if one is not archetype] if archetype in with_levels else []
    shown = _most_like(handbook, archetype, others)
    beside = tuple(_radar(handbook, archetype, other) for other in shown)
    return Radars(_radar(handbook, archetype), beside, len(others) - len(shown))


def _radar(handbook: Handbook, *archetypes: Entry) -> Radar:
    axes = tuple(axis for axis in handbook.of("competencies") if any(axis.ref in _targets(one) for one in archetypes))
    return Radar(axes, tuple(profile(one, axes) for one in archetypes))


def _most_like(handbook: Handbook, archetype: Entry, others: Sequence[Entry]) -> Sequence[Entry]:
    """The archetypes whose levels differ least, in their own order."""
    competencies = handbook.of("competencies")
    own = profile(archetype, competencies).levels
    far = [sum(abs(a - b) for a, b in zip(own, profile(one, competencies).levels, strict=True)) for one in others]
    nearest = sorted(range(len(others)), key=lambda place: (far[place], place))[:MOST_BESIDE]
    return [others[place] for place in sorted(nearest)]


def profile(archetype: Entry, competencies: Sequence[Entry]) -> Profile:
    """An archetype with its levels in these competencies."""
    targets = _targets(archetype)
    return Profile(archetype, tuple(targets.get(one.ref, LEVEL_UNKNOWN) for one in competencies))


def _targets(archetype: Entry) -> Mapping[Ref, int]:
    assert isinstance(archetype.data, Archetype)
    return archetype.data.target_levels
