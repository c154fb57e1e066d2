"""The menu where it is a drawer: on phones, tablets and narrow windows, by thumb and as a reader sees it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from browser.serving import served

pytestmark = pytest.mark.browser

WIDTHS = (390, 768, 1100)


@pytest.fixture(scope="module")
def address(small_site: Path) -> Iterator[str]:
    with served(small_site) as found:
        yield found


@pytest.fixture(params=WIDTHS)
def reader(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    size: ViewportSize = {"width": request.param, "height": 844}
    with browser.new_context(base_url=address, viewport=size, has_touch=True, reduced_motion="reduce") as context:
        context.set_default_timeout(5_000)
        yield context.new_page()


def drawer(reader: Page) -> Locator:
    """The menu, open."""
    reader.locator(".md-header__button[for='__drawer']").tap()
    return reader.locator(".md-nav--primary")


SEEN = """link => {
    const { left, top, width, height } = link.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return width > 0 && height > 0 && link.contains(there);
}"""
"""Whether a thumb in the middle of the link would touch it: nothing is over it, and it is in the window."""


@pytest.mark.parametrize("home", ["/", "/en/"])
def test_the_open_menu_is_as_high_as_the_window_and_shows_its_links(reader: Page, home: str) -> None:
    reader.goto(home)
    menu = drawer(reader)
    side = reader.locator(".md-sidebar--primary").bounding_box()
    assert side is not None
    assert side["height"] == 844
    shown = [item for item in menu.locator(":scope > ul > li > .md-nav__link").all() if item.evaluate(SEEN)]
    assert len(shown) == menu.locator(":scope > ul > li").count() > 3


@pytest.mark.parametrize(
    ("home", "section", "index", "entry"),
    [
        ("/", "Le métier", "Indicateurs", "À l’heure et complet (OTIF)"),
        ("/en/", "The job", "KPIs", "On time in full (OTIF)"),
    ],
)
def test_a_thumb_goes_from_home_to_an_indicator_and_back(
    reader: Page, home: str, section: str, index: str, entry: str
) -> None:
    reader.goto(home)
    menu = drawer(reader)
    menu.get_by_role("button", name=section).first.tap()
    menu.get_by_role("link", name=index, exact=True).tap()
    reader.wait_for_url(f"**/{'indicateurs' if home == '/' else 'kpis'}/")
    menu = drawer(reader)
    menu.get_by_role("link", name=entry).tap()
    expect(reader.locator("h1")).to_contain_text(entry)
    menu = drawer(reader)
    menu.locator("button.md-nav__title", has_text=index).tap()
    menu.get_by_role("link", name=index, exact=True).tap()
    expect(reader.locator("h1")).to_contain_text(index)


def test_the_contents_of_the_page_are_in_the_menu_of_a_phone(browser: Browser, address: str) -> None:
    size: ViewportSize = {"width": 390, "height": 844}
    with browser.new_context(base_url=address, viewport=size, has_touch=True, reduced_motion="reduce") as context:
        reader = context.new_page()
        reader.goto("/indicateurs/exemple/")
        menu = drawer(reader)
        menu.locator("[for='__toc'].md-nav__link").tap()
        part = menu.locator(".md-nav--secondary a").nth(1)
        assert part.evaluate(SEEN)
        part.tap()
        expect(reader.locator("#__drawer")).not_to_be_checked()
        anchor = reader.evaluate("decodeURIComponent(location.hash.slice(1))")
        expect(reader.locator(f"[id='{anchor}']")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/", "/indicateurs/exemple/", "/en/kpis/exemple/"])
def test_the_keyboard_reaches_in_the_menu_what_shows_and_nothing_under_it(reader: Page, path: str) -> None:
    reader.goto(path)
    drawer(reader)
    covered = []
    for _ in range(reader.locator(".md-nav--primary :is(a, button)").count()):
        if not reader.evaluate(f"({SEEN})(document.activeElement)"):
            covered.append(reader.evaluate("document.activeElement.outerHTML"))
        reader.keyboard.press("Tab")
        if not reader.evaluate("document.activeElement.closest('.md-nav--primary') !== null"):
            break
    assert covered == []
