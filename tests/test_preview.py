"""The preview outlives whatever an author breaks, says so in the page, and mends itself."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small import ROOT, swap

from generator.preview import Preview


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(site_project: Path) -> Iterator[Callable[[], Callable[[str], str]]]:
    previews: list[Preview] = []
    threads: list[threading.Thread] = []

    def run() -> Callable[[str], str]:
        preview = Preview(site_project / "mkdocs.yml", _free_port())
        previews.append(preview)
        thread = threading.Thread(target=preview.serve)
        threads.append(thread)
        thread.start()
        return lambda path: _get(f"http://127.0.0.1:{preview.port}{path}")

    yield run
    for preview in previews:
        assert preview.server is not None
        with preview.server._rebuild_cond:
            preview.server._shutdown = True
            preview.server._rebuild_cond.notify_all()
    for thread in threads:
        thread.join(30)


def _get(address: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the preview does not answer")


def until(get: Callable[[str], str], path: str, wanted: Callable[[str], bool]) -> str:
    for _ in range(100):
        page = get(path)
        if wanted(page):
            return page
        time.sleep(0.2)
    raise AssertionError(f"never seen at {path}")


def test_bad_save_keeps_the_last_good_page_and_a_good_one_mends_it(
    start: Callable[[], Callable[[str], str]], site_project: Path
) -> None:
    content = site_project / "content"
    get = start()
    assert "handbook-findings" not in get("/indicateurs/exemple/")
    swap(content, "kpis/exemple.yml", "family: quality", "family: qualty")
    page = until(get, "/en/kpis/exemple/", lambda text: "handbook-findings" in text)
    assert "did you mean “quality”?" in page
    assert "On time in full" in page
    swap(content, "kpis/exemple.yml", "family: qualty", "family: quality")
    until(get, "/en/kpis/exemple/", lambda text: "handbook-findings" not in text)


def test_first_build_with_bad_content_shows_the_valid_entries(
    start: Callable[[], Callable[[str], str]], site_project: Path
) -> None:
    swap(site_project / "content", "kpis/exemple.yml", "family: quality", "family: qualty")
    page = start()("/responsabilites/exemple/")
    assert "Garantir la qualité" in page
    assert "handbook-findings" in page


def test_broken_configuration_does_not_end_it(start: Callable[[], Callable[[str], str]], site_project: Path) -> None:
    get = start()
    get("/")
    config = site_project / "mkdocs.yml"
    sound = site_project / "sound.yml"
    shutil.copy(config, sound)
    config.write_text("site_name: [", "utf-8")
    assert "Garantir" in until(get, "/responsabilites/exemple/", lambda text: "handbook-findings" in text)
    shutil.copy(sound, config)
    until(get, "/", lambda text: "handbook-findings" not in text)


def test_broken_hand_written_page_does_not_end_it(
    start: Callable[[], Callable[[str], str]], site_project: Path
) -> None:
    get = start()
    get("/")
    page = site_project / "docs" / "fr" / "about.md"
    sound = page.read_bytes()
    page.write_text("---\ntitle: Titre : suite\n---\n\n# Titre\n", "utf-8")
    shown = until(get, "/", lambda text: "handbook-findings" in text)
    assert "docs/fr/about.md:2:14" in shown
    page.write_bytes(b"---\ntitle: caf\xe9\n---\n")
    until(get, "/", lambda text: "not-utf-8" in text and "Traceback" not in text)
    page.write_bytes(sound)
    until(get, "/", lambda text: "handbook-findings" not in text)


@pytest.fixture
def own_package(site_project: Path) -> Iterator[Callable[[str], str]]:
    """The command itself, run from a copy of the package, whose templates a test may break."""
    shutil.copytree(ROOT / "generator", site_project / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    port = _free_port()
    command = [sys.executable, "-m", "generator", "preview", "--port", str(port)]
    with subprocess.Popen(command, cwd=site_project, stderr=subprocess.DEVNULL) as process:
        yield lambda path: _get(f"http://127.0.0.1:{port}{path}")
        process.kill()


@pytest.mark.parametrize("name", ["templates/kpi.md.jinja", "theme/main.html"])
def test_broken_template_does_not_end_it(own_package: Callable[[str], str], site_project: Path, name: str) -> None:
    assert "À l" in until(own_package, "/indicateurs/exemple/", lambda text: "</h1>" in text)
    template = site_project / "generator" / name
    sound = template.read_bytes()
    template.write_text("text\n{% if %}", "utf-8")
    shown = until(own_package, "/indicateurs/exemple/", lambda text: "handbook-findings" in text)
    assert f"{name}:2: TemplateSyntaxError" in shown
    assert "</h1>" in shown
    template.write_bytes(sound)
    until(own_package, "/indicateurs/exemple/", lambda text: "handbook-findings" not in text)
