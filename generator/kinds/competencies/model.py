"""What the COO must be able to do, in four levels."""

from __future__ import annotations

from typing import Annotated, Literal

from generator.language.i18n import Prose
from generator.model.content import Guidance
from generator.model.fields import AtLeast, LevelNumber, Offered, Strict


class Level(Strict):
    """One of the four levels, told by what one can see the person do."""

    level: LevelNumber
    behaviours: Annotated[tuple[Prose, ...], Offered(2)]


class Competency(Guidance):
    """One competency: its two sides, what keeps them in balance, its levels, how to prove and to improve it."""

    family: Literal["strategic", "relational", "operational", "technical"]
    description: Prose
    upside: Annotated[tuple[Prose, ...], AtLeast(1)] = ()
    downside: Annotated[tuple[Prose, ...], AtLeast(1)] = ()
    guardrail: Prose
    levels: Annotated[tuple[Level, ...], Offered(4)] = ()
    evidence: tuple[Prose, ...] = ()
    develop: tuple[Prose, ...] = ()
