"""The built site in a real Chromium: what a reader does, and what the site must never do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.serving import served
from generator.site.build import build_site

pytestmark = pytest.mark.browser


@pytest.fixture
def address(site_project: Path) -> Iterator[str]:
    """The small handbook, built and served."""
    build_site(site_project / "mkdocs.yml", site_project / "site", strict=True)
    with served(site_project / "site") as found:
        yield found


def test_reader_goes_from_home_to_an_entry_back_and_to_english_and_finds_it(address: str, page: Page) -> None:
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(address) else None)

    page.goto(address + "/")
    page.locator("article").get_by_role("link", name="Indicateurs", exact=True).click()
    page.locator("article").get_by_role("link", name="À l’heure et complet (OTIF)").click()
    assert page.locator("h1").inner_text().startswith("À l’heure et complet")
    page.locator("article").get_by_role("link", name="Garantir la qualité").first.click()
    assert page.url == f"{address}/responsabilites/exemple/"
    page.get_by_role("navigation", name="Langue").get_by_role("link", name="English").click()
    assert page.url == f"{address}/en/responsibilities/exemple/"
    assert page.locator("html").get_attribute("lang") == "en"

    page.wait_for_load_state()
    page.keyboard.press("/")
    page.keyboard.type("bottleneck")
    result = page.locator(".md-search-result__link").first
    result.wait_for()
    assert "/en/" in (result.get_attribute("href") or "")
    assert foreign == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_scrolls_sideways_on_a_phone(address: str, page: Page, scheme: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in ("/", "/indicateurs/exemple/", "/comparaisons/exemple/", "/decisions/", "/en/glossary/"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
