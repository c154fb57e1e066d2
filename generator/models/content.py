"""What every entry has, whatever its kind.

In: the field types. Out: `Accepted`; `Content`, from which each kind's model derives; and `Guidance`, for the kinds
whose pages tell the reader what to do.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from generator.i18n import Line, Names, Prose
from generator.models.fields import AnyRef, Examples, Figure, Id, SourceRef, Strict


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


class Guidance(Content):
    """An entry whose page also says what to do on Monday and what it looks like elsewhere."""

    summary: Line
    on_monday: Prose | None = None
    examples: Examples = Examples()
