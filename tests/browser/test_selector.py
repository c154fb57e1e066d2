"""Which COO do we need: the questions answered in a browser, and the decision list without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from small import real_handbook, swap

from browser.serving import served
from generator.kinds.practices.model import Practice
from generator.site.build import build_site

pytestmark = pytest.mark.browser


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


@pytest.mark.parametrize("width", [1280, 360])
def test_answers_lead_to_archetypes_with_reasons_and_the_address_keeps_them(
    address: str, page: Page, browser: Browser, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + "/quel-coo/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    verdict = page.get_by_role("region", name="Ce que disent vos réponses")
    expect(verdict.get_by_role("status")).to_contain_text("aucun profil")

    group = page.get_by_role("radiogroup", name="Y a-t-il une mission")
    group.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    expect(verdict.get_by_role("heading", level=3)).to_have_text(["L’agent de changement"])
    expect(verdict).to_contain_text("Une mission à terme")
    page.keyboard.press("ArrowDown")
    expect(verdict.get_by_role("heading", level=3)).to_have_text(["L’exécuteur de la stratégie"])
    page.get_by_role("radiogroup", name="Que vais-je cesser").get_by_role("radio").first.check()
    page.get_by_role("radiogroup", name="Lesquelles de mes limites").get_by_role("radio").first.check()
    names = ["L’exécuteur de la stratégie", "Le complément"]
    expect(verdict.get_by_role("heading", level=3)).to_have_text(names)
    expect(verdict.locator(".found").first.get_by_role("listitem")).to_have_count(2)
    assert [url for url in asked if not url.endswith(("favicon.svg", "search_index.json"))] == []
    assert page.url == address + "/quel-coo/#cesser=longue-liste&mission=sans-date&limites=confirmees"
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    with browser.new_context() as fresh:
        other = fresh.new_page()
        other.goto(page.url)
        expect(other.locator("#verdict .found h3")).to_have_text(names)
    verdict.get_by_role("button", name="Recommencer").press("Enter")
    expect(verdict.get_by_role("heading", level=3)).to_have_count(0)
    assert page.url == address + "/quel-coo/"


def test_answer_without_an_archetype_is_noted(address: str, page: Page) -> None:
    page.goto(address + "/en/which-coo/#besoin=pas-encore")
    expect(page.locator("#verdict h3")).to_have_text(["Take note"])
    expect(page.locator("#verdict")).to_contain_text("a COO adds a layer")


def test_decision_list_is_whole_without_a_script(address: str, browser: Browser) -> None:
    handbook = real_handbook()
    practices = [entry.data for entry in handbook.of("practices")]
    found = [a for data in practices if isinstance(data, Practice) for step in data.steps for a in step.answers]
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "/quel-coo/")
        assert page.locator(".answer__reason:visible").count() == len(found)
        assert page.locator("#verdict").is_hidden()
        pointed = page.locator(".answer__archetypes a").evaluate_all("links => links.map((link) => link.pathname)")
    assert {f"/profils/{entry.id}/" for entry in handbook.of("archetypes")} == set(pointed)


def test_changed_answer_in_yaml_changes_both_languages(site_project: Path, page: Page) -> None:
    swap(site_project / "content", "practices/exemple.yml", "Il faut quelqu'un pour le tenir.", "Une raison neuve.")
    swap(site_project / "content", "practices/exemple.yml", "Someone has to hold it.", "A new reason.")
    build_site(site_project / "mkdocs.yml", site_project / "site", strict=True)
    with served(site_project / "site") as address:
        for path, reason in (("/quel-coo/", "Une raison neuve."), ("/en/which-coo/", "A new reason.")):
            page.goto(address + path + "#trouver=oui")
            expect(page.locator("#verdict .found")).to_contain_text(reason)
        page.goto("about:blank")
