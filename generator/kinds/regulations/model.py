"""Law and standards, dated."""

from __future__ import annotations

from datetime import date
from typing import Literal

from generator.language.i18n import Line, Neutral, Prose
from generator.model.content import Guidance
from generator.model.fields import Strict


class LegalDate(Strict):
    """A date in the life of a text."""

    date: date
    text: Line


class Regulation(Guidance):
    """One legal text or standard: who, from when, what to do, by when, penalty, articles, and the state of the law."""

    jurisdiction: Literal["european-union", "france", "united-states", "international"]
    instrument: Neutral
    state: Literal["in-force", "phased", "not-transposed", "case-law", "standard"]
    applies_to: Prose
    since: Prose | None = None
    what_it_means: tuple[Prose, ...]
    deadline: Prose | None = None
    penalty: Prose | None = None
    articles: tuple[Prose, ...] = ()
    standing: Prose | None = None
    dates: tuple[LegalDate, ...] = ()
    as_of: date
    review_by: date
