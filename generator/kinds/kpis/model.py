"""What is measured, and how people get round the measure."""

from __future__ import annotations

from typing import Annotated, Literal

from generator.kinds.references import KpiRef, StakeholderRef
from generator.language.i18n import Line, Neutral, Prose
from generator.model.content import Guidance
from generator.model.fields import AtLeast, Cadence


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
    formula: Annotated[Line | None, AtLeast(1)] = None
    unit: Annotated[Neutral | None, AtLeast(1)] = None
    frequency: Annotated[tuple[Cadence, ...], AtLeast(1)] = ()
    direction: Annotated[Literal["up", "down", "band"] | None, AtLeast(1)] = None
    nature: Literal["leading", "lagging"]
    sector: Literal["industry", "services", "both"]
    measured_by: StakeholderRef | None = None
    accountable: StakeholderRef | None = None
    data_source: Line | None = None
    reading: Prose | None = None
    pitfalls: Annotated[tuple[Prose, ...], AtLeast(1)] = ()
    pairs_with: tuple[KpiRef, ...] = ()
    target_policy: Prose | None = None
