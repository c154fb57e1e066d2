"""The plan of the first ninety days, phase by phase."""

from __future__ import annotations

from generator.kinds.references import ArchetypeRef, ResponsibilityRef
from generator.language.i18n import Line, Prose
from generator.model.content import Content
from generator.model.fields import Strict


class Action(Strict):
    """One thing to do, for which responsibility, and what it leaves behind."""

    text: Prose
    in_document: Line | None = None
    responsibility: ResponsibilityRef
    deliverable: Line | None = None


class Variant(Strict):
    """How the phase changes for some types of COO, or in a special situation."""

    title: Line
    archetypes: tuple[ArchetypeRef, ...] = ()
    text: Prose


class Phase(Content):
    """One phase: its intent, actions, meetings, questions, what ends it, and its traps."""

    summary: Line
    days: Line
    intent: Prose
    actions: tuple[Action, ...]
    meetings: tuple[Prose, ...] = ()
    questions: tuple[Line, ...] = ()
    deliverables: tuple[Prose, ...] = ()
    exit_criteria: tuple[Prose, ...]
    traps: tuple[Prose, ...] = ()
    variants: tuple[Variant, ...] = ()
