"""The site opened from a disk, with no server: its links, its languages and its search work."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page
from small import ROOT

from generator.site.build import build_site

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(site_project: Path) -> Path:
    """The small handbook, built to be opened from a disk."""
    shutil.copy(ROOT / "mkdocs.offline.yml", site_project)
    build_site(site_project / "mkdocs.offline.yml", site_project / "site", strict=True)
    return site_project / "site"


@pytest.mark.parametrize(
    ("home", "query", "found"),
    [("index.html", "complete", "indicateurs/exemple.html"), ("en/index.html", "bottlenecks", "en/glossary.html")],
    ids=["fr", "en"],
)
def test_search_and_links_work_from_a_disk(folder: Path, page: Page, home: str, query: str, found: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.goto((folder / home).as_uri())
    page.keyboard.press("/")
    page.keyboard.type(query)
    result = page.locator(".md-search-result__link").first
    result.wait_for()
    result.click()
    page.wait_for_url(f"**/{found}*")
    other = page.locator(".languages a").first
    other.click()
    assert page.locator("html").get_attribute("lang") == ("en" if home == "index.html" else "fr")
    assert asked == []
