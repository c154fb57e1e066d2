"""What templates and exports ask of decisions: who has which letter in them.

In: the linked handbook. Out: the stakeholders of a letter, the decisions of a stakeholder, and the matrix of both.
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


def matrix(handbook: Handbook) -> tuple[list[Entry], list[tuple[Entry, list[str]]]]:
    """The stakeholders who are named, and for each decision the letter of each of them."""
    decisions = [(entry, entry.data) for entry in handbook.of("decisions") if isinstance(entry.data, Decision)]
    named = {who for _, data in decisions for who in data.raci}
    columns = [entry for entry in handbook.of("stakeholders") if entry.ref in named]
    return columns, [(entry, [data.raci.get(column.ref, "") for column in columns]) for entry, data in decisions]
