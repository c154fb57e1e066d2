"""The sheets: the table and all that goes with it, their place in the site, and what each computes."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import ROOT, handbook_of, only, place, swap

from generator.handbook import Handbook
from generator.i18n import LANGUAGES, words
from generator.models import KINDS, SHEETS
from generator.models.fields import Ref
from generator.page import uri
from generator.pipeline import run
from generator.render import plan, render_page
from generator.sheets import COMPUTED, compute
from generator.view import View

TEMPLATES = ROOT / "generator" / "templates"


@pytest.fixture
def handbook(content: Path) -> Handbook:
    return handbook_of(content)


def test_the_table_the_functions_and_the_templates_agree() -> None:
    own = {path.relative_to(TEMPLATES).as_posix() for path in (TEMPLATES / "sheets").glob("[!_]*.jinja")}
    assert own == {f"{sheet.template}.md.jinja" for sheet in SHEETS.values()} | {"sheets/index.md.jinja"}
    assert list(COMPUTED) == list(SHEETS)


@pytest.mark.parametrize("content_dir", ["content", "small"])
def test_the_settings_list_every_sheet_once(content_dir: str, content: Path) -> None:
    settings = handbook_of(ROOT / "content" if content_dir == "content" else content).settings
    listed = [intro.name for intro in settings.intros() if intro.name in SHEETS]
    assert sorted(listed) == sorted(SHEETS)


def test_no_sheet_has_the_name_of_a_kind_and_each_needs_known_kinds() -> None:
    assert not SHEETS.keys() & KINDS.keys()
    for sheet in SHEETS.values():
        assert {*sheet.needs, *filter(None, [sheet.each])} <= KINDS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_has_a_page_with_its_title(handbook: Handbook, language: str) -> None:
    pages = [key for key in plan(handbook) if key.kind in SHEETS]
    assert {key.kind for key in pages} == set(SHEETS)
    for key in pages:
        page = render_page(handbook, key, language)
        assert f"\n# {page.title}" in page.markdown.replace("\\", ""), key
        assert page.uri == uri(key, language)


def test_a_sheet_for_each_entry_has_an_index_and_a_page_an_entry(handbook: Handbook) -> None:
    assert handbook.pages("job-descriptions") == (Ref("job-descriptions", "exemple"),)
    assert uri(Ref("job-descriptions", ""), "fr") == "fiches-de-poste/index.md"
    page = render_page(handbook, Ref("job-descriptions", "exemple"), "en")
    assert (page.uri, page.title) == ("job-descriptions/exemple.md", "Job description: The executor")


def test_a_handbook_that_lists_no_sheet_has_none(content: Path) -> None:
    settings = content / "handbook.yml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if "sheet" not in line), "utf-8")
    assert run([content]).diagnostics == ()
    assert [key for key in plan(handbook_of(content)) if key.kind in SHEETS] == []


def test_a_sheet_without_the_entries_it_needs_has_no_page(content: Path) -> None:
    (content / "archetypes" / "exemple.yml").unlink()
    handbook = handbook_of(content)
    assert not handbook.lists("job-descriptions")
    assert handbook.lists("matrix-kpis")
    assert View(handbook, "fr", Ref("kpis", "exemple")).address(Ref("job-descriptions", "")) is None


def test_an_unknown_sheet_in_the_settings_is_named_with_the_nearest(content: Path) -> None:
    swap(content, "handbook.yml", "sheet: matrix-kpis", "sheet: matrix-kpi")
    finding = only(content)
    assert finding.code == "wrong-value"
    assert finding.values["near"] == "matrix-kpis"


def test_a_link_leads_to_a_sheet_and_to_a_page_of_a_sheet(content: Path) -> None:
    swap(content, "readers/exemple.yml", "path: [", "path: [{page: matrix-kpis, text: {fr: Lisez., en: Read.}}, ")
    swap(content, "readers/exemple.yml", "path: [", "path: [{page: job-descriptions/exemple, text: {fr: A., en: B.}}, ")
    assert run([content]).diagnostics == ()
    body = render_page(handbook_of(content), Ref("readers", "exemple"), "en").body
    assert "[KPI matrix](../kpi-matrix.md)" in body
    assert "[Job description: The executor](../job-descriptions/exemple.md)" in body


@pytest.mark.parametrize(
    ("page", "message", "near"),
    [
        ("matrix-kpi", "unknown-kind-in-reference", "matrix-kpis"),
        ("job-descriptions/exempl", "", "exemple"),
        ("matrix-kpis/exemple", "unknown-kind-in-reference", "matrix-kpis"),
    ],
)
def test_a_link_to_no_sheet_is_a_finding(content: Path, page: str, message: str, near: str) -> None:
    swap(content, "readers/exemple.yml", "path: [", f"path: [{{page: {page}, text: {{fr: Lisez., en: Read.}}}}, ")
    finding = only(content)
    assert (finding.code, finding.message, finding.values["near"]) == ("unknown-reference", message, near)


def test_a_link_to_a_sheet_that_no_section_lists_is_a_finding(content: Path) -> None:
    settings = content / "handbook.yml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if "matrix-kpis" not in line), "utf-8")
    swap(content, "readers/exemple.yml", "path: [", "path: [{page: matrix-kpis, text: {fr: Lisez., en: Read.}}, ")
    finding = only(content)
    assert (finding.code, finding.help) == ("unknown-reference", "list-sheet")
    assert place(finding, content)[1] == "readers/exemple.yml"


def test_the_words_of_sheets_exist_for_every_matrix() -> None:
    for name in SHEETS:
        if name.startswith("matrix-"):
            assert words("fr")(f"sheets.corner.{name}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_changed_in_the_content_changes_in_the_matrix(content: Path, language: str) -> None:
    key = Ref("matrix-competencies", "")
    row, useful = handbook_of(content).of("responsibilities")[0], Ref("competencies", "autre")
    handbook = handbook_of(content)
    before = compute(handbook, "matrix-competencies", None)
    assert before.strengths == {(row.ref, Ref("competencies", "exemple")): "essential", (row.ref, useful): "useful"}
    essential = words(language)("sheets.cell.essential", row="", column="").split("«")[0].split("“")[0].strip()
    shown = render_page(handbook, key, language).body.count(essential)
    swap(content, "responsibilities/exemple.yml", "{ref: autre}", "{ref: autre, essential: true}")
    assert render_page(handbook_of(content), key, language).body.count(essential) == shown + 1


def test_a_row_without_links_is_a_gap(content: Path) -> None:
    swap(content, "challenges/exemple.yml", "competencies: [exemple]", "competencies: []")
    sheet = compute(handbook_of(content), "matrix-challenges", None)
    assert [entry.ref for entry in sheet.gaps] == [
        Ref("challenges", "exemple"),
        *(entry.ref for entry in handbook_of(content).of("competencies")),
    ]
