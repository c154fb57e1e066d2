"""Methods of work and ready-made tools."""

from __future__ import annotations

from typing import Literal

from generator.kinds.references import ArchetypeRef, PracticeRef
from generator.language.i18n import Line, Prose
from generator.model.content import Guidance
from generator.model.fields import AnyRef, Id, Strict


class Answer(Strict):
    """One answer to the question that a step asks: the archetypes it points to, if any, and why."""

    id: Id
    text: Line
    reason: Line
    archetypes: tuple[ArchetypeRef, ...] = ()


class Step(Strict):
    """One step of a method, or one point of a tool, with an address of its own."""

    id: Id
    title: Line
    text: Prose
    letter: Prose | None = None
    see: tuple[AnyRef, ...] = ()
    answers: tuple[Answer, ...] = ()


class Practice(Guidance):
    """One method or tool: the question it answers, when to use it and when not, its steps."""

    family: Literal["method", "tool"]
    question: Line
    when_to_use: Prose
    when_not: Prose
    first_step: Prose
    rhythm: Line
    steps: tuple[Step, ...]
    pairs_with: tuple[PracticeRef, ...] = ()
