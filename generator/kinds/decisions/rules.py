"""Rules of decisions.

In: the linked handbook. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.diagnostics.places import at, entries_of
from generator.kinds.decisions.model import Decision
from generator.model.handbook import Handbook


def decision_has_one_answerer(handbook: Handbook) -> Iterator[Diagnostic]:
    """Exactly one A and at least one R; `A/R` counts as both."""
    for entry in entries_of(handbook, "decisions"):
        data = entry.data
        assert isinstance(data, Decision)
        letters = list(data.raci.values())
        answerers = sum(letter in ("A", "A/R") for letter in letters)
        if answerers != 1:
            yield Diagnostic("raci-one-a", at(entry, "raci"), {"found": str(answerers)})
        if not any(letter in ("R", "A/R") for letter in letters):
            yield Diagnostic("raci-no-r", at(entry, "raci"))


RULES = (decision_has_one_answerer,)
