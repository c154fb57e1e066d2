"""Fixtures of all tests: the small handbook as a folder, as a project, and with files laid over it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from once import once
from small import BASE, REPOSITORY, ROOT, Project, built, copy_golden, with_pages

from generator.site.build import build_site


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="Rewrite the expected files.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests first: one that starts last runs alone."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with the small handbook, to break and to fix."""
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
def fresh_project(content: Path) -> Path:
    """A whole project around the small handbook: configuration, hand-written pages, content."""
    return with_pages(content.parent)


@pytest.fixture
def site_project(fresh_project: Path, plain_site: Path) -> Path:
    """The same where somebody has built before: what a test leaves as it is is not made again."""
    shutil.copytree(plain_site.parent / ".cache", fresh_project / ".cache", copy_function=os.link)
    return fresh_project


@pytest.fixture(scope="session")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of `site_project` as it is, built once, strictly: to be read only."""
    return once(tmp_path_factory, "plain", _build_plain)


@pytest.fixture(scope="session")
def published_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for an address, `small.BASE`, and with a repository, `small.REPOSITORY`: to be read only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDBOOK_SITE_URL", BASE)
        patch.setenv("HANDBOOK_REPO_URL", REPOSITORY)
        return once(tmp_path_factory, "published", _build_plain)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, built once, strictly."""
    return once(tmp_path_factory, "real", _build_real)


def _build_plain(root: Path) -> Path:
    copy_golden(root / "content")
    return built(with_pages(root))


def _build_real(root: Path) -> Path:
    build_site(ROOT / "mkdocs.yml", root / "site", strict=True)
    return root / "site"
