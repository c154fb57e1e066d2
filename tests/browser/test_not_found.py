"""The page for unknown addresses, from a host that has one such page for the whole site."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from small import built

pytestmark = pytest.mark.browser


class _Host(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def translate_path(self, path: str) -> str:
        place = super().translate_path(path)
        return place if Path(place).exists() else super().translate_path("/404.html")


@pytest.fixture
def address(site_project: Path) -> Iterator[str]:
    handler = functools.partial(_Host, directory=str(built(site_project)))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_unknown_address_is_answered_in_its_language(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or "chromium", args=["--no-sandbox"]
        )
        page = browser.new_page()
        for asked, language, title, index in (
            ("/perdu/", "fr", "Page introuvable", "/indicateurs/"),
            ("/en/lost/", "en", "Page not found", "/en/kpis/"),
        ):
            page.goto(address + asked)
            assert page.locator("h1:visible").all_inner_texts() == [title]
            assert page.locator("html").get_attribute("lang") == language
            page.locator(f"article a[href='{index}']").click()
            assert page.url == address + index
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"{address}/en/lost/")
        assert page.locator("h1:visible").all_inner_texts() == ["Page introuvable", "Page not found"]
        browser.close()
