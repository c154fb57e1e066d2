"""The whole handbook in one file, opened from a disk: nothing is asked for, and search, links and widths hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from once import once
from playwright.sync_api import Page
from small import ROOT

from generator.exports import single_page
from generator.site.project import read_project

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real handbook, a file a language."""
    return once(tmp_path_factory, "single", _write)


def _write(root: Path) -> Path:
    edition = read_project(ROOT / "mkdocs.yml").edition
    assert edition is not None
    for name, data in single_page.files(edition).items():
        (root / name).write_bytes(data)
    return root


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [
        ("fr", "theorie des contraintes", "Théorie des contraintes"),
        ("en", "theory of constraints", "Theory of constraints"),
    ],
)
def test_one_file_holds_everything(page: Page, folder: Path, language: str, query: str, found: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = (folder / f"handbook.{language}.html").as_uri()
    page.goto(address)
    page.wait_for_function("[...document.fonts].every(font => font.status === 'loaded')")
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    assert page.evaluate("document.images.length") > 0
    page.get_by_role("searchbox").fill(query)
    results = page.locator("#search-results a")
    results.first.wait_for()
    assert found in results.first.inner_text()
    first = results.first.get_attribute("href")
    results.first.click()
    assert page.url == f"{address}{first}"
    assert page.evaluate("Math.abs(document.querySelector(location.hash).getBoundingClientRect().top)") < 100
    dead = """[...document.querySelectorAll('a[href^="#"]')]
        .map(link => decodeURIComponent(link.getAttribute('href').slice(1)))
        .filter(id => !document.getElementById(id))"""
    assert page.evaluate(dead) == []
    assert [each for each in asked if each != address and not each.startswith("data:")] == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_wider_than_the_window(page: Page, folder: Path, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto((folder / f"handbook.{language}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
