"""Rules of KPIs.

In: the linked handbook. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.diagnostics.places import at, entries_of
from generator.model.fields import Ref
from generator.model.handbook import Handbook


def kpi_is_used(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every published KPI measures a responsibility. Not known while one is broken, or names a KPI that is missing."""
    if any(ref.kind == "responsibilities" for ref in handbook.broken) or _lost_kpis(handbook):
        return
    used = {link.target.ref for link in handbook.links if link.source.kind == "responsibilities"}
    for entry in entries_of(handbook, "kpis"):
        if entry.published and entry.ref not in used:
            yield Diagnostic("orphan-entry", at(entry, "title"), {"id": entry.id})


def _lost_kpis(handbook: Handbook) -> bool:
    """Whether a responsibility names a KPI that does not exist."""
    named = (leaf.value for entry in entries_of(handbook, "responsibilities") for leaf in entry.leaves)
    return any(isinstance(ref, Ref) and ref.kind == "kpis" and ref.id and ref not in handbook.entries for ref in named)


RULES = (kpi_is_used,)
