"""Definitions of terms in a browser: by mouse, keyboard and touch, and a plain link without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.serving import served

pytestmark = pytest.mark.browser

PAGE = "/profils/executeur/"


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


def test_keyboard_opens_a_definition_and_escape_closes_it(address: str, page: Page) -> None:
    page.goto(address + PAGE)
    term = page.locator("a.term").first
    box = page.locator(".definition")
    term.focus()
    expect(box).to_be_visible()
    expect(box).to_contain_text("Premier dirigeant de l’entreprise.")
    expect(term).to_have_accessible_description(box.locator("span").inner_text())
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(term).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(address + "/glossaire/#ceo")


def test_definition_stays_while_the_mouse_is_on_it(address: str, page: Page) -> None:
    page.goto(address + PAGE)
    box = page.locator(".definition")
    page.locator("a.term").first.hover()
    expect(box).to_be_visible()
    box.hover()
    page.wait_for_timeout(500)
    expect(box).to_be_visible()
    page.mouse.move(5, 5)
    expect(box).to_be_hidden()


def test_touch_opens_a_definition_that_leads_to_the_glossary(address: str, browser: Browser) -> None:
    with browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.goto(address + "/en/archetypes/executeur/")
        page.locator("a.term").first.tap()
        box = page.locator(".definition")
        expect(box).to_be_visible()
        assert page.url == address + "/en/archetypes/executeur/"
        place = box.bounding_box()
        assert place is not None
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 360
        box.get_by_role("link", name="Read it in the glossary").tap()
        page.wait_for_url("**/en/glossary/#ceo")


def test_term_is_a_link_without_a_script(address: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + PAGE)
        page.locator("a.term").first.click()
        page.wait_for_url(address + "/glossaire/#ceo")
