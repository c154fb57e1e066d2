"""Selector: the questions of the practices whose answers point to archetypes.

In: the linked handbook. Out: `Selector`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.kinds.practices.model import Practice, Step
from generator.model.handbook import Entry, Handbook


@dataclass(frozen=True)
class SelectorQuestion:
    """A step that asks, and the practice that it is a step of."""

    practice: Entry
    step: Step


@dataclass(frozen=True)
class Selector:
    """The questions in order, and what follows once they are answered: the steps of the same practices after them."""

    questions: tuple[SelectorQuestion, ...]
    last: tuple[SelectorQuestion, ...]


def selector(handbook: Handbook, _: Entry | None) -> Selector:
    """Every question of every practice that has answers to choose from."""
    asked: list[SelectorQuestion] = []
    last: list[SelectorQuestion] = []
    for entry in handbook.of("practices"):
        assert isinstance(entry.data, Practice)
        steps = [SelectorQuestion(entry, step) for step in entry.data.steps]
        if not any(question.step.answers for question in steps):
            continue
        asked += [question for question in steps if question.step.answers]
        last += _after_the_questions(steps)
    return Selector(tuple(asked), tuple(last))


def _after_the_questions(steps: list[SelectorQuestion]) -> list[SelectorQuestion]:
    ends = max(position for position, question in enumerate(steps) if question.step.answers)
    return steps[ends + 1 :]
