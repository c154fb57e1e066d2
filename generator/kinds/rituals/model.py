"""The meetings and tours that give the year its rhythm."""

from __future__ import annotations

from generator.kinds.references import KpiRef, StakeholderRef
from generator.language.i18n import Line, Prose
from generator.model.content import Guidance
from generator.model.fields import Cadence


class Ritual(Guidance):
    """One ritual: how often, how long, who, what goes in and comes out, and how it goes wrong."""

    cadence: Cadence
    duration: Line
    participants: tuple[StakeholderRef, ...] = ()
    purpose: Prose
    inputs: tuple[Prose, ...]
    agenda: tuple[Prose, ...] = ()
    outputs: tuple[Prose, ...]
    anti_pattern: Prose
    kpis: tuple[KpiRef, ...] = ()
