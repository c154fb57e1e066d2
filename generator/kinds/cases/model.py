"""What happened in a company that can be named."""

from __future__ import annotations

from typing import Literal

from generator.kinds.references import CaseRef
from generator.language.i18n import Line, Prose
from generator.model.content import Content
from generator.model.fields import AnyRef, Strict


class Milestone(Strict):
    """What happened at one moment."""

    date: Line
    text: Prose


class Case(Content):
    """One real case: the facts, what a COO takes from it, and what the sources leave open."""

    summary: Line
    company: Line
    result: Literal["success", "failure", "mixed"]
    story: Prose
    milestones: tuple[Milestone, ...]
    lessons: tuple[Prose, ...]
    limits: Prose
    at_home: Line
    beside: tuple[CaseRef, ...] = ()
    illustrates: tuple[AnyRef, ...]
