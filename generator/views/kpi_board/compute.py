"""The KPI board: every KPI by family, with the figures that keep it honest.

In: the linked handbook. Out: the families in the order of the model, each with its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from generator.kinds.kpis.model import Kpi
from generator.model.handbook import Entry, Handbook


@dataclass(frozen=True)
class BoardMeasure:
    """A KPI, and its counter-metrics: those it names, and those that name it."""

    entry: Entry
    counters: tuple[Entry, ...]


@dataclass(frozen=True)
class Family:
    """A family of KPIs that has at least one."""

    name: str
    measures: tuple[BoardMeasure, ...]

    @property
    def cadences(self) -> set[str]:
        """How often its KPIs are read."""
        return {cadence for measure in self.measures for cadence in getattr(measure.entry.data, "frequency", ())}


def kpi_board(handbook: Handbook, _: Entry | None = None) -> Sequence[Family]:
    """Every KPI, family by family."""
    order = get_args(Kpi.model_fields["family"].annotation)
    families = [Family(name, tuple(_measures(handbook, name))) for name in order]
    return [family for family in families if family.measures]


def _measures(handbook: Handbook, family: str) -> list[BoardMeasure]:
    found = [entry for entry in handbook.of("kpis") if getattr(entry.data, "family", "") == family]
    return [BoardMeasure(entry, _counters(handbook, entry)) for entry in found]


def _counters(handbook: Handbook, kpi: Entry) -> tuple[Entry, ...]:
    """The counter-metrics that a KPI names: cost may betray service without service betraying cost."""
    return tuple(link.target for link in handbook.links_from(kpi) if link.field == "pairs_with")
