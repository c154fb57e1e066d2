"""What the COO must be able to do, in four levels."""

from __future__ import annotations

from typing import Literal

from generator.language.i18n import Prose
from generator.model.content import Guidance
from generator.model.fields import LevelNumber, Strict


class Level(Strict):
    """One of the four levels, told by what one can see the person do."""

    level: LevelNumber
    behaviours: tuple[Prose, ...]


class Competency(Guidance):
    """One competency: its two sides, what keeps them in balance, its levels, how to prove and to improve it."""

    family: Literal["strategic", "relational", "operational", "technical"]
    description: Prose
    upside: tuple[Prose, ...] = ()
    downside: tuple[Prose, ...] = ()
    guardrail: Prose
    levels: tuple[Level, ...] = ()
    evidence: tuple[Prose, ...] = ()
    develop: tuple[Prose, ...] = ()
