"""The evaluation grid: what to fill in about results, competencies, relationships and the mandate.

In: the linked handbook. Out: `Evaluation`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.handbook import Entry, Handbook
from generator.views.kpi_board.compute import Family, kpi_board
from generator.views.radars.compute import Profile, profile


@dataclass(frozen=True)
class Evaluation:
    """The KPIs by family, the competencies, the target levels of each archetype, and the relationships."""

    families: Sequence[Family]
    competencies: tuple[Entry, ...]
    profiles: tuple[Profile, ...]
    relations: tuple[Entry, ...]


def evaluation(handbook: Handbook, _: Entry | None) -> Evaluation:
    """One grid for all archetypes: the levels that each asks for are its key."""
    competencies = handbook.of("competencies")
    return Evaluation(
        families=kpi_board(handbook),
        competencies=competencies,
        profiles=tuple(profile(entry, competencies) for entry in handbook.of("archetypes")),
        relations=handbook.of("collaborations"),
    )
