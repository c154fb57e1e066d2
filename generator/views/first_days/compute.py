"""The plan of the first ninety days to tick off, and how it changes with the archetype and the situation.

In: the linked handbook. Out: `FirstDays`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.kinds.plan.model import Phase, Variant
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook


@dataclass(frozen=True)
class Course:
    """An archetype, and the variants that change its plan, by phase."""

    archetype: Entry
    variants: Mapping[Ref, tuple[Variant, ...]]


@dataclass(frozen=True)
class FirstDays:
    """The phases in order, the course of each archetype, and the variants that come with a situation instead."""

    phases: tuple[Entry, ...]
    courses: tuple[Course, ...]
    situations: tuple[tuple[Entry, Variant], ...]


def first_days(handbook: Handbook, _: Entry | None) -> FirstDays:
    """The whole plan."""
    phases = handbook.of("plan")
    told = [(phase, variant) for phase in phases for variant in _variants(phase)]
    return FirstDays(
        phases=phases,
        courses=tuple(_course(archetype, phases) for archetype in handbook.of("archetypes")),
        situations=tuple((phase, variant) for phase, variant in told if not variant.archetypes),
    )


def _course(archetype: Entry, phases: tuple[Entry, ...]) -> Course:
    return Course(
        archetype,
        {phase.ref: tuple(v for v in _variants(phase) if archetype.ref in v.archetypes) for phase in phases},
    )


def _variants(phase: Entry) -> tuple[Variant, ...]:
    assert isinstance(phase.data, Phase)
    return phase.data.variants
