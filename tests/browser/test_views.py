"""The computed pages in a browser: headers that stay, links by keyboard, a button to print, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from browser.pages import ROOTS, every_page, language_of
from browser.serving import headers_of, served

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}
DOCUMENTS = [
    "lettre-de-mission/",
    "fiches-de-poste/mentor/",
    "grille-entretien/",
    "plan-a-cocher/",
    "grille-evaluation/",
]
WIDE = [
    "matrice-competences/",
    "matrice-indicateurs/",
    "tableau-de-bord/",
    "calendrier/",
    "carte-du-role/",
    "decisions/",
]


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site, headers_of(site) if (site / "_headers").exists() else {}) as place:
        yield place


@pytest.mark.parametrize("place", WIDE)
def test_headers_stay_in_view_on_a_phone_and_the_page_does_not_scroll_sideways(
    address: str, page: Page, place: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/{place}")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    frame = page.locator(".scroll").first
    frame.evaluate("frame => frame.scrollTo(200, 200)")
    if not frame.locator("table").count():
        return
    edge = frame.bounding_box()
    corner = frame.locator("thead th").first.bounding_box()
    assert edge is not None
    assert corner is not None
    assert abs(corner["x"] - edge["x"]) < 3
    if frame.evaluate("frame => frame.scrollTop"):
        assert abs(corner["y"] - edge["y"]) < 6


def test_a_cell_says_what_it_links_and_leads_to_where_it_is_told(address: str, page: Page) -> None:
    page.goto(f"{address}/matrice-competences/")
    cell = page.get_by_role("link", name=re.compile("essentiel pour")).first
    cell.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/responsabilites/[\w-]+/#competencies$"))
    assert page.locator("#competencies").is_visible()


def test_a_box_of_the_map_is_reached_by_keyboard_brings_out_its_links_and_leads_to_its_page(
    address: str, page: Page
) -> None:
    page.goto(f"{address}/carte-du-role/")
    node = page.locator('[data-node="responsibilities/qualite"]')
    node.focus()
    lit = page.locator(".network__edge--out")
    expect(lit.first).to_be_attached()
    joined = lit.evaluate_all("edges => edges.map(edge => [edge.dataset.from, edge.dataset.to])")
    assert all("responsibilities/qualite" in pair for pair in joined)
    page.keyboard.press("Enter")
    page.wait_for_url("**/responsabilites/qualite/")


@pytest.mark.parametrize("place", DOCUMENTS)
def test_a_document_prints_without_navigation_and_with_its_boxes(address: str, page: Page, place: str) -> None:
    page.goto(f"{address}/{place}")
    expect(page.get_by_role("button", name="Imprimer")).to_be_visible()
    page.emulate_media(media="print")
    for hidden in (".md-header", ".md-sidebar--primary", ".md-footer", ".md-path", ".print-button"):
        for element in page.locator(hidden).all():
            assert not element.is_visible(), hidden
    assert page.locator("h1").is_visible()
    assert page.locator(".blanks li").first.is_visible()
    assert page.locator('input[type="checkbox"]:visible, .boxes:visible').count() > 0


def test_the_button_asks_the_browser_to_print(address: str, page: Page) -> None:
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(f"{address}/plan-a-cocher/")
    page.get_by_role("button", name="Imprimer").click()
    assert page.evaluate("window.printed")


def test_without_a_script_there_is_no_button_that_does_nothing(address: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/plan-a-cocher/")
        assert page.locator("[data-print]").is_hidden()
        assert page.locator('article input[type="checkbox"]').first.is_visible()


def test_a_table_is_not_cut_at_the_edge_of_the_paper(address: str, page: Page) -> None:
    """At the width of A4 between its margins, no table of a document is wider than the page."""
    page.set_viewport_size({"width": 680, "height": 960})
    for place in (*DOCUMENTS, *WIDE):
        page.goto(f"{address}/{place}")
        page.emulate_media(media="print")
        widths = page.locator("article table").evaluate_all(
            "tables => tables.map(t => t.getBoundingClientRect().right)"
        )
        assert max(widths, default=0) <= 681, place


@pytest.mark.parametrize("language", ROOTS)
def test_no_word_of_a_drawing_is_cut_at_its_edge(address: str, page: Page, site: Path, language: str) -> None:
    pages = [path for path in every_page(site) if path.endswith("/") and language_of(path) == language]
    drawn = [path for path in pages if 'role="img"' in (site / path.strip("/") / "index.html").read_text("utf-8")]
    assert len(drawn) > 5
    cut = {}
    for path in drawn:
        page.goto(address + path)
        cut[path] = page.locator("article svg[role=img] text").evaluate_all(
            """texts => texts.filter((text) => {
                const { x, y, width, height } = text.getBBox();
                const edge = text.ownerSVGElement.viewBox.baseVal;
                return x < edge.x || y < edge.y || x + width > edge.x + edge.width || y + height > edge.y + edge.height;
            }).map((text) => text.textContent)"""
        )
    assert {path: words for path, words in cut.items() if words} == {}
