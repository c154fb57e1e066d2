"""Each rule finds what it is for, at its place, and nothing in sound content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from small import KINDS, ROOT, Project, found, only, swap

from generator.kinds import rules_of
from generator.pipeline.check import RULES
from generator.pipeline.stages import run


def test_sound_content_has_no_finding(content: Path) -> None:
    assert found(content) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("competencies", "  - {level: 4,", "  - {level: 3,", "wrong-levels"),
        ("competencies", ', {fr: "Tient une crise.", en: "Handles a crisis."}', "", "wrong-behaviours"),
        ("competencies", 'upside: [{fr: "L\'activité continue.", en: "Work goes on."}]', "upside: []", "too-few"),
        ("responsibilities", ", {ref: autre}", "", "too-few"),
        (
            "responsibilities",
            'industry: [{fr: "Contrôle en ligne.", en: "In-line check."}]',
            "industry: []",
            "missing-example",
        ),
        ("kpis", "frequency: [weekly, monthly]", "frequency: []", "too-few"),
        ("kpis", "direction: up\n", "", "too-few"),
        ("responsibilities", "kpis: [exemple]", "kpis: []", "too-few"),
        ("decisions", "{exemple: A/R}", "{exemple: R}", "raci-one-a"),
        ("decisions", "{exemple: A/R}", "{exemple: A}", "raci-no-r"),
        ("comparisons", ', {fr: "Écoute d\'appels", en: "Call review"}]', "]", "row-cells"),
        ("comparisons", "reading:", "rows_from: {kind: kpis}\nreading:", "rows-twice"),
        ("interview", ', {fr: "Quatre", en: "Four"}', "", "too-few"),
        ("interview", "competencies: [exemple]", "competencies: []", "too-few"),
        ("faq", "Le CEO fixe, le COO applique.", "mot " * 61, "long-summary"),
        ("rituals", 'on_monday: {fr: "Assistez à un point.", en: "Attend a huddle."}\n', "", "missing-action"),
        ("rituals", 'examples: {industry: [{fr: "Prise de poste.", en: "Start of shift."}]}\n', "", "missing-example"),
        ("rituals", "sources: [guide]", "sources: []", "missing-source"),
        (
            "faq",
            'fr: "Le CEO fixe, le COO applique.", en: "The CEO sets, the COO applies."',
            'fr: "Le CEO fixe."',
            "missing-translation",
        ),
        ("faq", ', en: "The COO contributes and tests."', "", "missing-translation"),
        ("faq", "contribue et teste", "contribue <b>et</b> teste", "raw-html"),
        ("faq", "Le COO contribue", "Le COO et le XYZ", "unknown-abbreviation"),
        ("role", "confidence: seen", "confidence: editorial", "figure-confidence"),
    ],
)
def test_rule_finds_what_it_is_for(name: str, old: str, new: str, code: str, content: Path) -> None:
    codes = [finding[0] for finding in found(swap(content, f"{name}/exemple.yml", old, new))]
    assert code in codes


def test_unused_kpi_is_an_orphan(project: Project) -> None:
    text = (ROOT / "tests/golden/kpis/entry.yml").read_text("utf-8")
    text = text.replace("À l'heure et complet", "À temps").replace("On time in full", "In time")
    assert found(project(f"\n== kpis/seul.yml ==\n{text}")) == [("orphan-entry", "kpis/seul.yml", 1, 1)]


@pytest.mark.parametrize(("former", "other"), [("autre", "autre"), ("ancien", "autre"), ("exemple", "exemple")])
def test_previous_id_that_leads_elsewhere_is_refused(former: str, other: str, content: Path) -> None:
    """The present id of another entry, an id that another entry claims too, the entry's own."""
    for name, ids in (("autre", "ancien"), ("exemple", former)):
        swap(content, f"competencies/{name}.yml", "status: published", f"status: published\nprevious_ids: [{ids}]")
    diagnostic = only(content)
    assert diagnostic.code == "taken-id"
    assert diagnostic.values == {"id": former, "other": other}
    assert diagnostic.span.file.stem == "exemple"
    assert diagnostic.span.line == 4


def test_previous_id_of_another_kind_is_free(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "status: published", "status: published\nprevious_ids: [autre]")
    assert found(content) == []


def test_term_defined_twice_is_told(project: Project) -> None:
    text = (ROOT / "tests/golden/glossary/entry.yml").read_text("utf-8")
    assert ("duplicate-term", "glossary/goulet.yml", 1, 1) in found(project(f"\n== glossary/goulet.yml ==\n{text}"))


def test_table_made_from_entries_names_real_fields(project: Project) -> None:
    text = (ROOT / "tests/golden/comparisons/entry.yml").read_text("utf-8")
    text = re.sub(r"(?s)rows:.*?reading:", "rows_from: {kind: archetypes}\nreading:", text)
    text = text.replace("{id: industrie,", "{id: industrie, field: motive,").replace(
        "{id: services,", "{id: services, field: riskss,"
    )
    problem = only(project(f"\n== comparisons/exemple.yml ==\n{text}"))
    assert (problem.code, problem.values["near"]) == ("wrong-value", "risks")


def test_missing_title_translation_is_an_error_and_other_text_a_warning(content: Path) -> None:
    swap(content, "faq/exemple.yml", ', en: "Who decides, CEO or COO?"', "")
    swap(content, "faq/exemple.yml", ', en: "The COO contributes and tests."', "")
    assert [d.severity for d in run([content]).diagnostics] == ["error", "warning"]


def test_seven_faults_in_seven_files_are_seven_findings_in_one_run(content: Path) -> None:
    swap(content, "challenges/exemple.yml", "kpis: [exemple]", "kpis: [exempel]")
    swap(content, "decisions/exemple.yml", "{exemple: A/R}", "{exemple: R}")
    swap(content, "faq/exemple.yml", "status: published", "status: published\nstatus: draft")
    swap(content, "kpis/exemple.yml", "family: quality", "family: qualty")
    swap(content, "plan/exemple.yml", "intent:", "\tintent:")
    swap(content, "regulations/exemple.yml", "review_by: 2027-03-31", "review_by: demain")
    swap(content, "rituals/exemple.yml", "duration:", "durée:")
    assert sorted(found(content), key=lambda finding: finding[1]) == [
        ("unknown-reference", "challenges/exemple.yml", 12, 8),
        ("raci-one-a", "decisions/exemple.yml", 4, 1),
        ("duplicate-key", "faq/exemple.yml", 4, 1),
        ("wrong-value", "kpis/exemple.yml", 4, 9),
        ("yaml-tab", "plan/exemple.yml", 5, 1),
        ("wrong-value", "regulations/exemple.yml", 11, 12),
        ("unknown-field", "rituals/exemple.yml", 5, 1),
    ]


def test_every_rule_says_what_it_keeps() -> None:
    assert all(
        rule.__doc__ and rule.__doc__.endswith(".")
        for rule in (*RULES, *(rule for kind in KINDS for rule in rules_of(kind)))
    )


def test_a_roman_numeral_is_no_abbreviation(content: Path) -> None:
    swap(content, "faq/exemple.yml", "Le COO contribue", "La loi Sapin II, annexe III ou XIV, le COO contribue")
    assert run([content]).diagnostics == ()


def test_the_name_of_a_company_of_a_case_is_no_abbreviation(content: Path) -> None:
    swap(content, "faq/exemple.yml", "Le COO contribue", "Comme chez XYZ, le COO contribue")
    assert only(content).code == "unknown-abbreviation"
    swap(content, "cases/exemple.yml", "Une chaîne, Royaume-Uni", "XYZ, Royaume-Uni")
    assert run([content]).diagnostics == ()
