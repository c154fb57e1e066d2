"""The style sheet of the site looks as those that it is made of: each element has the same style under both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.pages import settle
from browser.serving import served

pytestmark = pytest.mark.browser

STYLES = """() => {
    const read = (element, part) => {
        const style = getComputedStyle(element, part);
        if (part && style.content === "none") return "";
        // Margins show in the place of each element: where they are automatic, their figure may be an older one.
        const telling = [...style].filter((name) => !name.startsWith("--") && !name.startsWith("margin"));
        return telling.map((name) => style.getPropertyValue(name)).join();
    };
    return [...document.querySelectorAll("body, body *")].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const styles = ["", "::before", "::after"].map((part) => read(element, part));
        return [element.outerHTML.slice(0, 80), x, y, width, height, ...styles];
    });
}"""

WHOLE = """async (sheets) => {
    const links = sheets.map((href) => Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    const loaded = links.map((link) => new Promise((done) => link.addEventListener("load", done)));
    document.head.append(...links);
    await Promise.all(loaded);
    document.querySelector("link[href$='site.css']").remove();
}"""


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", ["/", "/indicateurs/otif/", "/comparaisons/titres/"])
def test_every_element_looks_the_same(browser: Browser, site: Path, address: str, path: str, width: int) -> None:
    themes = sorted((site / "assets" / "stylesheets").glob("*.css"))
    sheets = [f"/assets/stylesheets/{sheet.name}" for sheet in themes] + ["/assets/icons.css", "/assets/handbook.css"]
    with browser.new_context(viewport={"width": width, "height": 740}, reduced_motion="reduce") as context:
        page = context.new_page()
        # A font that comes late is used by the one and not by the other.
        page.route("**/*.woff2", lambda route: route.abort())
        page.goto(address + path)
        page.keyboard.press("/")
        page.keyboard.type("budget")
        page.locator(".md-search-result[aria-busy='false'] .md-search-result__item").first.wait_for()
        settle(page)
        slim = page.evaluate(STYLES)
        page.evaluate(WHOLE, sheets)
        settle(page)
        whole = page.evaluate(STYLES)
        assert len(slim) == len(whole) > 300
        assert [one[0] for one, other in zip(slim, whole, strict=True) if one != other] == []
