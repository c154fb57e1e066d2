"""Comparing archetypes and levels in a browser, and sending the choice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from small import swap

from browser.serving import served
from generator.site.build import build_site

pytestmark = pytest.mark.browser


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


def heads(page: Page) -> list[str]:
    return page.locator("[data-choice=archetypes]").get_by_role("columnheader").all_inner_texts()[1:]


@pytest.mark.parametrize("width", [1280, 360])
def test_two_archetypes_are_compared_by_keyboard_and_the_copied_address_opens_elsewhere(
    address: str, page: Page, browser: Browser, width: int
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + "/comparer/")
    assert len(heads(page)) == 7
    expect(page.locator("#compare-radar")).to_be_hidden()
    for name in ("Le mentor", "L’exécuteur de la stratégie"):
        page.get_by_role("checkbox", name=name).focus()
        page.keyboard.press("Space")
    both = ["L’exécuteur de la stratégie", "Le mentor"]
    assert heads(page) == both
    expect(page.locator("#compare-radar svg.radar .series")).to_have_count(2)
    assert page.locator(".radar-key li").all_inner_texts() == both
    page.get_by_role("button", name="Copier le lien").first.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("Lien copié.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == address + "/comparer/?archetypes=executeur,mentor"
    with browser.new_context(viewport={"width": width, "height": 800}) as fresh:
        other = fresh.new_page()
        other.goto(copied)
        assert heads(other) == both
        expect(other.locator("#compare-radar svg.radar .series")).to_have_count(2)
        assert other.evaluate("document.documentElement.scrollWidth") <= width


def test_address_is_shown_where_the_browser_does_not_copy(address: str, page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(address + "/comparer/?archetypes=mentor,partenaire")
    page.get_by_role("button", name="Copier le lien").first.click()
    shown = page.get_by_label("Adresse de cette page, avec votre choix").first
    expect(shown).to_be_focused()
    expect(shown).to_have_value(page.url)


def test_two_levels_of_a_competency_are_compared(address: str, page: Page) -> None:
    page.goto(address + "/en/compare/")
    table = page.locator("[data-choice=levels]")
    table.get_by_label("Competency").select_option("adaptation")
    table.get_by_role("checkbox", name="2. Working").check()
    table.get_by_role("checkbox", name="3. Practitioner").check()
    assert page.url.endswith("?competency=adaptation&levels=2,3")
    assert table.get_by_role("rowheader").all_inner_texts() == ["Adaptability"]
    assert table.locator("tbody tr:visible td:visible").count() == 2


def test_radar_shows_three_archetypes_at_most_and_says_so(address: str, page: Page) -> None:
    page.goto(address + "/comparer/?archetypes=executeur,changement,mentor,partenaire")
    assert len(heads(page)) == 4
    expect(page.locator("#compare-radar svg.radar .series")).to_have_count(3)
    expect(page.locator("#compare-radar .status")).to_contain_text("trois premiers")


def test_changed_level_moves_the_radar(site_project: Path, page: Page) -> None:
    def corner() -> str:
        build_site(site_project / "mkdocs.yml", site_project / "site", strict=True)
        with served(site_project / "site") as address:
            page.goto(address + "/en/compare/?archetypes=exemple")
            points = page.locator("#compare-radar .series polygon").first.get_attribute("points")
            page.goto("about:blank")
        assert points is not None
        return points

    before = corner()
    swap(site_project / "content", "archetypes/exemple.yml", "{exemple: 4}", "{exemple: 1}")
    assert corner() != before
