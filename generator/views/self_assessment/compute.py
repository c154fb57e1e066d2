"""Self-assessment: every competency with its four levels, and what each archetype asks for.

In: the linked handbook. Out: `Targets`; the levels and their behaviours stand in the competencies themselves.
"""

from __future__ import annotations

from generator.model.handbook import Entry, Handbook
from generator.views.targets import Targets, targets


def self_assessment(handbook: Handbook, _: Entry | None) -> Targets:
    """The competencies to answer for, and the levels to compare the answers with."""
    return targets(handbook)
