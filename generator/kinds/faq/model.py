"""Frequent questions."""

from __future__ import annotations

from typing import Literal

from generator.kinds.references import ReaderRef
from generator.language.i18n import Line, Prose
from generator.model.content import Content

Family = Literal["the-role", "appointing", "starting", "running", "teams", "career", "liability", "change"]


class Question(Content):
    """One question (its title), the short answer (its summary, at most 60 words), the long one, and its theme."""

    family: Family = "the-role"
    summary: Line
    answer: Prose
    audience: tuple[ReaderRef, ...] = ()
