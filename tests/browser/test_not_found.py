"""The page for unknown addresses, from a host that has one such page for the whole site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from small import built

from browser.serving import served

pytestmark = pytest.mark.browser


@pytest.fixture
def address(site_project: Path) -> Iterator[str]:
    with served(built(site_project), missing="/404.html") as found:
        yield found


@pytest.mark.parametrize(
    ("asked", "language", "title", "index"),
    [
        ("/perdu/", "fr", "Page introuvable", "/indicateurs/"),
        ("/en/lost/", "en", "Page not found", "/en/kpis/"),
    ],
)
def test_unknown_address_is_answered_in_its_language(
    address: str, page: Page, asked: str, language: str, title: str, index: str
) -> None:
    page.goto(address + asked)
    assert page.locator("h1:visible").all_inner_texts() == [title]
    assert page.locator("html").get_attribute("lang") == language
    page.locator(f"article a[href='{index}']").click()
    assert page.url == address + index


def test_without_script_both_languages_answer(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/en/lost/")
        assert page.locator("h1:visible").all_inner_texts() == ["Page introuvable", "Page not found"]
