"""The views: the table and all that goes with it, and their place in the site."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from small import KINDS, ROOT, VIEWS, handbook_of, only, place, swap, uri

from generator.diagnostics import report
from generator.language.i18n import LANGUAGES
from generator.model.fields import Ref
from generator.model.handbook import Handbook
from generator.pipeline.stages import run
from generator.render.drawing.links import with_drawn_links
from generator.render.pages import plan, render_page
from generator.render.view import View

PACKAGE = ROOT / "generator"


@pytest.fixture
def handbook(content: Path) -> Handbook:
    return handbook_of(content)


def test_the_table_the_functions_and_the_templates_agree() -> None:
    own = {path.relative_to(PACKAGE).as_posix() for path in (PACKAGE / "views").glob("*/page.md.jinja")}
    assert own == {view.template for view in VIEWS.values()}
    for view in VIEWS.values():
        assert callable(getattr(import_module(f"generator.views.{view.folder}.compute"), view.folder))


@pytest.mark.parametrize("content_dir", ["content", "small"])
def test_the_settings_list_every_view_once(content_dir: str, content: Path) -> None:
    settings = handbook_of(ROOT / "content" if content_dir == "content" else content).settings
    listed = [intro.name for intro in settings.intros() if intro.name in VIEWS]
    assert sorted(listed) == sorted(VIEWS)


def test_no_view_has_the_name_of_a_kind_and_each_needs_known_kinds() -> None:
    assert not VIEWS.keys() & KINDS.keys()
    for view in VIEWS.values():
        assert {*view.needs, *filter(None, [view.each])} <= KINDS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_has_a_page_with_its_title(handbook: Handbook, language: str) -> None:
    pages = [key for key in plan(handbook) if key.kind in VIEWS]
    assert {key.kind for key in pages} == set(VIEWS)
    for key in pages:
        page = render_page(handbook, key, language)
        assert f"\n# {page.title}" in page.markdown.replace("\\", ""), key
        assert page.uri == uri(key, language)


def test_a_view_for_each_entry_has_an_index_and_a_page_an_entry(handbook: Handbook) -> None:
    assert handbook.pages("job-descriptions") == (Ref("job-descriptions", "exemple"),)
    assert uri(Ref("job-descriptions", ""), "fr") == "fiches-de-poste/index.md"
    page = render_page(handbook, Ref("job-descriptions", "exemple"), "en")
    assert (page.uri, page.title) == ("job-descriptions/exemple.md", "Job description: The executor")


def test_a_job_description_leaves_the_kpis_of_one_sector_to_that_sector(content: Path) -> None:
    key = Ref("job-descriptions", "exemple")
    assert "kpis/exemple.md" in render_page(handbook_of(content), key, "en").markdown
    swap(content, "kpis/exemple.yml", "sector: both", "sector: industry")
    assert "kpis/exemple.md" not in render_page(handbook_of(content), key, "en").markdown


def test_a_handbook_that_lists_no_view_has_none(content: Path) -> None:
    settings = content / "handbook.yml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    settings.write_text(
        "".join(line for line in lines if "view: " not in line and "views:" not in line and "sector-jobs" not in line),
        "utf-8",
    )
    assert run([content]).diagnostics == ()
    assert [key for key in plan(handbook_of(content)) if key.kind in VIEWS] == []


def test_the_former_words_for_views_are_answered_with_the_new_ones(content: Path) -> None:
    for old, new in (("{view: kpi-board", "{sheet: kpi-board"), ("    views:\n", "    sheets:\n")):
        swap(content, "handbook.yml", old, new)
    found = [finding for finding in run([content]).diagnostics if finding.code == "unknown-field"]
    assert [(finding.values["field"], finding.values["near"]) for finding in found] == [
        ("sheets", "views"),
        ("sheet", "view"),
    ]
    for language in LANGUAGES:
        assert [word in report.message(found[0], language).help for word in ("views", "sheets")] == [True, False]


def test_a_view_without_the_entries_it_needs_has_no_page(content: Path) -> None:
    (content / "archetypes" / "exemple.yml").unlink()
    handbook = handbook_of(content)
    assert not handbook.lists("job-descriptions")
    assert handbook.lists("matrix-kpis")
    assert View(handbook, "fr", Ref("kpis", "exemple")).address(Ref("job-descriptions", "")) is None


def test_an_unknown_view_in_the_settings_is_named_with_the_nearest(content: Path) -> None:
    swap(content, "handbook.yml", "view: matrix-kpis", "view: matrix-kpi")
    finding = only(content)
    assert finding.code == "wrong-value"
    assert finding.values["near"] == "matrix-kpis"


def test_a_link_leads_to_a_view_and_to_a_page_of_a_view(content: Path) -> None:
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
def test_a_link_to_no_view_is_a_finding(content: Path, page: str, message: str, near: str) -> None:
    swap(content, "readers/exemple.yml", "path: [", f"path: [{{page: {page}, text: {{fr: Lisez., en: Read.}}}}, ")
    finding = only(content)
    assert (finding.code, finding.message, finding.values["near"]) == ("unknown-reference", message, near)


def test_a_link_to_a_view_that_no_section_lists_is_a_finding(content: Path) -> None:
    settings = content / "handbook.yml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if "matrix-kpis" not in line), "utf-8")
    swap(content, "readers/exemple.yml", "path: [", "path: [{page: matrix-kpis, text: {fr: Lisez., en: Read.}}, ")
    finding = only(content)
    assert (finding.code, finding.help) == ("unknown-reference", "list-view")
    assert place(finding, content)[1] == "readers/exemple.yml"


def test_a_view_made_from_one_entry_needs_that_entry(content: Path) -> None:
    swap(content, "handbook.yml", "based_on: practices/exemple, ", "")
    finding = only(content)
    assert (finding.code, finding.values["field"]) == ("missing-field", "based_on")
    assert not handbook_of(content).lists("mandate-letter")


def test_a_view_made_from_an_entry_that_does_not_exist_is_a_finding(content: Path) -> None:
    swap(content, "handbook.yml", "based_on: practices/exemple", "based_on: practices/exempl")
    finding = only(content)
    assert (finding.code, finding.values["near"]) == ("unknown-reference", "exemple")
    assert place(finding, content)[1] == "handbook.yml"


def test_a_link_to_nothing_in_the_texts_of_the_settings_is_a_finding(content: Path) -> None:
    swap(content, "handbook.yml", "Bienvenue.", "Lisez [ceci](kpis/otfi).")
    assert [diagnostic.code for diagnostic in run([content]).diagnostics] == ["unknown-reference"]


def test_a_page_of_a_view_opens_with_its_kinds_in_the_breadcrumbs_and_has_its_own_description(
    handbook: Handbook,
) -> None:
    meta = render_page(handbook, Ref("job-descriptions", "exemple"), "fr").meta
    assert meta["view"] == "job-descriptions"
    assert str(meta["description"]).startswith("Fiche de poste")


@pytest.mark.parametrize("directory_urls", [True, False])
def test_links_of_drawings_lead_to_the_pages(directory_urls: bool) -> None:
    html = (
        '<a href="a.md"></a><svg><a href="../kpis/otif.md"/><a href="../decisions.md#pic"/><a href="x/index.md"/></svg>'
    )
    found = with_drawn_links(html, "outils/carte.md", directory_urls)
    expected = (
        ["a.md", "../../kpis/otif/", "../../decisions/#pic", "../x/"]
        if directory_urls
        else ["a.md", "../kpis/otif.html", "../decisions.html#pic", "x/index.html"]
    )
    assert re.findall(r'href="([^"]*)"', found) == expected
