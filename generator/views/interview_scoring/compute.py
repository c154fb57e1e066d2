"""The scoring sheet of the interview: the questions to score, what they test, and the candidate's own.

In: the linked handbook. Out: `Scoring`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.kinds.interview.model import InterviewQuestion
from generator.model.handbook import Entry, Handbook


@dataclass(frozen=True)
class Tested:
    """A competency, and the numbers of the questions that test it."""

    competency: Entry
    questions: tuple[int, ...]


@dataclass(frozen=True)
class Scoring:
    """The questions in the order in which they are asked, the candidate's, and every competency with its questions."""

    questions: tuple[Entry, ...]
    reverse: tuple[Entry, ...]
    tested: tuple[Tested, ...]


def interview_scoring(handbook: Handbook, _: Entry | None) -> Scoring:
    """One sheet for all archetypes."""
    asked = tuple(entry for entry in handbook.of("interview") if _data(entry).type != "reverse")
    return Scoring(
        questions=asked,
        reverse=tuple(entry for entry in handbook.of("interview") if _data(entry).type == "reverse"),
        tested=tuple(Tested(entry, _numbers(asked, entry)) for entry in handbook.of("competencies")),
    )


def _numbers(asked: tuple[Entry, ...], competency: Entry) -> tuple[int, ...]:
    return tuple(n for n, entry in enumerate(asked, start=1) if competency.ref in _data(entry).competencies)


def _data(entry: Entry) -> InterviewQuestion:
    assert isinstance(entry.data, InterviewQuestion)
    return entry.data
