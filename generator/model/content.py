"""What every entry has, whatever its kind.

In: the field types. Out: `Accepted`; `Content`, from which each kind's model derives; and `Guidance`, for the kinds
whose pages tell the reader what to do.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Literal

from generator.language.i18n import Line, Names, Prose
from generator.model.fields import AnyRef, Examples, Figure, Id, SourceRef, Strict

MONTHS = {"quarter": 3, "half-year": 6, "year": 12, "two-years": 24}
"""How long each rhythm of review lasts."""


class Accepted(Strict):
    """A finding of this entry that is accepted, why, and until when. Without a reason it is itself a finding."""

    code: str
    reason: str = ""
    until: date


class Content(Strict):
    """The content of one entry: the fields that all kinds share."""

    title: Line
    summary: Line | None = None
    status: Literal["draft", "published"]
    order: int = 1000
    founding: bool = False
    owner: Line | None = None
    reviewed_on: date | None = None
    review_every: Literal["quarter", "half-year", "year", "two-years"] | None = None
    as_of: date | None = None
    review_by: date | None = None
    aliases: Names = Names()
    previous_ids: tuple[Id, ...] = ()
    figures: tuple[Figure, ...] = ()
    see_also: tuple[AnyRef, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    accepted: tuple[Accepted, ...] = ()

    @property
    def short_forms(self) -> Names:
        """The abbreviations of a kind that has them; no names for the others."""
        found: Names = getattr(self, "abbreviations", Names())
        return found

    @property
    def due(self) -> date | None:
        """The day by which the entry is to be reviewed: the date set, or one rhythm after the last look at it."""
        looked_at = [day for day in (self.reviewed_on, self.as_of) if day]
        days = [self.review_by] if self.review_by else []
        if self.review_every and looked_at:
            days.append(_later(max(looked_at), MONTHS[self.review_every]))
        return min(days, default=None)


def _later(day: date, months: int) -> date:
    """The same day some months later, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, date.max.year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Guidance(Content):
    """An entry whose page also says what to do on Monday and what it looks like elsewhere."""

    summary: Line
    on_monday: Prose | None = None
    examples: Examples = Examples()
