"""What templates ask of decisions: who has which letter in them.

In: the linked handbook. Out: the stakeholders of a letter, and the decisions of a stakeholder.
"""

from __future__ import annotations

from generator.kinds.decisions.model import Decision
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook


def with_letter(decision: Entry, letter: str) -> list[Ref]:
    """The stakeholders who have a letter in a decision; `A/R` counts as both."""
    assert isinstance(decision.data, Decision)
    return [who for who, letters in decision.data.raci.items() if letter in letters.split("/")]


def decisions_with(handbook: Handbook, stakeholder: Entry, letter: str) -> list[Entry]:
    """The decisions in which a stakeholder has a letter."""
    return [entry for entry in handbook.of("decisions") if stakeholder.ref in with_letter(entry, letter)]


def answered_otherwise(handbook: Handbook) -> list[Entry]:
    """The decisions for which nobody answers, or several."""
    return [entry for entry in handbook.of("decisions") if len(with_letter(entry, "A")) != 1]
