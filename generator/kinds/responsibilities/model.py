"""What the COO answers for."""

from __future__ import annotations

from typing import Annotated

from generator.kinds.references import CompetencyRef, KpiRef, RitualRef
from generator.language.i18n import Line, Prose
from generator.model.content import Guidance
from generator.model.fields import AtLeast, Examples, Id, Offered, Strict


class Mission(Strict):
    """A named part of a responsibility, with an address of its own on the page."""

    id: Id
    title: Line
    text: Prose


class Need(Strict):
    """A competency that a responsibility asks for; essential, or merely useful."""

    ref: CompetencyRef
    essential: bool = False


class Responsibility(Guidance):
    """One responsibility: why, what it should yield, how, and what measures it."""

    why: Prose
    outcome: Prose
    activities: tuple[Prose, ...]
    missions: tuple[Mission, ...] = ()
    deliverables: tuple[Prose, ...] = ()
    kpis: Annotated[tuple[KpiRef, ...], AtLeast(1)] = ()
    competencies: Annotated[tuple[Need, ...], AtLeast(2)] = ()
    rituals: tuple[RitualRef, ...] = ()
    pitfalls: tuple[Prose, ...] = ()
    examples: Annotated[Examples, Offered(1)] = Examples()
