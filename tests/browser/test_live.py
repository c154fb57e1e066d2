"""Writing with the preview open in a real browser: each save shows by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from live import previewed
from playwright.sync_api import Browser, Page, expect
from small import swap

pytestmark = pytest.mark.browser

SEEN = 60_000
"""How long a change may take to show on a slow machine, in milliseconds."""


@pytest.fixture
def live(site_project: Path, browser: Browser) -> Iterator[Page]:
    """A page of the small handbook's preview. Pages go missing here on purpose: the console is not watched."""
    with previewed(site_project) as address, browser.new_context(base_url=address) as context:
        yield context.new_page()


def test_good_save_shows_by_itself(live: Page, content: Path) -> None:
    live.goto("/en/kpis/exemple/")
    swap(content, "kpis/exemple.yml", "Keep the promise.", "Keep each promise.")
    expect(live.get_by_text("Keep each promise.")).to_be_visible(timeout=SEEN)


def test_bad_save_shows_what_to_mend_and_its_place_in_the_editor(live: Page, content: Path) -> None:
    live.goto("/en/kpis/exemple/")
    swap(content, "kpis/exemple.yml", "family: quality", "family: qualty")
    findings = live.locator("#handbook-findings")
    expect(findings).to_be_visible(timeout=SEEN)
    expect(findings).to_contain_text("did you mean “quality”?")
    expect(live.locator("h1")).to_contain_text("On time in full")
    place = findings.get_by_role("link").get_attribute("href")
    assert place == f"vscode://file{content / 'kpis' / 'exemple.yml'}:4:9"

    live.goto("/indicateurs/exemple/")
    expect(findings).to_contain_text("vouliez-vous dire «\u00a0quality\u00a0»")

    swap(content, "kpis/exemple.yml", "family: qualty", "family: quality")
    expect(findings).to_have_count(0, timeout=SEEN)


def test_new_file_deleted_file_and_new_name_each_show(live: Page, content: Path) -> None:
    live.goto("/competences/")
    entries = live.locator("article").get_by_role("link", name="Résoudre une panne")
    text = (content / "competencies" / "autre.yml").read_text("utf-8")
    fresh = content / "competencies" / "panne.yml"
    title = text.splitlines()[0]
    fresh.write_text(text.replace(title, 'title: {fr: "Résoudre une panne", en: "Mend a breakdown"}'), "utf-8")
    expect(entries).to_have_attribute("href", "panne/", timeout=SEEN)

    renamed = fresh.rename(content / "competencies" / "depannage.yml")
    expect(entries).to_have_attribute("href", "depannage/", timeout=SEEN)

    live.goto("/competences/depannage/")
    renamed.unlink()
    expect(live.get_by_role("heading", name="Page introuvable")).to_be_visible(timeout=SEEN)
    live.goto("/competences/")
    expect(entries).to_have_count(0)


def test_draft_shows_with_a_mark(live: Page, content: Path) -> None:
    live.goto("/competences/")
    swap(content, "competencies/autre.yml", "status: published", "status: draft")
    expect(live.locator("article .badge--draft")).to_have_text("brouillon", timeout=SEEN)


def test_edit_links_open_the_editor(live: Page, content: Path) -> None:
    live.goto("/indicateurs/exemple/")
    address = live.get_by_role("link", name="Modifier cette page").get_attribute("href")
    assert address == f"vscode://file{content / 'kpis' / 'exemple.yml'}:1:1"
    live.goto("/en/glossary/")
    item = live.locator("article").get_by_role("link", name="Edit this entry").get_attribute("href")
    assert item == f"vscode://file{content / 'glossary' / 'exemple.yml'}:1:1"
