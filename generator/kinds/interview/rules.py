"""Rules of the questions of an interview.

In: the linked handbook. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.diagnostics.places import entries_of, few
from generator.kinds.interview.model import InterviewQuestion
from generator.model.handbook import Handbook

LEVELS = 4


def question_is_scored(handbook: Handbook) -> Iterator[Diagnostic]:
    """An interview question tests a competency and has an anchor a level; a reverse question needs neither."""
    for entry in entries_of(handbook, "interview"):
        data = entry.data
        assert isinstance(data, InterviewQuestion)
        if data.type == "reverse":
            continue
        if not data.competencies:
            yield few(entry, "competencies", 1, 0)
        if len(data.anchors) != LEVELS:
            yield few(entry, "anchors", LEVELS, len(data.anchors))


RULES = (question_is_scored,)
