"""The words of the trade."""

from __future__ import annotations

from generator.language.i18n import Line, Names, Prose
from generator.model.content import Content


class Term(Content):
    """One term; its summary is the definition that tooltips show."""

    summary: Line
    abbreviations: Names = Names()
    details: Prose | None = None
    false_friend: Prose | None = None
