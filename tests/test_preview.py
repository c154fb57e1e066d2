"""The preview outlives whatever an author breaks, says so in the page, and mends itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from live import Get, free_port, get, previewed, until
from small import ROOT, swap


@pytest.fixture
def start(site_project: Path) -> Iterator[Callable[[], Get]]:
    """Starts the preview of the small handbook; what it returns reads a page."""
    with ExitStack() as stack:

        def run() -> Get:
            address = stack.enter_context(previewed(site_project))
            return lambda path: get(address + path)

        yield run


def test_bad_save_keeps_the_last_good_page_and_a_good_one_mends_it(
    start: Callable[[], Get], site_project: Path
) -> None:
    content = site_project / "content"
    read = start()
    assert "handbook-findings" not in read("/indicateurs/exemple/")
    swap(content, "kpis/exemple.yml", "family: quality", "family: qualty")
    page = until(read, "/en/kpis/exemple/", lambda text: "handbook-findings" in text)
    assert "did you mean “quality”?" in page
    assert "On time in full" in page
    swap(content, "kpis/exemple.yml", "family: qualty", "family: quality")
    until(read, "/en/kpis/exemple/", lambda text: "handbook-findings" not in text)


def test_first_build_with_bad_content_shows_the_valid_entries(start: Callable[[], Get], site_project: Path) -> None:
    swap(site_project / "content", "kpis/exemple.yml", "family: quality", "family: qualty")
    page = start()("/responsabilites/exemple/")
    assert "Garantir la qualité" in page
    assert "handbook-findings" in page


def test_broken_configuration_does_not_end_it(start: Callable[[], Get], site_project: Path) -> None:
    read = start()
    config = site_project / "mkdocs.yml"
    sound = site_project / "sound.yml"
    shutil.copy(config, sound)
    config.write_text("site_name: [", "utf-8")
    assert "Garantir" in until(read, "/responsabilites/exemple/", lambda text: "handbook-findings" in text)
    shutil.copy(sound, config)
    until(read, "/", lambda text: "handbook-findings" not in text)


def test_broken_hand_written_page_does_not_end_it(start: Callable[[], Get], site_project: Path) -> None:
    read = start()
    page = site_project / "docs" / "fr" / "about.md"
    sound = page.read_bytes()
    page.write_text("---\ntitle: Titre : suite\n---\n\n# Titre\n", "utf-8")
    shown = until(read, "/", lambda text: "handbook-findings" in text)
    assert "docs/fr/about.md:2:14" in shown
    page.write_bytes(b"---\ntitle: caf\xe9\n---\n")
    until(read, "/", lambda text: "not-utf-8" in text and "Traceback" not in text)
    page.write_bytes(sound)
    until(read, "/", lambda text: "handbook-findings" not in text)


@pytest.fixture
def own_package(site_project: Path) -> Iterator[Get]:
    """The command itself, run from a copy of the package, whose templates a test may break."""
    shutil.copytree(ROOT / "generator", site_project / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    port = free_port()
    command = [sys.executable, "-m", "generator", "preview", "--port", str(port)]
    with subprocess.Popen(command, cwd=site_project, stderr=subprocess.DEVNULL) as process:
        yield lambda path: get(f"http://127.0.0.1:{port}{path}")
        process.kill()


@pytest.mark.parametrize("name", ["templates/kpi.md.jinja", "theme/main.html"])
def test_broken_template_does_not_end_it(own_package: Get, site_project: Path, name: str) -> None:
    assert "À l" in until(own_package, "/indicateurs/exemple/", lambda text: "</h1>" in text)
    template = site_project / "generator" / name
    sound = template.read_bytes()
    template.write_text("text\n{% if %}", "utf-8")
    shown = until(own_package, "/indicateurs/exemple/", lambda text: "handbook-findings" in text)
    assert f"{name}:2: TemplateSyntaxError" in shown
    assert "</h1>" in shown
    template.write_bytes(sound)
    until(own_package, "/indicateurs/exemple/", lambda text: "handbook-findings" not in text)
