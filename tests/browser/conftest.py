"""One Chromium for all tests of a run, and pages in it that must stay free of errors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from once import once
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from small import ROOT, copy_golden

from browser.chromium import installed
from generator.site.build import build_site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=installed(),
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page, which must end without an error or a warning in its console.

    Ask for it after whatever serves the site, so that it is closed first.
    """
    errors: list[str] = []
    with browser.new_context() as context:
        opened = context.new_page()
        opened.on("console", lambda message: errors.append(_told(message)) if message.type in _BAD else None)
        opened.on("pageerror", lambda error: errors.append(str(error)))
        yield opened
    assert errors == []


_BAD = ("error", "warning")


def _told(message: ConsoleMessage) -> str:
    return f"{message.text} {message.location['url']}"


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook with the real hand-written pages, an address to edit its pages at, and documents."""
    return once(tmp_path_factory, "small", _build_small)


def _build_small(root: Path) -> Path:
    copy_golden(root / "content")
    for name in ("mkdocs.yml", "docs"):
        (root / name).symlink_to(ROOT / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDBOOK_REPO_URL", "https://example.org/team/handbook")
        build_site(root / "mkdocs.yml", root / "site", documents=_documents(root / "documents"))
    return root / "site"


def _documents(folder: Path) -> Path:
    """Files in the place of some documents."""
    for name in ("fr/guide.pdf", "fr/raci.pdf", "fr/raci.docx", "fr/raci.xlsx", "en/raci.pdf"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"%PDF-1.7\n")
    for ending in ("pdf", "docx"):
        for stem in ("annonce-exemple", "fiche-de-poste-exemple"):
            (folder / "fr" / f"{stem}.{ending}").write_bytes(b"%PDF-1.7\n")
    return folder
