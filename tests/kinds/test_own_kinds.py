"""A kind that a project brings as one folder, and nothing else: everything works for it as for the others."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from small import swap

from generator.cli import main
from generator.pipeline.catalog import load_catalog
from generator.pipeline.stages import run

KIND = """\
address: {fr: risques, en: risks}
names:
  one: {fr: risque, en: risk}
  none: {fr: Aucun risque, en: No risk}
meaning: {fr: "Un risque suivi.", en: "A risk that is followed."}
fields:
  cause:
    type: prose
    required: true
    label: {fr: Cause, en: Cause}
    meaning: {fr: "Ce qui peut arriver.", en: "What may happen."}
  likelihood:
    type: choice
    required: true
    choices: {low: {fr: faible, en: low}, high: {fr: forte, en: high}}
    label: {fr: Probabilité, en: Likelihood}
    meaning: {fr: "Sur un an.", en: "Within a year."}
  impact:
    type: number
    least: 1
    most: 5
    required: true
    label: {fr: Gravité, en: Impact}
    meaning: {fr: "De 1 à 5.", en: "From 1 to 5."}
  insured:
    type: yes-no
    label: {fr: Assuré, en: Insured}
    meaning: {fr: "Une assurance le couvre.", en: "An insurance covers it."}
  seen_on:
    type: date
    label: {fr: Vu le, en: Seen on}
    meaning: {fr: "Le dernier jour.", en: "The last day."}
  link:
    type: web
    label: {fr: Adresse, en: Address}
    meaning: {fr: "Une page.", en: "A page."}
  code:
    type: neutral
    label: {fr: Numéro, en: Number}
    meaning: {fr: "Le numéro interne.", en: "The number inside."}
  nicknames:
    type: names
    label: {fr: Surnoms, en: Nicknames}
    meaning: {fr: "Autrement.", en: "Otherwise."}
  owner_kpi:
    type: reference
    to: kpis
    label: {fr: Indicateur, en: KPI}
    meaning: {fr: "Ce qui le mesure.", en: "What measures it."}
  controls:
    type: list
    least: 1
    required: true
    of: {type: line}
    label: {fr: Mesures, en: Controls}
    meaning: {fr: "Ce qui le contient.", en: "What contains it."}
  reviews:
    type: list
    of:
      type: group
      fields:
        verdict:
          type: choice
          choices: {open: {fr: ouvert, en: open}, closed: {fr: clos, en: closed}}
          required: true
          label: {fr: Verdict, en: Verdict}
          meaning: {fr: "Ce qui a été conclu.", en: "What was concluded."}
    label: {fr: Revues, en: Reviews}
    meaning: {fr: "Les revues.", en: "The reviews."}
  effects:
    type: table
    to: risks
    of: {type: number, least: 1, most: 5}
    label: {fr: Effets, en: Effects}
    meaning: {fr: "Les risques qui suivent.", en: "The risks that follow."}
"""

FIRE = """\
title: {fr: "Incendie", en: "Fire"}
summary: {fr: "Le feu dans l'entrepôt.", en: "Fire in the warehouse."}
status: published
cause: {fr: "Une batterie **s'emballe**.", en: "A battery **runs away**."}
likelihood: high
impact: 5
insured: true
seen_on: 2026-11-01
link: https://example.org/fire
code: R-12
nicknames: {fr: [feu], en: [blaze]}
owner_kpi: exemple
controls: [{fr: "Des sprinklers", en: "Sprinklers"}]
reviews: [{verdict: closed}]
effects: {stop: 4}
"""

STOP = """\
title: {fr: "Arrêt", en: "Stoppage"}
status: published
cause: {fr: "Tout s'arrête, après un [incendie](risks/fire).", en: "All stops, after a [fire](risks/fire)."}
likelihood: low
impact: 3
controls: [{fr: "Un stock", en: "A stock"}]
"""

LISTED = """\
      - {kind: risks, title: {fr: "Risques", en: "Risks"}, summary: {fr: "Ce qui arrive.", en: "What may happen."}}
"""


@pytest.fixture
def project(site_project: Path) -> Path:
    """The small handbook with two risks, in a kind of their own."""
    (site_project / "kinds" / "risks").mkdir(parents=True)
    (site_project / "kinds" / "risks" / "kind.yml").write_text(KIND, "utf-8")
    risks = site_project / "content" / "risks"
    risks.mkdir()
    (risks / "fire.yml").write_text(FIRE, "utf-8")
    (risks / "stop.yml").write_text(STOP, "utf-8")
    swap(site_project / "content", "handbook.yml", "    kinds:\n", f"    kinds:\n{LISTED}")
    return site_project


@pytest.fixture
def handbook(project: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command in the project."""
    monkeypatch.chdir(project)

    def call(*arguments: str) -> Result:
        return CliRunner(env={"LC_ALL": "en_GB.UTF-8"}).invoke(main, arguments, catch_exceptions=False)

    return call


def test_its_entries_are_checked(handbook: Callable[..., Result], project: Path) -> None:
    assert handbook("check", "--strict").exit_code == 0
    swap(project / "content", "risks/fire.yml", "likelihood: high", "likelihood: hihg")
    swap(project / "content", "risks/fire.yml", "impact: 5", "impact: 7")
    swap(project / "content", "risks/fire.yml", "owner_kpi: exemple", "owner_kpi: exmple")
    swap(project / "content", "risks/stop.yml", "impact: 3", "impct: 3")
    told = handbook("check").output
    assert "did you mean “high”" in told
    assert "write a whole number from 1 to 5" in told
    assert "did you mean “exemple”?" not in told  # other entries of this file are not sound yet
    assert "did you mean “impact”?" in told


@pytest.mark.parametrize(("language", "folder", "root"), [("fr", "risques", ""), ("en", "risks", "en/")])
def test_it_has_pages_an_index_and_a_place_in_the_search(
    handbook: Callable[..., Result], project: Path, language: str, folder: str, root: str
) -> None:
    built = handbook("build", "--strict")
    assert built.exit_code == 0, built.output
    page = (project / "site" / root / folder / "fire" / "index.html").read_text("utf-8")
    shown = {
        "fr": ["Probabilité", "forte", "oui", "1er novembre 2026", "R-12", "feu", "clos", "<strong>s’emballe</strong>"],
        "en": ["Likelihood", "high", "yes", "1 November 2026", "R-12", "blaze", "closed", "<strong>runs away</strong>"],
    }
    for words in shown[language]:
        assert words in page
    assert f'href="../../{"indicateurs" if language == "fr" else "kpis"}/exemple/"' in page
    assert 'href="../stop/"' in page
    kpi = project / "site" / root / ("indicateurs" if language == "fr" else "kpis") / "exemple" / "index.html"
    assert f'href="../../{folder}/fire/"' in kpi.read_text("utf-8")
    assert 'href="fire/"' in (project / "site" / root / folder / "index.html").read_text("utf-8")
    index = json.loads((project / "site" / root / "search" / "search_index.json").read_text("utf-8"))
    kinds = {"fr": "Risque", "en": "Risk"}
    assert kinds[language] in json.dumps(index, ensure_ascii=False)


def test_it_may_bring_a_template(handbook: Callable[..., Result], project: Path) -> None:
    template = '{% import "_macros.md.jinja" as m with context %}\n{{ m.opening(data) }}\nOWN {{ data.cause }}\n'
    (project / "kinds" / "risks" / "page.md.jinja").write_text(template, "utf-8")
    assert handbook("build").exit_code == 0
    assert "OWN Une batterie" in (project / "site" / "risques" / "fire" / "index.html").read_text("utf-8")


DOCUMENTS = """\
documents:
  risk-sheet:
    address: {fr: fiche-risque, en: risk-sheet}
    label: {fr: Fiche, en: Sheet}
    each: risks
    size: 9.5
"""


def test_it_may_bring_documents(handbook: Callable[..., Result], project: Path) -> None:
    kind = project / "kinds" / "risks"
    (kind / "kind.yml").write_text(KIND + DOCUMENTS, "utf-8")
    assert "risk-sheet.document.md.jinja" in handbook("check").output
    (kind / "risk-sheet.document.md.jinja").write_text("# {{ data.title }}\n\n{{ data.cause }}\n", "utf-8")
    assert handbook("check", "--strict").exit_code == 0
    made = handbook("export", "pdf", "risk-sheet/fire")
    assert made.exit_code == 0, made.output
    built = handbook("build", "--strict", "--documents", "dist/documents")
    assert built.exit_code == 0, built.output
    page = (project / "site" / "en" / "risks" / "fire" / "index.html").read_text("utf-8")
    assert 'href="../../downloads/risk-sheet-fire.pdf"' in page
    assert (project / "site" / "en" / "downloads" / "risk-sheet-fire.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("each: risks", "each: risk", "did you mean “risks”?"),
        ("  risk-sheet:", "  raci:", "“raci” is the name of"),
        ("en: risk-sheet}", "en: raci}", "The address “raci” belongs to “raci” already."),
    ],
)
def test_a_faulty_document_is_answered(
    handbook: Callable[..., Result], project: Path, old: str, new: str, told: str
) -> None:
    kind = project / "kinds" / "risks"
    for name in ("risk-sheet", "raci"):
        (kind / f"{name}.document.md.jinja").write_text("# {{ data.title }}\n", "utf-8")
    (kind / "kind.yml").write_text(KIND + DOCUMENTS.replace(old, new), "utf-8")
    result = handbook("check")
    assert result.exit_code == 1
    assert told in result.output


def test_its_model_may_be_python(handbook: Callable[..., Result], project: Path) -> None:
    (project / "kinds" / "risks" / "model.py").write_text(
        "from generator.language.i18n import Prose\n"
        "from generator.model.content import Content\n\n\n"
        "class Risk(Content):\n"
        "    cause: Prose\n",
        "utf-8",
    )
    told = handbook("check").output
    assert "likelihood" in told
    assert "unknown-field" in told
    (project / "kinds" / "risks" / "model.py").write_text("import nothing_of_this_name\n", "utf-8")
    assert "model.py" in handbook("check").output


def test_a_group_of_its_model_may_have_any_name(handbook: Callable[..., Result], project: Path) -> None:
    (project / "kinds" / "risks" / "model.py").write_text(
        "from typing import Literal\n"
        "from generator.model.content import Content\n"
        "from generator.model.fields import Strict\n\n\n"
        "class Look(Strict):\n"
        "    verdict: Literal['open', 'closed']\n\n\n"
        "class Risk(Content):\n"
        "    reviews: tuple[Look, ...] = ()\n",
        "utf-8",
    )
    assert handbook("export", "schema").exit_code == 0
    schema = (project / ".vscode" / "schemas" / "risks.json").read_text("utf-8")
    assert "What was concluded." in schema
    assert "closed" in schema


def test_new_writes_an_entry_of_it(handbook: Callable[..., Result], project: Path) -> None:
    assert handbook("new", "risks", "flood").exit_code == 0
    text = (project / "content" / "risks" / "flood.yml").read_text("utf-8")
    assert "# From 1 to 5." in text
    assert "#  fire: 3" in text
    assert "One of: low, high." in text
    assert handbook("check").exit_code == 0


def test_editors_complete_it(handbook: Callable[..., Result], project: Path) -> None:
    assert handbook("export", "schema").exit_code == 0
    schema = json.loads((project / ".vscode" / "schemas" / "risks.json").read_text("utf-8"))
    assert schema["properties"]["likelihood"]["enum"] == ["low", "high"]
    assert schema["properties"]["controls"]["minItems"] == 1
    assert "Within a year." in schema["properties"]["likelihood"]["description"]
    assert "risks/fire" in json.dumps(schema)


def test_the_reference_of_fields_lists_it(handbook: Callable[..., Result], project: Path) -> None:
    shutil.rmtree(project / "docs" / "en" / "reference", ignore_errors=True)
    assert handbook("export", "reference").exit_code == 0
    page = (project / "docs" / "en" / "reference" / "fields.md").read_text("utf-8")
    assert "## `risks`" in page
    assert "Within a year." in page


def test_a_workbook_takes_it_there_and_back(handbook: Callable[..., Result], project: Path) -> None:
    before = (project / "content" / "risks" / "fire.yml").read_text("utf-8")
    assert handbook("export", "xlsx", "--kind", "risks", "risks.xlsx").exit_code == 0
    assert handbook("import", "xlsx", "--yes", "risks.xlsx").exit_code == 0
    assert (project / "content" / "risks" / "fire.yml").read_text("utf-8") == before
    book = load_workbook(project / "risks.xlsx")
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    (cell,) = (cell for cell in cells if cell.value == "Le feu dans l'entrepôt.")
    cell.value = "Le feu au dépôt."
    book.save(project / "risks.xlsx")
    assert handbook("import", "xlsx", "--yes", "risks.xlsx").exit_code == 0
    assert "Le feu au dépôt." in (project / "content" / "risks" / "fire.yml").read_text("utf-8")


def test_its_translations_and_names_are_kept(handbook: Callable[..., Result], project: Path) -> None:
    assert handbook("translations", "--record", "--accept", "risks").exit_code == 0
    swap(project / "content", "risks/fire.yml", "Le feu dans", "Un feu dans")
    assert "risks/fire" in handbook("translations").output
    assert handbook("rename", "risks", "fire", "blaze", "--yes").exit_code == 0
    assert "(risks/blaze)" in (project / "content" / "risks" / "stop.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("type: number\n", "type: nubmer\n", 19, "did you mean “number”?"),
        ("to: kpis", "to: kpi", 47, "did you mean “kpis”?"),
        ("en: risks}", "en: kpis}", 1, "The address “kpis” belongs to “kpis” already."),
        ("  cause:\n", "  title:\n", 7, "Every entry has the field “title” already."),
        (
            "    choices: {low: {fr: faible, en: low}, high: {fr: forte, en: high}}\n",
            "",
            13,
            "add `choices:` to this field",
        ),
        ("address:", "adress:", 1, "did you mean “address”?"),
        ("names:\n", "layout: items\nnames:\n", 1, "there is no file page.md.jinja here"),
        ("    required: true\n", "    required: oui\n", 9, "write: required: true"),
        ("    label: {fr: Cause, en: Cause}\n", "", 7, "“label” is missing"),
        ("  none: {fr: Aucun risque, en: No risk}\n", "", 2, "“none” is missing"),
        ("  insured:\n", "  Insured:\n", 25, "“Insured” cannot be the name of a field"),
    ],
)
def test_a_faulty_description_is_answered_at_its_line(
    handbook: Callable[..., Result], project: Path, old: str, new: str, line: int, told: str
) -> None:
    file = project / "kinds" / "risks" / "kind.yml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    result = handbook("check")
    assert result.exit_code == 1
    assert told in result.output
    assert f"kinds/risks/kind.yml:{line}:" in result.output or line == 1
    assert "content/risks" not in result.output


def test_a_kind_cannot_take_the_name_of_one_that_there_is(project: Path) -> None:
    shutil.move(project / "kinds" / "risks", project / "kinds" / "kpis")
    catalog, problems = load_catalog([project / "content"])
    assert "kind-taken" in [problem.message for problem in problems]
    assert catalog.kinds["kpis"].segment["fr"] == "indicateurs"


def test_a_kind_that_no_section_lists_is_told_and_the_answer_helps(project: Path) -> None:
    swap(project / "content", "handbook.yml", LISTED, "")
    (problem,) = run([project / "content"]).diagnostics
    assert problem.code == "unlisted-kind"
    assert problem.span.file.name == "handbook.yml"
