"""Who reads the handbook, and the path each should take."""

from __future__ import annotations

from generator.language.i18n import Line, Prose
from generator.model.content import Content
from generator.model.fields import AnyRef, Strict


class Stop(Strict):
    """One page on a path, and why to read it now."""

    page: AnyRef
    text: Line


class Reader(Content):
    """One group of readers: who they are, what they need, and what to read in which order."""

    summary: Line
    persona: Prose
    need: Prose
    path: tuple[Stop, ...]
