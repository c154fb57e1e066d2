"""The built site in a real Chromium: what a reader does, and what the site must never do."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from generator.build import build_site

pytestmark = pytest.mark.browser


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def address(site_project: Path) -> Iterator[str]:
    """The small handbook, built and served."""
    build_site(site_project / "mkdocs.yml", site_project / "site", strict=True)
    handler = functools.partial(_Quiet, directory=str(site_project / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def page() -> Iterator[Page]:
    """A fresh page; its console errors are collected in `page.errors` by the test."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or "chromium",
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser.new_page()
        browser.close()


def test_reader_goes_from_home_to_an_entry_back_and_to_english_and_finds_it(page: Page, address: str) -> None:
    errors: list[str] = []
    foreign: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(address) else None)

    page.goto(address + "/")
    page.locator("article").get_by_role("link", name="Indicateurs").click()
    page.locator("article").get_by_role("link", name="À l’heure et complet (OTIF)").click()
    assert page.locator("h1").inner_text().startswith("À l’heure et complet")
    page.locator("article").get_by_role("link", name="Garantir la qualité").first.click()
    assert page.url == f"{address}/responsabilites/exemple/"
    page.get_by_role("navigation", name="Langue").get_by_role("link", name="English").click()
    assert page.url == f"{address}/en/responsibilities/exemple/"
    assert page.locator("html").get_attribute("lang") == "en"

    page.keyboard.press("/")
    page.keyboard.type("bottleneck")
    result = page.locator(".md-search-result__link").first
    result.wait_for()
    assert "/en/" in (result.get_attribute("href") or "")
    assert errors == []
    assert foreign == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_scrolls_sideways_on_a_phone(page: Page, address: str, scheme: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in ("/", "/indicateurs/exemple/", "/comparaisons/exemple/", "/decisions/", "/en/glossary/"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
