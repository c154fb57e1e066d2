"""Questions for a structured interview."""

from __future__ import annotations

from typing import Annotated, Literal

from generator.kinds.references import ArchetypeRef, CompetencyRef
from generator.language.i18n import Prose
from generator.model.content import Content
from generator.model.fields import Offered


class InterviewQuestion(Content):
    """One question (its title), what to listen for, and an anchor a level for the score.

    A reverse question is the candidate's own: it has no competency and no score.
    """

    type: Literal["behavioural", "situational", "reverse"]
    competencies: Annotated[tuple[CompetencyRef, ...], Offered(1)] = ()
    archetypes: tuple[ArchetypeRef, ...] = ()
    listen_for: tuple[Prose, ...]
    red_flags: tuple[Prose, ...]
    anchors: Annotated[tuple[Prose, ...], Offered(4)] = ()
