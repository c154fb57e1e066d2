"""What makes the job hard today."""

from __future__ import annotations

from generator.kinds.references import CompetencyRef, KpiRef, RegulationRef
from generator.language.i18n import Line, Prose
from generator.model.content import Guidance
from generator.model.fields import Strict


class Responses(Strict):
    """What to do about a challenge: at once, and for good."""

    first_30_days: tuple[Prose, ...]
    structural: tuple[Prose, ...]


class Challenge(Guidance):
    """One challenge: its setting, how one sees it coming, and the answers."""

    context: Prose
    early_signals: tuple[Prose, ...]
    responses: Responses
    question_for_execs: Line
    competencies: tuple[CompetencyRef, ...] = ()
    kpis: tuple[KpiRef, ...] = ()
    regulations: tuple[RegulationRef, ...] = ()
