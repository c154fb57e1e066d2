"""How pages read in a browser: tables on a phone and beside a wide one, headings, the other language, paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from browser.pages import ROOTS, one_of_each_kind
from browser.serving import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(base_url=address, viewport={"width": 1280, "height": 800}) as context:
        yield context.new_page()


SQUEEZED = """() => [...document.querySelectorAll(".md-typeset__table table:not([class]) td")]
    .filter((cell) => !cell.closest(".comparison") && cell.innerText.length > 100)
    .filter((cell) => cell.getBoundingClientRect().width < 150).length"""
"""Cells with a paragraph of text and less than half of a phone to show it. A comparison is there to scroll."""


@pytest.mark.parametrize("language", ROOTS)
def test_a_phone_shows_text_of_tables_over_its_whole_width(reader: Page, site: Path, language: str) -> None:
    reader.set_viewport_size({"width": 390, "height": 844})
    squeezed = {}
    for path in one_of_each_kind(site, language):
        reader.goto(path)
        squeezed[path] = reader.evaluate(SQUEEZED)
    assert {path: cells for path, cells in squeezed.items() if cells} == {}


def test_the_first_cards_of_the_home_page_do_not_move_when_the_last_come(reader: Page) -> None:
    """A page comes in pieces."""
    reader.goto("/en/")
    cards = reader.locator(".cards > ul > li")
    before = cards.first.bounding_box()
    cards.last.evaluate("(card) => card.remove()")
    assert cards.first.bounding_box() == before


def test_a_card_says_the_column_of_each_value(reader: Page) -> None:
    reader.set_viewport_size({"width": 390, "height": 844})
    reader.goto("/en/the-role/")
    values = reader.locator("table:not([class]) tbody tr").first.locator("td")
    names = reader.locator("table:not([class]) thead").first.locator("th").all_text_contents()
    label = "cell => getComputedStyle(cell, '::before').content.replaceAll('\"', '')"
    assert len(names) > 2
    assert [value.evaluate(label) for value in values.all()] == ["none", *names[1:]]


@pytest.mark.parametrize(
    "path", ["/tableau-de-bord/", "/matrice-indicateurs/", "/decisions/", "/comparaisons/types-coo/"]
)
def test_the_head_of_a_table_follows_and_no_row_is_hidden(reader: Page, path: str) -> None:
    reader.set_viewport_size({"width": 390, "height": 500})
    reader.goto(path)
    frame = reader.locator(".md-typeset .scroll, .comparison .md-typeset__scrollwrap").first
    assert frame.evaluate("frame => frame.scrollHeight <= frame.clientHeight + 1")
    frame.locator("tbody tr").last.evaluate("row => row.scrollIntoView({ block: 'end' })")
    reader.wait_for_function(
        """frame => {
            const below = document.querySelector(".md-header").getBoundingClientRect().bottom;
            return Math.abs(frame.querySelector("thead th").getBoundingClientRect().top - below) < 2;
        }""",
        arg=frame.element_handle(),
    )


def test_the_edge_of_a_table_fades_while_there_is_more_beside_it(reader: Page) -> None:
    reader.set_viewport_size({"width": 390, "height": 844})
    reader.goto("/matrice-indicateurs/")
    frame = reader.locator(".md-typeset .scroll").first
    faded = "frame => getComputedStyle(frame).maskImage !== 'none'"
    assert frame.evaluate(faded)
    frame.evaluate("frame => frame.scrollTo({ left: frame.scrollWidth })")
    expect(frame).not_to_have_attribute("data-more", "")
    assert not frame.evaluate(faded)
    reader.set_viewport_size({"width": 1920, "height": 844})
    reader.goto("/matrice-competences/")
    assert not reader.locator(".md-typeset .scroll").first.evaluate(faded)


@pytest.mark.parametrize(
    ("path", "anchor"), [("/faq/", "surcharge"), ("/glossaire/", "otif"), ("/le-role/", "mission")]
)
def test_the_other_language_opens_at_the_same_place(reader: Page, path: str, anchor: str) -> None:
    reader.goto(path)
    reader.evaluate(f"location.hash = '{anchor}'")
    reader.get_by_role("navigation", name="Langue").get_by_role("link").click()
    reader.wait_for_url(re.compile(rf"/en/.*#{anchor}$"))
    expect(reader.locator(f"[id='{anchor}']")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/indicateurs/otif/", "/en/kpis/otif/", "/contribuer/modifier/"])
def test_the_name_of_a_heading_is_its_text_alone(reader: Page, path: str) -> None:
    reader.goto(path)
    tree = reader.locator("article").aria_snapshot()
    headings = re.findall(r"heading \"(.*?)\" \[level", tree)
    assert len(headings) > 3
    assert [heading for heading in headings if "¶" in heading] == []
    assert reader.locator("article :is(h1, h2, h3) > .headerlink").first.evaluate("link => link.tabIndex") == -1


def test_figures_in_the_menu_stand_a_blank_from_their_words(reader: Page) -> None:
    reader.set_viewport_size({"width": 1280, "height": 800})
    reader.goto("/lettre-de-mission/")
    gap = """figures => {
        const words = document.createRange();
        words.selectNode(figures.previousSibling);
        return figures.getBoundingClientRect().left - words.getBoundingClientRect().right;
    }"""
    assert reader.locator(".md-sidebar--primary .whole").first.evaluate(gap) < 2


@pytest.mark.parametrize("width", [320, 360, 390, 414])
@pytest.mark.parametrize("path", ["/30-60-90/", "/plan-a-cocher/", "/en/30-60-90/"])
def test_a_figure_with_hyphens_stays_on_one_line(reader: Page, path: str, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 700})
    reader.goto(path)
    figure = reader.locator("h1 .whole")
    assert figure.inner_text() == "30-60-90"
    assert figure.evaluate("figure => figure.getClientRects().length") == 1


def test_forced_colours_tell_what_is_essential_from_what_is_useful(reader: Page) -> None:
    reader.emulate_media(forced_colors="active")
    reader.goto("/matrice-competences/")
    fills = {
        mark: reader.locator(f".mark--{mark}").first.evaluate("mark => getComputedStyle(mark).backgroundColor")
        for mark in ("essential", "useful")
    }
    assert fills["essential"] != fills["useful"]


def printed(reader: Page, path: str) -> list[str]:
    """The text of each sheet, as the browser prints the page."""
    reader.goto(path)
    reader.wait_for_load_state("networkidle")
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(reader.pdf(prefer_css_page_size=True))).pages]


@pytest.mark.parametrize(("path", "year"), [("/le-role/", r"\d+ \w+ \d{4}"), ("/en/the-role/", r"\d+ \w+ \d{4}")])
def test_each_sheet_says_its_number_its_address_and_the_day(reader: Page, path: str, year: str) -> None:
    sheets = printed(reader, path)
    assert len(sheets) > 1
    for number, text in enumerate(sheets, 1):
        assert f"{number} / {len(sheets)}" in text
        assert re.search(rf"{path} · {year}", text)


DOCUMENTS = ("/carte-du-role/", "/30-60-90/", "/plan-a-cocher/", "/grille-entretien/", "/grille-evaluation/")


@pytest.mark.parametrize("path", [*DOCUMENTS, "/lettre-de-mission/", "/fiches-de-poste/executeur/"])
def test_no_sheet_is_almost_empty_and_no_word_is_cut(reader: Page, path: str) -> None:
    sheets = printed(reader, path)
    assert [text for text in sheets if len(text.split()) < 40] == []
    assert "Aujourd’\n" not in "".join(sheets)


def test_links_of_documents_are_not_underlined_on_paper(reader: Page) -> None:
    reader.goto("/fiches-de-poste/executeur/")
    reader.emulate_media(media="print")
    lines = reader.locator("article a").evaluate_all("all => all.map(a => getComputedStyle(a).textDecorationLine)")
    assert set(lines) == {"none"}
