"""Rules of competencies.

In: the linked handbook. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.diagnostics.places import at, entries_of
from generator.kinds.competencies.model import Competency
from generator.model.handbook import Handbook

LEVELS = 4


def competency_is_complete(handbook: Handbook) -> Iterator[Diagnostic]:
    """Four levels in order, with two to four behaviours each."""
    for entry in entries_of(handbook, "competencies"):
        data = entry.data
        assert isinstance(data, Competency)
        if [level.level for level in data.levels] != list(range(1, LEVELS + 1)):
            yield Diagnostic("wrong-levels", at(entry, "levels"))
        for position, level in enumerate(data.levels):
            if not 2 <= len(level.behaviours) <= 4:
                span = entry.document.key_span(("levels", position, "behaviours"))
                yield Diagnostic("wrong-behaviours", span, {"found": str(len(level.behaviours))})


RULES = (competency_is_complete,)
