"""Who decides what: the rows of the decision table."""

from __future__ import annotations

from typing import Literal

from generator.kinds.references import RegulationRef, ResponsibilityRef, StakeholderRef
from generator.language.i18n import Line, Prose
from generator.model.content import Content

RaciLetter = Literal["A", "R", "C", "I", "A/R"]


class Decision(Content):
    """One decision and each one's part in it: A answers, R does, C is asked, I is told."""

    raci: dict[StakeholderRef, RaciLetter]
    threshold: Line | None = None
    consult_statutory: tuple[StakeholderRef, ...] = ()
    escalation: Line | None = None
    note: Prose | None = None
    responsibilities: tuple[ResponsibilityRef, ...] = ()
    regulations: tuple[RegulationRef, ...] = ()
