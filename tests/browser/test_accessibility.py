"""What axe finds, and what a keyboard reaches, on one page of each kind, in both languages.

The pages are those of the small handbook, which has every kind; `make quality` looks at every page of the real one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from quality.axe import faults

from browser.pages import ROOTS, one_of_each_kind, settle
from browser.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.node]

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def address(small_site: Path) -> Iterator[str]:
    with served(small_site) as found:
        yield found


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(base_url=address, viewport={"width": 1280, "height": 800}) as context:
        yield context.new_page()


@pytest.mark.long
@pytest.mark.parametrize("language", ROOTS)
def test_axe_finds_nothing_on_any_kind_of_page(reader: Page, small_site: Path, language: str) -> None:
    found = {}
    for path in one_of_each_kind(small_site, language):
        reader.goto(path)
        for size in (DESKTOP, PHONE):
            reader.set_viewport_size({"width": size["width"], "height": size["height"]})
            reader.emulate_media(color_scheme="light", reduced_motion="reduce")
            found[path, size["width"], "light"] = faults(reader)
            reader.locator(".colours").click()
            found[path, size["width"], "dark"] = faults(reader, "color-contrast")
            reader.locator(".colours").click()
    assert {place: faults_there for place, faults_there in found.items() if faults_there} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", ROOTS)
def test_axe_finds_nothing_while_the_search_or_the_menu_is_open(
    reader: Page, language: str, width: int, scheme: str
) -> None:
    reader.set_viewport_size({"width": width, "height": 740})
    reader.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    reader.goto(ROOTS[language])
    reader.keyboard.press("/")
    reader.keyboard.type("qual")
    reader.locator(".md-search-result__item").first.wait_for()
    settle(reader)
    assert faults(reader) == []
    reader.keyboard.press("Escape")
    if width == PHONE["width"]:
        settle(reader)
        reader.locator(".md-header__button[for='__drawer']").click()
        settle(reader)
        assert faults(reader) == []


FOCUSED = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const { width, height, right, bottom } = element.getBoundingClientRect();
    return {
        text: (element.innerText || element.ariaLabel || element.title || "").trim(),
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        visible: width > 1 && height > 1 && right > 0 && bottom > 0 && style.visibility === "visible",
        field: element.name === "query",
    };
}"""
"""What has the focus, and whether a reader can see it. The search field shows its focus by opening."""

STOPS = """() => {
    const usable = (element) => element.tabIndex >= 0 && !element.disabled && !element.closest("[inert], [hidden]");
    return [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
        .filter((element) => usable(element) && element.checkVisibility({ visibilityProperty: true }))
        .map((element, position) => (element.stop = position));
}"""
"""What a keyboard should reach, in the order of the page: all that shows and can be used. Each gets its number."""

NEW = -1
POSITION = f"document.activeElement === document.body ? null : document.activeElement.stop ?? {NEW}"
"""The number of what has the focus; none when the keyboard has left the page. The way to the top comes late."""


def walk(reader: Page, key: str) -> list[int]:
    """The stops that a key leads through, to the end of the page or to one where it has been."""
    found: list[int] = []
    for _ in range(400):
        reader.keyboard.press(key)
        reader.evaluate("new Promise(requestAnimationFrame)")  # a person sees where the focus is before going on
        here = reader.evaluate(POSITION)
        if here is None or here in found:
            break
        if here != NEW:
            found.append(here)
    return found


@pytest.mark.parametrize("width", [1280, 1100, 390])
@pytest.mark.parametrize("path", ["/indicateurs/exemple/", "/en/comparisons/exemple/"])
def test_tab_leads_through_the_whole_page_and_back(reader: Page, path: str, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 740})
    reader.emulate_media(reduced_motion="reduce")
    reader.goto(path)
    reader.wait_for_load_state("networkidle")
    reader.wait_for_function("document.readyState === 'complete' && !document.querySelector('.making')")
    expected = reader.evaluate(STOPS)
    assert len(expected) > 15
    assert walk(reader, "Tab") == expected
    assert walk(reader, "Shift+Tab") == expected[::-1]


def follow(reader: Page, name: str) -> None:
    """Press Tab until a link of this name has the focus, then Enter."""
    for _ in range(200):
        reader.keyboard.press("Tab")
        if reader.evaluate("document.activeElement.matches('a') && document.activeElement.innerText.trim()") == name:
            reader.keyboard.press("Enter")
            return
    raise AssertionError(f"The keyboard does not reach {name}.")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_keyboard_alone_leads_from_home_to_an_indicator_and_back(reader: Page, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 740})
    reader.emulate_media(reduced_motion="reduce")
    reader.goto("/")
    for name, address in (("Indicateurs", "/indicateurs/"), ("À l’heure et complet (OTIF)", "/indicateurs/exemple/")):
        reader.wait_for_load_state("networkidle")
        follow(reader, name)
        reader.wait_for_url(f"**{address}")
    reader.wait_for_load_state("networkidle")
    follow(reader, "Indicateurs")
    reader.wait_for_url("**/indicateurs/")
    reader.wait_for_load_state("networkidle")
    follow(reader, "Le petit guide")
    reader.wait_for_url(re.compile(r":\d+/$"))


@pytest.mark.parametrize("width", [1280, 390])
def test_tab_leads_out_of_the_search_while_it_is_empty(reader: Page, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 740})
    reader.emulate_media(reduced_motion="reduce")
    reader.goto("/indicateurs/exemple/")
    reader.wait_for_load_state("networkidle")
    for key in ("Tab", "Shift+Tab"):
        reader.keyboard.press("/")
        expect(reader.locator(".md-search__input")).to_be_focused()
        reader.keyboard.press(key)
        assert not reader.evaluate("document.activeElement.closest('.md-search')")
        assert not reader.locator("#__search").is_checked()


@pytest.mark.parametrize("width", [1280, 390])
def test_tab_leads_through_what_is_found_and_out(reader: Page, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 740})
    reader.emulate_media(reduced_motion="reduce")
    reader.goto("/indicateurs/exemple/")
    reader.wait_for_load_state("networkidle")
    reader.keyboard.press("/")
    reader.keyboard.type("qual")
    reader.locator(".md-search-result[aria-busy='false'] .md-search-result__link").first.wait_for()
    reader.keyboard.press("Tab")
    expect(reader.locator(".search-kind select")).to_be_focused()
    found = 0  # the theme shows more as one goes on
    for _ in range(300):
        reader.keyboard.press("Tab")
        if not reader.evaluate("document.activeElement.closest('.md-search-result') !== null"):
            break
        found += 1
    assert found >= reader.locator(".md-search-result__item").count() > 0
    assert not reader.evaluate("document.activeElement.closest('.md-search')")
    assert not reader.locator("#__search").is_checked()


@pytest.mark.parametrize("width", [1280, 390])
def test_every_stop_of_the_keyboard_shows_and_the_skip_link_comes_first(reader: Page, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 740})
    reader.emulate_media(reduced_motion="reduce")
    reader.goto("/indicateurs/exemple/")
    reader.wait_for_load_state("networkidle")
    stops = []
    for _ in reader.evaluate(STOPS)[:-1]:
        reader.keyboard.press("Tab")
        stops.append(reader.evaluate(FOCUSED))
    assert stops[0]["text"] == "Aller au contenu"
    assert len(stops) > 15
    assert [stop for stop in stops if not (stop["visible"] and (stop["outlined"] or stop["field"]))] == []


def test_the_skip_link_leads_into_the_page(reader: Page) -> None:
    reader.goto("/indicateurs/exemple/")
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.closest('article') !== null")


def test_the_search_opens_with_a_key_and_gives_the_focus_back(reader: Page) -> None:
    reader.goto("/indicateurs/exemple/")
    link = reader.get_by_role("navigation", name="Langue").get_by_role("link")
    link.focus()
    reader.keyboard.press("/")
    expect(reader.locator(".md-search__input")).to_be_focused()
    expect(reader.locator("#__search")).to_be_checked()  # the theme opens the search a moment after
    reader.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_the_menu_of_a_phone_is_opened_used_and_closed_by_keyboard(reader: Page) -> None:
    reader.set_viewport_size({"width": 360, "height": 740})
    reader.emulate_media(reduced_motion="reduce")
    reader.goto("/indicateurs/exemple/")
    button = reader.get_by_role("button", name="Menu")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert reader.evaluate("document.activeElement.closest('.md-nav--primary') !== null")
    for _ in range(40):
        reader.keyboard.press("Tab")
        assert reader.evaluate("document.activeElement.closest('.md-nav--primary, body') !== null")
        assert not reader.evaluate("document.activeElement.matches('article *')")
    reader.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_sections_open_with_the_space_bar(reader: Page) -> None:
    reader.goto("/")
    reader.set_viewport_size({"width": 360, "height": 740})
    reader.get_by_role("button", name="Menu").press(" ")
    section = reader.get_by_role("button", name="Le métier")
    section.first.press(" ")
    expect(reader.locator(".md-nav--primary").get_by_role("link", name="Indicateurs", exact=True)).to_be_visible()


@pytest.mark.parametrize("key", ["n", "p", "f", "s", "."])
def test_a_letter_alone_does_nothing(reader: Page, key: str) -> None:
    reader.goto("/indicateurs/exemple/")
    here = reader.url
    reader.keyboard.press(key)
    reader.wait_for_timeout(200)
    assert reader.url == here
    assert not reader.locator(".md-search__input").evaluate("field => field === document.activeElement")


def test_the_colours_are_changed_by_keyboard(reader: Page) -> None:
    reader.emulate_media(color_scheme="light")
    reader.goto("/")
    reader.get_by_role("button", name="Passer au mode sombre").focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(reader.get_by_role("button", name="Passer au mode clair")).to_be_focused()


def test_the_colours_chosen_stay_until_they_are_the_systems_own(reader: Page) -> None:
    body = reader.locator("body")
    reader.emulate_media(color_scheme="light")
    reader.goto("/")
    reader.get_by_role("button", name="Passer au mode sombre").click()
    reader.goto("/en/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    reader.get_by_role("button", name="Switch to light mode").click()
    reader.emulate_media(color_scheme="dark")  # nothing is chosen any more: the page follows
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(reader.get_by_role("button", name="Switch to light mode")).to_be_visible()


def test_a_reader_in_the_dark_sees_no_bright_page_first(reader: Page) -> None:
    reader.emulate_media(color_scheme="dark")
    reader.route("**/*.js", lambda route: route.abort())
    reader.goto("/")
    expect(reader.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("path", ["/indicateurs/exemple/", "/comparaisons/exemple/", "/matrice-competences/"])
def test_paper_is_white_whatever_the_screen_shows(reader: Page, path: str) -> None:
    reader.emulate_media(color_scheme="dark")
    reader.goto(path)
    reader.emulate_media(color_scheme="dark", media="print")
    assert reader.evaluate("getComputedStyle(document.body).colorScheme") == "light"
    assert faults(reader, "color-contrast") == []


def test_without_scripts_nothing_offers_what_only_they_can_do(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for name in (".colours", ".md-search", ".md-header__button[for='__search']"):
            expect(page.locator(name)).to_be_hidden()


def test_links_to_the_pages_before_and_after_have_a_name_on_a_phone(reader: Page) -> None:
    reader.set_viewport_size({"width": 360, "height": 740})
    reader.goto("/indicateurs/exemple/")
    for link in reader.locator(".md-footer__link").all():
        assert re.match(r"(Précédent|Suivant), \w", link.get_attribute("aria-label") or "")


@pytest.mark.parametrize("language", ROOTS)
def test_nothing_is_lost_at_320_pixels_which_is_400_percent(reader: Page, small_site: Path, language: str) -> None:
    reader.set_viewport_size({"width": 320, "height": 256})
    wide = {}
    for path in one_of_each_kind(small_site, language):
        reader.goto(path)
        wide[path] = reader.evaluate("document.documentElement.scrollWidth")
    assert {path: width for path, width in wide.items() if width > 320} == {}


@pytest.mark.parametrize("home", ROOTS.values())
def test_the_name_of_the_guide_is_whole_at_320_pixels(reader: Page, home: str) -> None:
    reader.set_viewport_size({"width": 320, "height": 640})
    reader.goto(home)
    name = reader.locator(".md-header__topic:first-child .md-ellipsis")
    assert name.evaluate("name => name.scrollWidth <= name.clientWidth")
    assert name.evaluate("name => name.offsetHeight <= name.closest('header').offsetHeight")


def test_a_frame_is_named_and_reached_only_while_its_table_scrolls(reader: Page) -> None:
    reader.goto("/comparaisons/exemple/")
    frame = reader.locator(".md-typeset__scrollwrap").first
    expect(frame).not_to_have_attribute("tabindex", "0")
    reader.set_viewport_size({"width": 320, "height": 640})
    expect(frame).to_have_attribute("tabindex", "0")
    expect(frame).to_have_role("region")
    assert frame.get_attribute("aria-label")


def test_whoever_wants_less_motion_gets_none(reader: Page) -> None:
    reader.emulate_media(reduced_motion="reduce")
    reader.goto("/")
    slow = reader.evaluate(
        """[...document.querySelectorAll("*")].filter((element) => {
            return parseFloat(getComputedStyle(element).transitionDuration) > 0.001;
        }).length"""
    )
    assert slow == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whoever_wants_more_contrast_gets_seven_to_one(reader: Page, scheme: str) -> None:
    reader.emulate_media(color_scheme="dark" if scheme == "dark" else "light", contrast="more")
    reader.goto("/indicateurs/exemple/")
    assert faults(reader, "color-contrast-enhanced") == []


def test_forced_colours_keep_the_current_place_and_the_focus_visible(reader: Page) -> None:
    reader.emulate_media(forced_colors="active")
    reader.goto("/indicateurs/exemple/")
    current = reader.locator(".md-tabs__item--active .md-tabs__link")
    assert "underline" in current.evaluate("link => getComputedStyle(link).textDecorationLine")
    reader.keyboard.press("Tab")
    assert reader.evaluate(FOCUSED)["outlined"]
