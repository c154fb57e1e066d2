"""What a reader is told of old and untranslated text, by the reader's own clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page
from small import handbook_of, swap

from browser.serving import served
from generator.editorial.translations import record
from generator.site.build import build_site

pytestmark = pytest.mark.browser

STATUS = "status: published"


@pytest.fixture
def address(site_project: Path) -> Iterator[str]:
    """The small handbook with a regulation and a phase to review, one text outdated and one untranslated."""
    content = site_project / "content"
    swap(content, "plan/exemple.yml", STATUS, f"{STATUS}\nreviewed_on: 2026-01-15\nreview_every: quarter")
    record(handbook_of(content), [content])
    swap(content, "kpis/exemple.yml", "Tenir la promesse.", "Tenir toute promesse.")
    swap(content, "decisions/exemple.yml", ', en: "Before the budget."', "")
    build_site(site_project / "mkdocs.yml", site_project / "site")
    with served(site_project / "site") as found:
        yield found


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-04-15", []), ("2026-04-16", ["Cette fiche devait être relue avant le 15 avril 2026."])],
)
def test_item_is_said_to_be_overdue_from_the_day_after(address: str, page: Page, day: str, said: list[str]) -> None:
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00"))
    page.goto(f"{address}/30-60-90/")
    assert page.get_by_role("status").filter(has_text="relue").all_inner_texts() == said
    if said:
        before = page.evaluate("document.querySelector('.overdue').parentElement.previousElementSibling.id")
        assert before == "exemple"


def test_page_is_said_to_be_overdue_under_its_title_in_its_language(address: str, page: Page) -> None:
    page.clock.set_fixed_time(datetime.fromisoformat("2027-05-01T12:00:00"))
    page.goto(f"{address}/en/regulations/exemple/")
    assert page.get_by_role("status").filter(has_text="due").all_inner_texts() == [
        "This page was due for review by 31 March 2027."
    ]
    assert page.evaluate("document.querySelector('.overdue').parentElement.previousElementSibling.tagName") == "H1"


def test_undated_page_has_no_script_for_dates(address: str, page: Page) -> None:
    page.goto(f"{address}/indicateurs/exemple/")
    assert page.locator("script[src*=overdue]").count() == 0


def test_english_page_says_what_is_behind_and_what_is_french(address: str, page: Page) -> None:
    page.goto(f"{address}/en/kpis/exemple/")
    assert page.get_by_text("The French text has changed since this translation").is_visible()
    page.goto(f"{address}/en/decisions/exemple/")
    assert page.get_by_text("Part of this page is not translated yet").is_visible()
    assert page.get_by_text("Avant le budget.").get_attribute("lang") == "fr"
    page.goto(f"{address}/indicateurs/exemple/")
    assert page.locator(".note--translation").count() == 0
