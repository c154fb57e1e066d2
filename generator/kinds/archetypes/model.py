"""The seven reasons for which a company creates the post."""

from __future__ import annotations

from generator.kinds.references import CompetencyRef
from generator.kinds.sectors.model import Job
from generator.language.i18n import Line, Prose
from generator.model.content import Guidance
from generator.model.fields import LevelNumber


class Archetype(Guidance):
    """One type of COO: why the post exists, when it suits, and the levels it asks for."""

    motive: Prose
    core_job: Prose
    fits_when: Prose
    risks: tuple[Prose, ...]
    first_priority: Prose
    ceo_question: Line
    interview_angle: Prose
    job: Job | None = None
    target_levels: dict[CompetencyRef, LevelNumber]
