"""Validation: each unfit value is told at its line and column, with the nearest thing that would fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import Project, found, only, swap

from generator.pipeline.stages import run

KPI = "kpis/exemple.yml"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("family: quality", "family: qualty", ("wrong-value", KPI, 4, 9)),
        ("family: quality\n", "", ("missing-field", KPI, 1, 1)),
        ("family: quality", "famly: quality", ("unknown-field", KPI, 4, 1)),
        ('unit: "%"', "unit: []", ("not-a-text", KPI, 7, 7)),
        ("nature: lagging", "nature:", ("missing-field", KPI, 10, 1)),
        ("frequency: [weekly, monthly]", "frequency: weekly", ("not-a-list", KPI, 8, 12)),
        ("pairs_with: []", 'pairs_with: [""]', ("wrong-value", KPI, 16, 14)),
        ("status: published", "status: publié", ("wrong-value", KPI, 3, 9)),
        ("status: published", "status: published\norder: dix", ("wrong-value", KPI, 4, 8)),
        ("status: published", "status: published\nfounding: peut-être", ("wrong-value", KPI, 4, 11)),
        ("status: published", "status: published\nreviewed_on: hier", ("wrong-value", KPI, 4, 14)),
        ('en: "Start from your mean."', 'en: ""', ("wrong-value", KPI, 17, 53)),
        ('en: "The ERP"', 'en: "The\\nERP"', ("wrong-value", KPI, 13, 50)),
        ('en: "The ERP"', 'de: "Das ERP"', ("unknown-field", KPI, 13, 46)),
    ],
)
def test_unfit_value_is_told_at_its_place(
    old: str, new: str, expected: tuple[str, str, int, int], content: Path
) -> None:
    assert expected in found(swap(content, KPI, old, new))


def test_near_value_is_proposed(content: Path) -> None:
    assert only(swap(content, KPI, "family: quality", "family: qualty")).values["near"] == "quality"


def test_near_field_of_a_nested_part_is_proposed(content: Path) -> None:
    problem = only(swap(content, "responsibilities/exemple.yml", "essential: true", "esential: true"))
    assert (problem.code, problem.values["near"]) == ("unknown-field", "essential")


def test_every_missing_field_is_told(project: Project) -> None:
    content = project("\n== faq/vide.yml ==\ntitle: {fr: Q, en: Q}\n")
    missing = [d.values["field"] for d in run([content]).diagnostics]
    assert missing == ["summary", "status", "answer"]


def test_level_outside_one_to_four_is_refused(content: Path) -> None:
    assert only(swap(content, "archetypes/exemple.yml", "{exemple: 4}", "{exemple: 5}")).code == "wrong-value"


def test_figure_without_source_is_refused(content: Path) -> None:
    problem = only(swap(content, "role/exemple.yml", "    source: exemple\n", ""))
    assert (problem.code, problem.values["field"]) == ("missing-field", "source")


def test_script_address_is_refused(content: Path) -> None:
    problem = only(swap(content, "sources/exemple.yml", "https://example.org/article", "javascript:alert(1)"))
    assert problem.code == "wrong-value"
