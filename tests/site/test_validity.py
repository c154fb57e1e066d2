"""The pages are valid HTML, in the eyes of html-validate: one page of each kind; `make quality` checks them all."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from browser.pages import ROOTS, every_page, one_of_each_kind
from jinja2 import Environment
from mkdocs.utils import get_theme_dir
from quality.validity import faults
from small import built

from generator.site.html.theme_fixes import finish
from generator.site.html.theme_templates import fixed
from generator.site.theme_environment import Sources

HEADING = re.compile(r"<h([1-6])\b")


def file_of(site: Path, address: str) -> Path:
    return site / address.lstrip("/") / ("index.html" if address.endswith("/") else "")


@pytest.mark.node
@pytest.mark.parametrize("language", ROOTS)
def test_each_kind_of_page_is_valid(site: Path, language: str) -> None:
    assert faults(file_of(site, page) for page in one_of_each_kind(site, language)) == []


@pytest.mark.node
def test_a_page_with_an_edit_button_and_a_former_address_are_valid(
    site_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDBOOK_SITE_URL", "https://example.org/")
    monkeypatch.setenv("HANDBOOK_REPO_URL", "https://example.org/team/handbook")
    kpi = site_project / "content" / "kpis" / "exemple.yml"
    kpi.write_text(kpi.read_text("utf-8") + "previous_ids: [ancien]\n", "utf-8")
    site = built(site_project)
    assert (
        faults([site / "indicateurs" / "exemple" / "index.html", site / "indicateurs" / "ancien" / "index.html"]) == []
    )


def test_every_page_has_one_first_heading_and_skips_no_level(site: Path) -> None:
    for page in every_page(site):
        if page.endswith("404.html"):
            continue  # holds a page a language, and shows one
        levels = [int(level) for level in HEADING.findall(file_of(site, page).read_text("utf-8"))]
        assert levels.count(1) == 1, page
        assert levels[0] == 1, page
        assert all(after <= before + 1 for before, after in pairwise(levels)), page


def test_nested_lists_of_a_navigation_are_no_landmarks(site: Path) -> None:
    navigation = re.compile(r'<nav class="md-nav\b.*?</nav>', re.DOTALL)
    nested = 0
    for page in every_page(site):
        found = navigation.findall(file_of(site, page).read_text("utf-8"))
        assert found, page
        assert all(each.count("<nav") == 1 for each in found), page
        nested += any('<div class="md-nav"' in each for each in found)
    assert nested > 100


def test_a_fault_that_the_theme_does_not_have_any_more_is_told() -> None:
    with pytest.raises(ValueError, match=r"partials/search\.html: .*autocorrect"):
        fixed("<input>", "partials/search.html")


def test_template_that_a_project_puts_in_the_place_of_the_theme_s_stays_as_it_is(tmp_path: Path) -> None:
    name = "partials/search.html"
    theirs = Path(get_theme_dir("material"), name)
    text, environment = theirs.read_text("utf-8"), Environment(extensions=[Sources], autoescape=True)
    assert environment.preprocess(text, name, str(tmp_path / name)) == text
    assert "autocorrect" not in environment.preprocess(text, name, str(theirs))


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("<p>Le 30-60-90, 1-2.</p>", ["30-60-90", "1-2"]),
        ("<p><code>1-2</code> 3-4 <b>5-6</b> 7-8</p>", ["3-4", "5-6", "7-8"]),
        ('<a title="1-2" href="/3-4/">ISO-9-1, a1-2, 1-2b, 1.2-3</a>', []),
    ],
)
def test_figures_stay_on_one_line(written: str, whole: list[str]) -> None:
    page = finish(written)
    assert re.findall(r'<span class="whole">(.*?)</span>', page) == whole
    assert re.sub(r'<span class="whole">(.*?)</span>', r"\1", page) == written


def test_blanks_go_but_not_those_of_code() -> None:
    assert finish("<p>a  \n\n  b</p>\n<pre>  c\n\n  d</pre>") == "<p>a\nb</p>\n<pre>  c\n\n  d</pre>"


def test_only_a_page_with_tabs_has_the_script_that_opens_one(site_project: Path) -> None:
    tab = '<input type="radio" name="__tabbed_1" id="__tabbed_1_1">'
    page = f"---\nkey: tabs\ntitle: Tabs\n---\n\n# Tabs\n\n<p>{tab}</p>\n"
    (site_project / "docs" / "en" / "tabs.md").write_text(page, "utf-8")
    site = built(site_project)
    with_script = {
        path.parent.name for path in site.rglob("*.html") if 'startsWith("__tabbed_")' in path.read_text("utf-8")
    }
    assert with_script == {"tabs"}
