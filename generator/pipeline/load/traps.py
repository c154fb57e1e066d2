"""What breaks a file, in the author's terms, at its cause, with the text to paste.

In: the lines of a file that does not parse, and where the parser gave up. Out: a finding a fault. Each suspicion
is put to the test: the line is fixed, and the parser must then get further. So nothing is told that would not
help, and one fault is not told through its consequences.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from math import inf
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.pipeline.load.indentation import misplaced
from generator.pipeline.load.lines import Failure, spanned
from generator.pipeline.load.suspicion import Suspicion
from generator.pipeline.load.values import faults

TOO_DEEP = "too deep"
BARE_TEXT = "bare text"
MAX_DEPTH = 40

_MOST_FAULTS = 20
_MOST_TRIES = 60
_UNCLOSED = {"yaml-quote", "yaml-typographic-quote"}

Try = Callable[[list[str]], Failure | None]


def explain(path: Path, lines: list[str], failure: Failure, attempt: Try) -> tuple[list[Diagnostic], list[str] | None]:
    """Every fault of syntax, and the lines as they would be once fixed, if that is known of all of them.

    A line is fixed once: what would still be wrong with it may be the fix's own doing.
    """
    found: list[Diagnostic] = []
    touched: set[int] = set()
    now: Failure | None = failure
    while now is not None and len(found) < _MOST_FAULTS:
        accepted = None if now.problem == TOO_DEEP else _proven(lines, now, touched, attempt)
        if accepted is None:
            known = found and (now.problem == BARE_TEXT or any(now.line - line in (0, 1) for line in touched))
            return found if known else [*found, _unexplained(path, lines, now)], None
        suspicion, now = accepted
        found.append(suspicion.diagnostic(path, lines))
        lines = suspicion.fixed(lines)
        touched.update(range(suspicion.first, suspicion.last + 1))
    return found, lines if now is None else None


def _proven(
    lines: list[str], failure: Failure, touched: set[int], attempt: Try
) -> tuple[Suspicion, Failure | None] | None:
    """The first suspicion whose fix lets the parser get further, and where it then stops.

    One fault may have several fixes: the one that leads furthest is told.
    """
    later: tuple[Suspicion, Failure | None] | None = None
    tries = 0
    for _, group in groupby(_suspicions(lines, failure, touched), key=lambda s: (s.line, s.code, s.column)):
        tested = [(suspicion, attempt(suspicion.fixed(lines))) for suspicion in group]
        best = max(tested, key=lambda test: _reach(test[1]))
        if _reach(best[1]) > _reach(failure):
            return best
        if later is None and _ran_on(*best, failure):
            later = best
        tries += len(tested)
        if tries > _MOST_TRIES:
            break
    return later


def _reach(failure: Failure | None) -> tuple[float, int]:
    """How far the parser got."""
    return (inf, 0) if failure is None else failure[:2]


def _ran_on(suspicion: Suspicion, after: Failure | None, failure: Failure) -> bool:
    """Whether a text ran on to the next quote, past another fault, which is the next to be told."""
    return (
        after is not None and suspicion.code in _UNCLOSED and after.line > suspicion.last and after[:2] != failure[:2]
    )


def _suspicions(lines: list[str], failure: Failure, touched: set[int]) -> list[Suspicion]:
    """What may be wrong at or before the place where the parser stopped, in the order of the lines."""
    last = min(failure.line, len(lines) - 1)
    found = [
        suspicion
        for suspicion in (*misplaced(lines, last), *faults(lines, last))
        if suspicion.line <= last and touched.isdisjoint(range(suspicion.first, suspicion.last + 1))
    ]
    return sorted(found, key=lambda suspicion: suspicion.line)


def _unexplained(path: Path, lines: list[str], failure: Failure) -> Diagnostic:
    if failure.problem == TOO_DEEP:
        return Diagnostic("too-deep", spanned(path, failure.line, failure.column, 1), {"limit": str(MAX_DEPTH)})
    if failure.problem == BARE_TEXT:
        return Diagnostic("not-a-mapping", spanned(path, failure.line, failure.column, 1))
    line = min(failure.line, max(len(lines) - 1, 0))
    column = failure.column if line == failure.line else 0
    return Diagnostic("yaml-syntax", spanned(path, line, column, 1))
