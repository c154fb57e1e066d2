"""Reviews: what is to be looked at again, by when, and by whom.

In: the linked handbook, and a day that the caller chooses. Out: `due`, soonest first, and `calendar`, the same
as an iCalendar file (RFC 5545). Nothing here reads the clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from generator.language.i18n import words
from generator.language.markup import typography
from generator.model.handbook import Entry, Handbook

if TYPE_CHECKING:
    from icalendar import Event


@dataclass(frozen=True, slots=True)
class Review:
    """One thing to look at again.

    `on` is the last day for it; none where an entry has a rhythm and was never reviewed. `code` names the
    finding that the entry accepts until then, for a reason; empty where the entry itself is to be reviewed.
    """

    entry: Entry
    on: date | None
    code: str = ""
    reason: str = ""

    def overdue(self, today: date) -> bool:
        """Whether the day is past; what was never reviewed is overdue from the first day."""
        return self.on is None or self.on < today

    @property
    def uid(self) -> str:
        """What identifies it in a calendar, however often its date changes."""
        return f"{self.entry.ref}{'#' if self.code else ''}{self.code}@handbook"


def due(handbook: Handbook) -> list[Review]:
    """Every review of every entry, the never reviewed first, then by date, then by name."""
    found = [review for entry in handbook.entries.values() for review in _of(entry)]
    return sorted(found, key=lambda review: (review.on or date.min, str(review.entry.ref), review.code))


def _of(entry: Entry) -> Iterator[Review]:
    data = entry.data
    if data.due or data.review_every:
        yield Review(entry, data.due)
    for accepted in data.accepted:
        yield Review(entry, accepted.until, accepted.code, accepted.reason)


def what(review: Review, language: str) -> str:
    """What is to be done, in words."""
    if review.code:
        return say("accepted", language, code=review.code, reason=review.reason)
    return say("review", language)


def say(key: str, language: str, **values: str) -> str:
    """The words under `reviews.<key>`; the values are set as they come."""
    return typography(words(language)(f"reviews.{key}"), language).format_map(values)


def title(review: Review, language: str) -> str:
    """The title of the entry."""
    served = review.entry.data.title.served(language)
    return typography(served.text, served.language)


def owner(review: Review, language: str) -> str:
    """Who is to do it, or an empty text where nobody is named."""
    held = review.entry.data.owner
    return held.served(language).text if held else ""


def calendar(reviews: Sequence[Review], language: str) -> str:
    """The reviews that have a date as an iCalendar file: a day each. The same reviews give the same bytes."""
    from icalendar import Calendar, vText  # it takes longer to load than a check of the whole content

    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//COO handbook//handbook reviews//EN")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", vText(say("calendar", language)))
    for review in reviews:
        if review.on is not None:
            made.add_component(_event(review, review.on, language))
    # In this order, as some readers take the first lines of a file for its kind.
    return bytes(made.to_ical(sorted=False)).decode()


def _event(review: Review, on: date, language: str) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", review.uid)
    # When it was last looked at, as far as the content tells: the clock would make each file another.
    seen = [day for day in (review.entry.data.reviewed_on, review.entry.data.as_of) if day]
    event.add("dtstamp", datetime.combine(max(seen, default=on), time(), UTC))
    # A day without an end is the whole of that day.
    event.add("dtstart", on)
    event.add("summary", say("event", language, title=title(review, language)))
    event.add("description", "\n".join(_about(review, language)))
    event.add("categories", [review.entry.kind])
    event.add("transp", "TRANSPARENT")
    return event


def _about(review: Review, language: str) -> Iterator[str]:
    """Who is to do what with which file, a line each."""
    if held := owner(review, language):
        yield f"{typography(words(language)('words.item_kept_by'), language)} {held}"
    yield what(review, language)
    yield f"content/{review.entry.kind}/{review.entry.id}.yml"
