"""The site in a browser, served with the headers that it asks for: nothing is blocked, nobody else is asked.

Here on one page of each kind; `make quality` visits every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from injected import INJECTED, hooked, written_into
from playwright.sync_api import Browser, BrowserContext, Page, expect
from small import built

from browser.pages import ROOTS, one_of_each_kind
from browser.screenshots import point_at
from browser.serving import headers_of, served
from generator.site.security_policy import inline_scripts

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site, headers_of(site)) as found:
        yield found


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A visit of the site, during which no rule of the policy may be broken and nobody else be asked."""
    troubles: list[str] = []
    with browser.new_context() as context:
        context.on("request", lambda asked: troubles.append(asked.url) if not asked.url.startswith(address) else None)
        context.on("console", lambda said: troubles.append(said.text) if said.type in ("error", "warning") else None)
        context.on("weberror", lambda error: troubles.append(str(error.error)))
        yield context
        assert context.cookies() == []
    assert troubles == []


@pytest.mark.parametrize("language", ROOTS)
def test_no_page_breaks_the_policy_asks_anybody_else_or_sets_a_cookie(
    visit: BrowserContext, address: str, site: Path, language: str
) -> None:
    page = visit.new_page()
    for path in one_of_each_kind(site, language):
        page.goto(address + path)


@pytest.mark.parametrize("home", ROOTS.values())
def test_search_colours_menu_and_links_work_under_the_policy(visit: BrowserContext, address: str, home: str) -> None:
    page = visit.new_page()
    page.goto(address + home)
    page.keyboard.press("/")
    page.keyboard.type("budget")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**?h=*")
    assert page.locator("article mark").count()
    _turn_dark(page)
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator(".md-header__button[for='__drawer']").click()
    expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert page.evaluate("localStorage.length") == 1  # the reader's own choice of colours, kept in the browser


def _turn_dark(page: Page) -> None:
    page.get_by_role("button", name=re.compile("mode sombre|dark mode")).click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_a_script_or_a_style_that_is_not_the_sites_own_is_blocked(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.evaluate(
            """() => {
                document.body.insertAdjacentHTML("beforeend", "<b style='color: red' id=probe>x</b>");
                const script = document.createElement("script");
                script.textContent = "window.ran = true";
                document.body.append(script);
                document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = true'>");
            }"""
        )
        page.wait_for_timeout(200)
        assert page.evaluate("window.ran") is None
        assert page.evaluate("getComputedStyle(document.getElementById('probe')).color") != "rgb(255, 0, 0)"


@pytest.fixture
def injected(site_project: Path) -> Iterator[str]:
    """A site with a script in a page written by hand, and one that is added to all pages after they are made."""
    written_into(site_project, f"<script>{INJECTED}</script>")
    hooked(site_project)
    site = built(site_project, strict=False)
    with served(site, headers_of(site), missing="/404.html") as found:
        yield found


def test_an_injected_script_does_not_run_and_the_sites_own_do(browser: Browser, injected: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        for path in ("/about/", "/", "/en/", "/en/about/", "/nowhere/", "/indicateurs/exemple/"):
            page.goto(injected + path)
            assert page.evaluate("typeof __md_scope") == "object"  # a script of the theme
            assert "js" in (page.locator("html").get_attribute("class") or "").split()  # a script of ours
            assert page.evaluate("window.ran") is None, path


def test_the_pictures_of_the_documentation_can_have_their_ring_under_the_policy(
    visit: BrowserContext, address: str
) -> None:
    page = visit.new_page()
    page.goto(address)
    point_at(page, "h1")
    expect(page.locator("h1")).to_have_css("outline-style", "solid")


def test_the_policy_allows_no_more_than_the_scripts_of_the_pages(site: Path) -> None:
    policy = headers_of(site)["/*"]["Content-Security-Policy"]
    assert "unsafe" not in policy
    scripts = {one.digest for page in site.rglob("*.html") for one in inline_scripts(page.read_text("utf-8"))}
    assert set(re.findall(r"'(sha256-[^']+)'", policy)) == scripts
    assert len(scripts) < 6
    home = (site / "index.html").read_text("utf-8")
    assert 'http-equiv="Content-Security-Policy"' in home.partition("<script")[0]


def test_each_kind_of_host_gets_the_same_headers(site: Path) -> None:
    every = headers_of(site)["/*"]
    for name in (".htaccess", "_headers.nginx"):
        text = (site / name).read_text("utf-8")
        assert all(f'{header} "{value}"' in text for header, value in every.items())
