"""Rules of responsibilities.

In: the linked handbook. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.diagnostics.places import at, entries_of
from generator.kinds.responsibilities.model import Responsibility
from generator.model.handbook import Handbook


def responsibility_is_shown(handbook: Handbook) -> Iterator[Diagnostic]:
    """An example from industry and one from services."""
    for entry in entries_of(handbook, "responsibilities"):
        assert isinstance(entry.data, Responsibility)
        if not (entry.data.examples.industry and entry.data.examples.services):
            yield Diagnostic("missing-example", at(entry, "examples"), message="missing-both-examples")


RULES = (responsibility_is_shown,)
