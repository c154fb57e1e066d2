"""Findings that an entry accepts: with a reason, until a date.

In: the linked handbook and the findings of the rules. Out: the findings that stay, and those about acceptances
that cannot be. Whether the date of one has passed is told for a day that the caller names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.diagnostics import Diagnostic, nearest
from generator.diagnostics.codes import ACCEPTABLE, EXPLAINED
from generator.diagnostics.fixes import in_place
from generator.model.handbook import Entry, Handbook


def settle(handbook: Handbook, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings without those accepted, and a finding for each acceptance that is not sound."""
    entries = {entry.document.path: entry for entry in handbook.entries.values()}
    used: set[tuple[Entry, str]] = set()
    for diagnostic in found:
        entry = entries.get(diagnostic.span.file)
        if entry is not None and _accepts(entry, diagnostic.code):
            used.add((entry, diagnostic.code))
        else:
            yield diagnostic
    for entry in entries.values():
        for position, accepted in enumerate(entry.data.accepted):
            is_used = (entry, accepted.code) in used or bool(handbook.broken)
            yield from _unsound(entry, position, is_used)


def expired(handbook: Handbook, on: date) -> Iterator[Diagnostic]:
    """Each acceptance whose last day is before `on`."""
    for entry in handbook.entries.values():
        for position, accepted in enumerate(entry.data.accepted):
            if accepted.until < on:
                span = entry.document.value_span(("accepted", position, "until"))
                values = {"code": accepted.code, "until": accepted.until.isoformat(), "reason": accepted.reason}
                yield Diagnostic("accepted-expired", span, values)


def _accepts(entry: Entry, code: str) -> bool:
    return code in ACCEPTABLE and any(accepted.code == code for accepted in entry.data.accepted)


def _unsound(entry: Entry, position: int, is_used: bool) -> Iterator[Diagnostic]:
    """What is wrong with one acceptance. While an entry is broken, rules may be silent: nothing is unused then."""
    accepted = entry.data.accepted[position]
    where = ("accepted", position)
    span = entry.document.value_span((*where, "code"))
    if accepted.code not in ACCEPTABLE:
        near = nearest(accepted.code, ACCEPTABLE)
        values = {"code": accepted.code, "near": near, "known": ", ".join(ACCEPTABLE)}
        message = "accepted-never" if accepted.code in EXPLAINED else "accepted-unknown"
        help_ = "accepted-never" if accepted.code in EXPLAINED else "near" if near else "known"
        fix = in_place(entry.document, span, near) if help_ == "near" else None
        yield Diagnostic("accepted-unknown", span, values, message=message, help=help_, fix=fix)
    elif not is_used:
        yield Diagnostic("accepted-unused", span, {"code": accepted.code})
    if not accepted.reason.strip():
        yield Diagnostic("accepted-without-reason", span, {"code": accepted.code})
