"""What was left unfinished or came along by copying is told; names, drafts and mathematics are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pasting import findings
from small import found, only, swap

from generator.cli import main
from generator.pipeline.stages import run

KPI = "kpis/exemple.yml"
SUMMARY = 'summary: {fr: "La part des commandes entières et à l\'heure.", en: "The share of orders whole and on time."}'
TITLE = 'title: {fr: "À l\'heure et complet (OTIF)", en: "On time in full (OTIF)"}'


def codes(content: Path) -> list[str]:
    return [code for code, *_ in found(content)]


def test_a_new_entry_is_told_once_it_is_published(content: Path) -> None:
    result = CliRunner().invoke(main, ["new", "--content", str(content), "--lang", "fr", "faq", "nouvelle"])
    assert result.exit_code == 0
    assert found(content) == []
    swap(content, "faq/nouvelle.yml", "status: draft", "status: published")
    (problem,) = (one for one in run([content]).diagnostics if one.code == "left-to-write")
    assert (problem.code, problem.severity) == ("left-to-write", "warning")
    lines = (content / "faq/nouvelle.yml").read_text("utf-8").splitlines()
    for span in (problem.span, *problem.related):
        assert any(text in "".join(lines[span.line - 1 : span.end_line]) for text in ("À écrire", "To write"))
    assert len(problem.related) >= 3


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Suivez la tendance.", "Deux points • la tendance • la cause", ["pasted-bullets"]),
        ("Suivez la tendance.", "• La tendance", ["pasted-bullets"]),
        ("Le progiciel de gestion", "• Le progiciel", ["pasted-bullets"]),
        ("Suivez la tendance.", "Une note de 3•5", []),
        ("Le progiciel de gestion", "Le <b>progiciel</b> de gestion", ["raw-html"]),
        ("Le progiciel de gestion", "Le progiciel<br/>", ["raw-html"]),
        ("Le progiciel de gestion", "Délai <3 jours ou <objectif", []),
        ("Le progiciel de gestion", "Ventes < stock > commandes", []),
        (SUMMARY, 'summary: {fr: "La part des commandes.", en: "La part des commandes."}', ["same-in-both"]),
        (SUMMARY, 'summary: {fr: "La part des commandes.", en: "La  part des commandes"}', ["same-in-both"]),
        (TITLE, 'title: {fr: "Ponctualité", en: "Ponctualité"}', ["same-in-both"]),
        (TITLE, 'title: {fr: "Indicateurs financiers", en: "Indicateurs financiers"}', ["same-in-both"]),
        (TITLE, 'title: {fr: "Lean", en: "Lean"}', []),
        (TITLE, 'title: {fr: "Net Promoter Score", en: "Net Promoter Score"}', []),
        (TITLE, 'title: {fr: "OTIF", en: "OTIF"}', []),
        ("Suivez la tendance.", "À écrire", ["left-to-write"]),
        ("Suivez la tendance.", "Savoir quoi est à écrire.", []),
    ],
)
def test_a_copied_text_is_told(old: str, new: str, expected: list[str], content: Path) -> None:
    swap(content, KPI, old, new)
    left = [code for code in codes(content) if code != "unknown-abbreviation"]
    assert left == expected
    assert left == [] or all(problem.severity == "warning" for problem in run([content]).diagnostics)
    swap(content, KPI, "status: published", "status: draft")
    assert "left-to-write" not in codes(content)
    assert "same-in-both" not in codes(content)


def test_two_entries_with_one_title_are_told_with_both_places(content: Path) -> None:
    (content / "faq" / "double.yml").write_bytes((content / "faq/exemple.yml").read_bytes())
    problem = only(content)
    assert problem.code == "same-title"
    assert {problem.span.file.stem, *(span.file.stem for span in problem.related)} == {"exemple", "double"}
    assert found(swap(content, "faq/double.yml", "status: published", "status: draft")) == []


def test_same_words_can_be_accepted_with_a_reason(content: Path) -> None:
    swap(content, KPI, SUMMARY, 'summary: {fr: "La part des commandes.", en: "La part des commandes."}')
    line = 'accepted: [{code: same-in-both, reason: "Citation", until: 2027-03-31}]'
    assert found(swap(content, KPI, "status: published", f"status: published\n{line}")) == []


@pytest.mark.parametrize(("day", "expected"), [("2027-03-31", []), ("2027-04-01", ["accepted-expired"])])
def test_an_acceptance_past_its_day_is_told_for_a_day(day: str, expected: list[str], content: Path) -> None:
    swap(content, "rituals/exemple.yml", "sources: [guide]", "sources: []")
    line = 'accepted: [{code: missing-source, reason: "Fiche en cours", until: 2027-03-31}]'
    swap(content, "rituals/exemple.yml", "status: published", f"status: published\n{line}")
    assert findings(content) == []
    assert [finding["code"] for finding in findings(content, "fr", "--on", day)] == expected
    options = ["check", "--content", str(content), "--on", day]
    assert CliRunner().invoke(main, options).exit_code == 0
    assert CliRunner().invoke(main, [*options, "--strict"]).exit_code == len(expected)
    told = CliRunner().invoke(main, ["reviews", "--content", str(content), "--today", day, "--lang", "en"]).output
    assert (" 0 of them overdue" in told) == (not expected)


@pytest.mark.parametrize("day", ["demain", "2026-02-30", "31/12/2026", ""])
def test_a_day_that_is_none_is_a_wrong_use(day: str, content: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--content", str(content), "--on", day])
    assert result.exit_code == 2
    assert f"'--on': '{day}'" in result.stderr
