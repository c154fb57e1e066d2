"""A finding that an entry accepts is silent; an acceptance without reason, use or meaning is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import found, only, swap

from generator.pipeline.stages import run

FAQ = "faq/exemple.yml"


def accept(content: Path, line: str) -> Path:
    """The small handbook with one short answer too long, and a line that accepts it."""
    swap(content, FAQ, "Le CEO fixe, le COO applique.", "mot " * 61)
    return swap(content, FAQ, "status: published", f"status: published\naccepted: [{line}]")


def test_accepted_finding_is_silent(content: Path) -> None:
    assert found(accept(content, '{code: long-summary, reason: "Citée en entier", until: 2027-03-31}')) == []


def test_the_date_is_not_compared_with_the_clock(content: Path) -> None:
    assert found(accept(content, "{code: long-summary, reason: x, until: 1999-01-01}")) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{code: long-summary, until: 2027-03-31}", [("accepted-without-reason", FAQ, 4, 19)]),
        ('{code: long-summary, reason: " ", until: 2027-03-31}', [("accepted-without-reason", FAQ, 4, 19)]),
        (
            "{code: long-sumary, reason: x, until: 2027-03-31}",
            [("long-summary", FAQ, 2, 15), ("accepted-unknown", FAQ, 4, 19)],
        ),
        (
            "{code: unknown-reference, reason: x, until: 2027-03-31}",
            [("long-summary", FAQ, 2, 15), ("accepted-unknown", FAQ, 4, 19)],
        ),
        ("{code: long-summary, reason: x}", [("missing-field", FAQ, 4, 1)]),
        ("{code: long-summary, reason: x, until: demain}", [("wrong-value", FAQ, 4, 51)]),
    ],
)
def test_unsound_acceptance_is_told(line: str, expected: list[tuple[str, str, int, int]], content: Path) -> None:
    assert found(accept(content, line)) == expected


def test_code_like_a_known_one_gets_a_proposal(content: Path) -> None:
    swap(
        content,
        FAQ,
        "status: published",
        "status: published\naccepted: [{code: misssing-source, reason: x, until: 2027-03-31}]",
    )
    problem = only(content)
    assert (problem.code, problem.values["near"]) == ("accepted-unknown", "missing-source")


def test_unused_acceptance_is_told(content: Path) -> None:
    swap(
        content,
        FAQ,
        "status: published",
        "status: published\naccepted: [{code: long-summary, reason: x, until: 2027-03-31}]",
    )
    problem = only(content)
    assert (problem.code, problem.severity) == ("accepted-unused", "warning")


def test_acceptance_holds_in_its_own_entry_only(content: Path) -> None:
    accept(content, "{code: long-summary, reason: x, until: 2027-03-31}")
    swap(content, "rituals/exemple.yml", "sources: [guide]", "sources: []")
    assert [code for code, *_ in found(content)] == ["missing-source"]


def test_nothing_is_unused_while_an_entry_is_broken(content: Path) -> None:
    swap(
        content,
        FAQ,
        "status: published",
        "status: published\naccepted: [{code: long-summary, reason: x, until: 2027-03-31}]",
    )
    swap(content, "rituals/exemple.yml", "cadence: daily", "cadence: dayly")
    assert [diagnostic.code for diagnostic in run([content]).diagnostics] == ["wrong-value"]
