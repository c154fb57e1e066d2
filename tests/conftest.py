"""Fixtures of all tests: the small handbook as a folder, as a project, and with files laid over it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small import ROOT, Project, copy_golden

from generator.site.build import build_site


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="Rewrite the expected files.")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with the small handbook, to break and to mend."""
    return copy_golden(tmp_path / "content")


@pytest.fixture
def project(content: Path) -> Project:
    """Lays files over the small handbook: `== kpis/x.yml ==` starts a file, its text follows."""

    def write(text: str) -> Path:
        for part in text.split("\n== ")[1:]:
            name, _, body = part.partition(" ==\n")
            path = content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        return content

    return write


@pytest.fixture
def site_project(content: Path) -> Path:
    """A whole project around the small handbook: configuration, hand-written pages, content."""
    root = content.parent
    shutil.copy(ROOT / "mkdocs.yml", root)
    for language in ("fr", "en"):
        (root / "docs" / language).mkdir(parents=True)
        (root / "docs" / language / "about.md").write_text(
            "---\nkey: about\ntitle: About\n---\n\n# About\n\nText.\n", "utf-8"
        )
    return root


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, built once, strictly."""
    place = tmp_path_factory.mktemp("built") / "site"
    build_site(ROOT / "mkdocs.yml", place, strict=True)
    return place
