"""Frequent questions."""

from __future__ import annotations

from generator.i18n import Line, Prose
from generator.models.content import Content
from generator.models.fields import ReaderRef


class Question(Content):
    """One question (its title), the short answer (its summary, at most 60 words) and the long one."""

    summary: Line
    answer: Prose
    audience: tuple[ReaderRef, ...] = ()
