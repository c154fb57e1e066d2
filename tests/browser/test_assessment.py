"""The self-assessment in a browser: filled in, kept, exported, taken back, printed and erased; nothing is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.serving import served

pytestmark = pytest.mark.browser

THEME_FILES = ("favicon.svg", "search_index.json")
"""What the theme may still ask for on any page."""

FRENCH, ENGLISH = "/auto-evaluation/", "/en/self-assessment/"


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


def answers(page: Page) -> list[str]:
    """The ids of the answers that are chosen."""
    ids: list[str] = page.locator(".choice input:checked").evaluate_all("inputs => inputs.map((input) => input.id)")
    return ids


def exported(page: Page) -> dict[str, Any]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter").press("Enter")
    assert download.value.suggested_filename.startswith("bilan-")
    content: dict[str, Any] = json.loads(download.value.path().read_text("utf-8"))
    return content


@pytest.mark.parametrize("width", [1280, 360])
def test_filled_in_by_keyboard_kept_exported_and_erased_without_a_request(address: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + FRENCH, wait_until="networkidle")
    page.context.set_offline(True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.locator("#vision-strategique-1").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.locator("#communication-1").focus()
    page.keyboard.press("Space")
    page.get_by_label("Profil visé").focus()
    page.keyboard.type("Le mentor")
    page.keyboard.press("Enter")
    assert answers(page) == ["vision-strategique-2", "communication-1"]
    gaps = page.locator("#assessment-gaps li strong")
    # The widest gap first: 1 of 4 for communication, 2 of 3 for vision.
    assert gaps.all_inner_texts() == ["Communication à tous les niveaux", "Vision stratégique et anticipation"]
    expect(page.locator("#assessment-gaps li").first).to_contain_text("1 sur 4, visé 4")
    assert page.locator("#assessment-gaps li").first.locator("ul li").count() > 0
    expect(page.locator("#assessment-radar svg.radar .series")).to_have_count(2)
    assert exported(page) == {
        "kind": "coo-self-assessment",
        "version": 1,
        "answers": {"vision-strategique": 2, "communication": 1},
        "target": "mentor",
    }
    assert [url for url in asked if not url.startswith("blob:") and not url.endswith(THEME_FILES)] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.context.set_offline(False)
    page.reload(wait_until="networkidle")
    assert answers(page) == ["vision-strategique-2", "communication-1"]
    expect(page.get_by_label("Profil visé")).to_have_value("mentor")
    # The answers are the same in the other language.
    page.goto(address + ENGLISH)
    assert answers(page) == ["vision-strategique-2", "communication-1"]

    page.goto(address + FRENCH)
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Tout effacer").press("Enter")
    assert len(answers(page)) == 2
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Tout effacer").press("Enter")
    assert answers(page) == []
    assert page.evaluate("localStorage.getItem('handbook.self-assessment')") is None
    page.reload()
    assert answers(page) == []


def load(page: Page, content: str, name: str = "file.json") -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content.encode()})


def test_exported_file_is_taken_back_whole(address: str, page: Page) -> None:
    page.goto(address + FRENCH)
    page.locator("#adaptation-3").check()
    content = json.dumps(exported(page) | {"target": "executeur", "answers": {"communication": 4}})
    page.once("dialog", lambda dialog: dialog.dismiss())
    load(page, content)
    assert answers(page) == ["adaptation-3"]
    page.once("dialog", lambda dialog: dialog.accept())
    load(page, content)
    expect(page.get_by_role("status")).to_have_text("Réponses reprises\N{NO-BREAK SPACE}: 1.")
    assert answers(page) == ["communication-4"]
    expect(page.get_by_label("Profil visé")).to_have_value("executeur")


GOOD = {"kind": "coo-self-assessment", "version": 1, "target": "", "answers": {"adaptation": 2}}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("not json", "pas lisible"),
        ("[]", "ne vient pas de"),
        ("null", "ne vient pas de"),
        (json.dumps(GOOD | {"kind": "other"}), "ne vient pas de"),
        (json.dumps(GOOD | {"answers": [1]}), "ne vient pas de"),
        (json.dumps(GOOD | {"version": 2}), "version plus récente"),
        (json.dumps(GOOD | {"answers": {"adaptation": 5}}), "adaptation : 5"),
        (json.dumps(GOOD | {"answers": {"adaptation": "2"}}), "adaptation : 2"),
        (json.dumps(GOOD | {"answers": {"<b>x</b>": 2}}), "<b>x</b> : 2"),
        (json.dumps(GOOD | {"answers": {"adaptation": 2, "communication": None}}), "communication"),
        (json.dumps(GOOD | {"target": "nobody"}), "nobody"),
        (json.dumps(GOOD | {"more": "x" * 100_000}), "trop gros"),
    ],
)
def test_wrong_file_is_refused_in_words_and_changes_nothing(address: str, page: Page, content: str, said: str) -> None:
    page.goto(address + FRENCH)
    page.locator("#communication-3").check()
    load(page, content)
    expect(page.get_by_role("status")).to_contain_text(said)
    assert answers(page) == ["communication-3"]


@pytest.mark.parametrize("kept", ["nonsense", "[]", '{"answers": {"gone": 2, "adaptation": 9}, "target": "gone"}'])
def test_what_the_page_no_longer_knows_is_left_aside(address: str, page: Page, kept: str) -> None:
    page.goto(address + FRENCH)
    page.evaluate("kept => localStorage.setItem('handbook.self-assessment', kept)", kept)
    page.reload()
    assert answers(page) == []
    page.locator("#adaptation-3").check()
    page.reload()
    assert answers(page) == ["adaptation-3"]


def test_browser_that_keeps_nothing_says_so(address: str, page: Page) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    page.goto(address + FRENCH)
    page.locator("#adaptation-3").check()
    expect(page.get_by_role("status")).to_contain_text("refuse de garder")
    assert exported(page)["answers"] == {"adaptation": 3}


def test_no_gap_is_told_and_a_target_is_asked_for(address: str, page: Page) -> None:
    page.goto(address + ENGLISH)
    gaps = page.locator("#assessment-gaps")
    expect(gaps).to_contain_text("Answer for one competency")
    page.locator("#adaptation-4").check()
    expect(gaps).to_contain_text("Choose a target archetype")
    page.get_by_label("Target archetype").select_option("mentor")
    expect(gaps).to_contain_text("No gap with this archetype")


def test_form_is_whole_on_paper_without_a_script(address: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + FRENCH)
        page.emulate_media(media="print")
        assert page.get_by_role("radiogroup").count() == 10
        assert page.locator(".choice input:visible").count() == 40
        assert page.locator(".choice__acts:visible").count() == 40
        assert page.locator(".targets td:visible").count() == 70
        assert page.get_by_text("Reportez vos niveaux").is_visible()
        assert page.locator("#assessment-radar").is_hidden()
