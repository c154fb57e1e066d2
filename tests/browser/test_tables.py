"""Tables in a browser: sorted, searched, narrowed and taken along by keyboard; whole without a script."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from quality.weight import moved
from small import swap

from browser.serving import served
from generator.site.build import build_site

pytestmark = pytest.mark.browser

TABLE = "/comparaisons/types-coo/"


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


def first_column(page: Page) -> list[str]:
    """The row headers that are shown, in order."""
    return [text.strip().removesuffix("#") for text in page.locator("tbody th:visible").all_inner_texts()]


def test_table_is_sorted_by_keyboard_both_ways_and_back(address: str, page: Page) -> None:
    page.goto(address + TABLE)
    start = first_column(page)
    header = page.get_by_role("columnheader", name="Type")
    expect(header).not_to_have_attribute("aria-sort", "ascending")
    header.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_role("status")).to_contain_text("ordre croissant")
    ascending = first_column(page)
    assert ascending == sorted(start, key=lambda name: name.replace("’", " ")) != start
    page.keyboard.press("Space")
    expect(header).to_have_attribute("aria-sort", "descending")
    assert first_column(page) == ascending[::-1]
    page.keyboard.press("Enter")
    assert header.get_attribute("aria-sort") is None
    assert first_column(page) == start


def test_rows_are_searched_without_accents_and_counted(address: str, page: Page) -> None:
    page.goto(address + TABLE)
    status = page.get_by_role("status")
    expect(status).to_have_text("Lignes\N{NO-BREAK SPACE}: 7")
    page.get_by_label("Filtrer les lignes").focus()
    page.keyboard.type("EXECUTEUR")
    expect(status).to_have_text("Lignes affichées\N{NO-BREAK SPACE}: 1 sur 7")
    assert first_column(page) == ["L’exécuteur de la stratégie"]
    page.keyboard.type("zzz")
    expect(status).to_have_text("Aucune ligne ne correspond.")
    assert first_column(page) == []


def test_columns_are_chosen_and_the_address_shows_the_same_elsewhere(
    address: str, page: Page, browser: Browser
) -> None:
    page.goto(address + TABLE)
    box = page.get_by_role("checkbox", name="Première priorité")
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("checkbox", name="Question au CEO").check()
    shown = ["Type", "Première priorité", "Question au CEO"]
    assert page.get_by_role("columnheader").all_inner_texts() == shown
    with browser.new_context() as fresh:
        other = fresh.new_page()
        other.goto(page.url)
        assert other.get_by_role("columnheader").all_inner_texts() == shown
        other.get_by_role("navigation", name="Langue").get_by_role("link", name="English").click()
        expect(other.get_by_role("columnheader")).to_have_text(["Type", "First priority", "Question for the CEO"])
    page.get_by_role("button", name="Toutes les colonnes").click()
    assert page.get_by_role("columnheader").count() == 4
    assert page.url == address + TABLE


def test_unknown_columns_in_an_address_change_nothing(address: str, page: Page) -> None:
    page.goto(address + TABLE + "?columns=zzz,%22%5D")
    assert page.get_by_role("columnheader").count() == 4


@pytest.mark.parametrize(("path", "separator"), [(TABLE, ";"), ("/en/comparisons/types-coo/", ",")])
def test_csv_holds_what_is_shown_in_the_order_shown(address: str, page: Page, path: str, separator: str) -> None:
    page.goto(address + path)
    page.get_by_role("columnheader").first.get_by_role("button").click()
    page.get_by_role("checkbox").first.check()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").press("Enter")
    assert download.value.suggested_filename == "types-coo.csv"
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))
    assert [row[0] for row in rows[1:]] == first_column(page)
    assert {len(row) for row in rows} == {2}


def test_csv_holds_no_formula(site_project: Path, page: Page) -> None:
    comparison = "comparisons/exemple.yml"
    swap(site_project / "content", comparison, "Contrôle | en ligne", "=1+1")
    swap(site_project / "content", comparison, "Écoute d'appels", '@a \\"b\\" ; c')
    build_site(site_project / "mkdocs.yml", site_project / "site", strict=True)
    with served(site_project / "site") as address:
        page.goto(address + "/comparaisons/exemple/")
        with page.expect_download() as download:
            page.get_by_role("button", name="CSV").click()
        text = download.value.path().read_text("utf-8-sig")
        page.goto("about:blank")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert rows[1][1:] == ["'=1+1", '\'@a "b"\N{NARROW NO-BREAK SPACE}; c']


def test_row_has_an_address_that_brings_it_out(address: str, page: Page) -> None:
    page.goto(address + TABLE)
    link = page.get_by_role("link", name="Adresse de la ligne : Le mentor")
    link.focus()
    expect(link).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    assert page.url == address + TABLE + "#mentor"
    row = page.locator("#mentor td").first
    plain = page.locator("#executeur td").first
    background = "element => getComputedStyle(element).backgroundColor"
    assert row.evaluate(background) != plain.evaluate(background)


def test_row_headers_stay_in_view_on_a_phone(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address + TABLE)
    frame = page.locator(".md-typeset__scrollwrap").first
    frame.wait_for()
    assert frame.evaluate("element => { element.scrollLeft = 9999; return element.scrollLeft }") > 100
    box = page.locator("#mentor th").bounding_box()
    last = page.locator("#mentor td").last.bounding_box()
    assert box is not None
    assert last is not None
    assert 0 <= box["x"] < 40
    assert box["x"] + box["width"] <= last["x"] + 1
    assert last["x"] + last["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", [TABLE, "/comparer/", "/tableau-de-bord/"])
def test_table_is_whole_without_a_script(address: str, browser: Browser, path: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + path)
        assert page.locator("tbody tr:not(:visible)").count() == 0
        assert page.locator("thead th:not(:visible)").count() == 0
        assert page.locator("article").locator("button:visible, select:visible, input:visible").count() == 0


def test_kpi_board_is_filtered_by_keyboard_and_the_address_keeps_the_choice(
    address: str, page: Page, browser: Browser
) -> None:
    page.goto(address + "/tableau-de-bord/")
    status = page.get_by_role("status")
    rows = page.locator("#board tbody tr:not(.group):visible")
    everything = rows.count()
    page.get_by_label("Famille").focus()
    page.keyboard.type("Qualit")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Famille")).to_have_value("quality")
    expect(status).to_contain_text(f"sur {everything}")
    assert {row.get_attribute("data-family") for row in rows.all()} == {"quality"}
    quality = rows.count()
    assert 0 < quality < everything
    page.get_by_label("Fréquence").select_option("weekly")
    assert all("weekly" in (row.get_attribute("data-frequency") or "").split() for row in rows.all())
    assert 0 < rows.count() <= quality
    with browser.new_context() as fresh:
        other = fresh.new_page()
        other.goto(page.url)
        assert other.locator("#board tbody tr:not(.group):visible").count() == rows.count()
        assert other.get_by_label("Fréquence").input_value() == "weekly"
    page.get_by_role("button", name="Tout afficher").press("Enter")
    assert rows.count() == everything
    assert page.url == address + "/tableau-de-bord/"


def test_kpi_board_shows_what_is_in_both_sectors_under_each(address: str, page: Page) -> None:
    page.goto(address + "/en/kpi-board/?sector=industry")
    rows = page.locator("#board tbody tr:not(.group):visible")
    sectors = {row.get_attribute("data-sector") for row in rows.all()}
    assert sectors == {"industry", "industry services"}
    # A family without a row left shows no heading either.
    groups = page.locator("#board tbody:visible").count()
    assert groups == len({row.get_attribute("data-family") for row in rows.all()})


@pytest.mark.parametrize("path", ["/comparaisons/titres/", "/contribuer/architecture/"])
def test_nothing_that_is_shown_moves_while_a_page_comes_in_pieces(site: Path, browser: Browser, path: str) -> None:
    with served(site, pieces=8) as address:
        assert moved(browser, path, address=address) == 0
