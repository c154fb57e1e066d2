"""The map of the role: what hangs together with each responsibility.

In: the linked handbook. Out: `RoleMap`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.kinds.decisions.model import Decision
from generator.kinds.responsibilities.model import Responsibility
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook


@dataclass(frozen=True)
class Answered:
    """A decision, and who answers for it."""

    decision: Entry
    answerer: Entry | None


@dataclass(frozen=True)
class Surroundings:
    """A responsibility, and what belongs to it."""

    responsibility: Entry
    competencies: tuple[Entry, ...]
    kpis: tuple[Entry, ...]
    decisions: tuple[Answered, ...]


@dataclass(frozen=True)
class RoleMap:
    """The responsibilities with what surrounds them, and everything else that the map shows."""

    surroundings: tuple[Surroundings, ...]
    competencies: tuple[Entry, ...]
    kpis: tuple[Entry, ...]
    decisions: tuple[Answered, ...]
    stakeholders: tuple[Entry, ...]

    @property
    def columns(self) -> tuple[tuple[tuple[str, tuple[Entry, ...]], ...], ...]:
        """The columns of the map from left to right, each with its groups and their kinds."""
        return (
            (("competencies", self.competencies), ("kpis", self.kpis)),
            (("responsibilities", tuple(around.responsibility for around in self.surroundings)),),
            (("decisions", tuple(one.decision for one in self.decisions)),),
            (("stakeholders", self.stakeholders),),
        )

    @property
    def edges(self) -> list[tuple[Ref, Ref]]:
        """The lines of the map, each from left to right."""
        lines: list[tuple[Ref, Ref]] = []
        for around in self.surroundings:
            here = around.responsibility.ref
            lines += [(entry.ref, here) for entry in (*around.competencies, *around.kpis)]
            lines += [(here, answered.decision.ref) for answered in around.decisions]
        return lines + [(one.decision.ref, one.answerer.ref) for one in self.decisions if one.answerer]


def role_map(handbook: Handbook, _: Entry | None) -> RoleMap:
    """The map of everything that is shown."""
    decisions = tuple(Answered(entry, _answerer(handbook, entry)) for entry in handbook.of("decisions"))
    answerers = {one.answerer for one in decisions}
    return RoleMap(
        surroundings=tuple(_around(handbook, entry, decisions) for entry in handbook.of("responsibilities")),
        competencies=handbook.of("competencies"),
        kpis=handbook.of("kpis"),
        decisions=decisions,
        stakeholders=tuple(entry for entry in handbook.of("stakeholders") if entry in answerers),
    )


def _answerer(handbook: Handbook, decision: Entry) -> Entry | None:
    assert isinstance(decision.data, Decision)
    answering = [who for who, letter in decision.data.raci.items() if "A" in letter]
    return handbook.find(answering[0]) if answering else None


def _around(handbook: Handbook, entry: Entry, decisions: tuple[Answered, ...]) -> Surroundings:
    assert isinstance(entry.data, Responsibility)
    needs = [handbook.find(need.ref) for need in entry.data.competencies]
    kpis = [handbook.find(ref) for ref in entry.data.kpis]
    return Surroundings(
        entry,
        tuple(found for found in needs if found),
        tuple(found for found in kpis if found),
        tuple(one for one in decisions if entry.ref in getattr(one.decision.data, "responsibilities", ())),
    )
