"""The levels that the archetypes ask for, as rows of a table: a competency, and its level in each archetype.

In: the linked handbook. Out: `Targets`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.kinds.archetypes.model import Archetype
from generator.model.handbook import Entry, Handbook


@dataclass(frozen=True)
class Targets:
    """Every competency, every archetype, and the level that one asks of the other."""

    competencies: tuple[Entry, ...]
    archetypes: tuple[Entry, ...]

    def level(self, competency: Entry, archetype: Entry) -> int:
        """The level from 1 to 4; 0 where the archetype names none."""
        assert isinstance(archetype.data, Archetype)
        return archetype.data.target_levels.get(competency.ref, 0)


def targets(handbook: Handbook) -> Targets:
    """The levels of all archetypes, competencies in their own order."""
    return Targets(handbook.of("competencies"), handbook.of("archetypes"))
