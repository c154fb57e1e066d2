"""Subjects that ask for a page of their own: from pay to the first hours of a crisis."""

from __future__ import annotations

from generator.kinds.references import RegulationRef
from generator.language.i18n import Line, Prose
from generator.model.content import Content
from generator.model.fields import Id, Strict


class Box(Strict):
    """A team of a drawn organisation. `standard`: the box of the same row in the first branch sets its standards."""

    title: Line
    standard: bool = False


class Branch(Strict):
    """A function, region or product line that reports to the head, and its teams from top to bottom."""

    title: Line
    boxes: tuple[Box, ...] = ()


class Design(Strict):
    """A drawn organisation: its head, and the branches from left to right."""

    title: Line
    head: Line
    branches: tuple[Branch, ...]


class Part(Strict):
    """A part of a topic, with an address of its own, and the organisation it describes, if any."""

    id: Id
    title: Line
    text: Prose
    design: Design | None = None


class Rule(Strict):
    """One duty of the law, told in the same order for all."""

    id: Id
    title: Line
    applies_to: Prose
    since: Prose
    duty: Prose
    deadline: Prose | None = None
    penalty: Prose | None = None
    article: Line


class Topic(Content):
    """One subject: the points to keep, its parts, the law, a worked example, and how it goes wrong."""

    summary: Line
    key_points: tuple[Prose, ...]
    parts: tuple[Part, ...]
    rules: tuple[Rule, ...] = ()
    worked_example: Prose | None = None
    on_monday: Prose
    pitfalls: tuple[Prose, ...]
    regulations: tuple[RegulationRef, ...] = ()
