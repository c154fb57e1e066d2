"""What is measured, and how people get round the measure."""

from __future__ import annotations

from typing import Literal

from generator.language.i18n import Line, Neutral, Prose
from generator.model.content import Guidance
from generator.model.fields import Cadence, KpiRef, StakeholderRef


class Kpi(Guidance):
    """One indicator, complete enough to be computed the same way by two people."""

    family: Literal[
        "productivity",
        "efficiency",
        "quality",
        "satisfaction",
        "profitability",
        "people",
        "transformation",
        "sustainability",
    ]
    purpose: Prose
    formula: Line | None = None
    unit: Neutral | None = None
    frequency: tuple[Cadence, ...] = ()
    direction: Literal["up", "down", "band"] | None = None
    nature: Literal["leading", "lagging"]
    sector: Literal["industry", "services", "both"]
    measured_by: StakeholderRef | None = None
    accountable: StakeholderRef | None = None
    data_source: Line | None = None
    reading: Prose | None = None
    pitfalls: tuple[Prose, ...] = ()
    pairs_with: tuple[KpiRef, ...] = ()
    target_policy: Prose | None = None
