"""The buttons of documents: seen on every screen, leading to their files, and not on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from quality.axe import faults

from browser.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.node]


@pytest.fixture(scope="module")
def address(small_site: Path) -> Iterator[str]:
    with served(small_site) as found:
        yield found


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(("place", "count"), [("decisions/", 3), ("fiches-de-poste/exemple/", 4), ("", 1)])
def test_the_buttons_of_a_page(address: str, page: Page, place: str, count: int, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{address}/{place}")
    buttons = page.locator(".downloads a")
    expect(buttons).to_have_count(count)
    for button in buttons.all():
        expect(button).to_be_in_viewport()
        response = page.request.get(button.evaluate("button => button.href"))
        assert response.body().startswith(b"%PDF")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [fault for fault in faults(page) if "small" in fault or "download" in fault] == []
    page.emulate_media(media="print")
    expect(page.locator(".downloads")).to_be_hidden()
