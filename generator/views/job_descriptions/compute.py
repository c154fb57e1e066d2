"""Job descriptions, one for each archetype, from the role, the responsibilities, the levels and the KPIs.

In: the linked handbook, and an archetype. Out: `JobDescription`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.kinds.archetypes.model import Archetype
from generator.kinds.competencies.model import Competency, Level
from generator.kinds.decisions.model import Decision
from generator.kinds.kpis.model import Kpi
from generator.kinds.responsibilities.model import Responsibility
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook

HIGHEST = 4

MAIN = 3
"""How many responsibilities come first: the document asks for as many to be ticked."""


@dataclass(frozen=True)
class JobDuty:
    """A responsibility, and the competencies essential to it that this archetype must have at the highest level."""

    entry: Entry
    peaks: tuple[Entry, ...]


@dataclass(frozen=True)
class Target:
    """A competency, and the level that the archetype asks for."""

    competency: Entry
    level: Level


@dataclass(frozen=True)
class JobDescription:
    """What a job description needs beside the archetype's own text.

    The duties with the most peaks stand first; `kpis` measure the first of them, in any sector. `answers` and `does`
    are the decisions of the stakeholder that bears the same id as the role.
    """

    role: Entry
    duties: tuple[JobDuty, ...]
    targets: tuple[Target, ...]
    kpis: tuple[Entry, ...]
    answers: tuple[Entry, ...]
    does: tuple[Entry, ...]


def job_descriptions(handbook: Handbook, archetype: Entry | None) -> JobDescription | None:
    """The description for one archetype; none for the index."""
    if archetype is None:
        return None
    assert isinstance(archetype.data, Archetype)
    role = handbook.of("role")[0]
    duties = _duties(handbook, archetype.data)
    return JobDescription(
        role=role,
        duties=duties,
        targets=tuple(_targets(handbook, archetype.data)),
        kpis=_kpis(handbook, [duty.entry for duty in duties[:MAIN]]),
        answers=_decisions(handbook, role, ("A", "A/R")),
        does=_decisions(handbook, role, ("R",)),
    )


def _duties(handbook: Handbook, data: Archetype) -> tuple[JobDuty, ...]:
    duties = [JobDuty(entry, _peaks(handbook, entry, data)) for entry in handbook.of("responsibilities")]
    return tuple(sorted(duties, key=lambda duty: -len(duty.peaks)))


def _peaks(handbook: Handbook, duty: Entry, data: Archetype) -> tuple[Entry, ...]:
    assert isinstance(duty.data, Responsibility)
    essential = [need.ref for need in duty.data.competencies if need.essential]
    peaks = [handbook.find(ref) for ref in essential if data.target_levels.get(ref) == HIGHEST]
    return tuple(entry for entry in peaks if entry)


def _targets(handbook: Handbook, data: Archetype) -> list[Target]:
    """In the order of the competencies, which is the same for every archetype."""
    found = []
    for entry in handbook.of("competencies"):
        assert isinstance(entry.data, Competency)
        wanted = data.target_levels.get(entry.ref)
        found += [Target(entry, level) for level in entry.data.levels if level.level == wanted]
    return found


def _kpis(handbook: Handbook, duties: list[Entry]) -> tuple[Entry, ...]:
    wanted = {ref for duty in duties if isinstance(duty.data, Responsibility) for ref in duty.data.kpis}
    return tuple(entry for entry in handbook.of("kpis") if entry.ref in wanted and _in_any_sector(entry))


def _in_any_sector(entry: Entry) -> bool:
    assert isinstance(entry.data, Kpi)
    return entry.data.sector == "both"


def _decisions(handbook: Handbook, role: Entry, letters: tuple[str, ...]) -> tuple[Entry, ...]:
    who = Ref("stakeholders", role.id)
    return tuple(
        entry
        for entry in handbook.of("decisions")
        if isinstance(entry.data, Decision) and entry.data.raci.get(who) in letters
    )
