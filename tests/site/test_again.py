"""The other languages by a new process, as on macOS and Windows: the same site, the same words, and no wrong page."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from small import ROOT, swap

from generator.cli import main
from generator.language.i18n import LANGUAGES
from generator.site import again, apart, parts, whole


@pytest.fixture(autouse=True)
def new_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where no process can be copied, with any site large enough."""
    monkeypatch.setattr(apart, "may_fork", lambda: False)
    monkeypatch.setattr(whole, "must_start_anew", lambda: True)
    monkeypatch.setattr(whole, "_WORTH_A_START", 1)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows where the first process makes the other languages too."""
    made: list[str] = []
    others = parts.others

    def watched(*arguments: object) -> apart.Told:
        made.append("here")
        return others(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(parts, "others", watched)
    return made


def build(project: Path, site: str, *options: str) -> tuple[int, list[str]]:
    """Build; the exit code, and what was said."""
    arguments = ["build", "-f", str(project / "mkdocs.yml"), "--site-dir", str(project / site), *options]
    result = CliRunner(env={"LC_ALL": "en"}).invoke(main, arguments)
    return result.exit_code, result.output.splitlines()


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "must_start_anew", lambda: False)


@pytest.mark.parametrize("options", [[], ["--no-cache"]])
def test_it_makes_the_same_site(
    fresh_project: Path, monkeypatch: pytest.MonkeyPatch, here: list[str], options: list[str]
) -> None:
    assert build(fresh_project, "site", *options)[0] == 0
    assert not here
    in_one_process(monkeypatch)
    assert build(fresh_project, "whole", "--no-cache")[0] == 0
    assert here
    assert files(fresh_project / "site") == files(fresh_project / "whole")


def test_what_there_is_to_say_is_said_once(
    fresh_project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with (fresh_project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("\nsite_author: Somebody\n")
    for language in LANGUAGES:
        page = "---\nkey: odd\ntitle: Odd\n---\n\n# Odd\n\n[x](#nowhere) [y](/none/)\n\n<script>x(1)</script>\n"
        (fresh_project / "docs" / language / "odd.md").write_text(page, "utf-8")
    code, said = build(fresh_project, "site", "--no-cache")
    assert capfd.readouterr().err == ""
    assert sum("ignored-setting" in line for line in said) == 1
    assert sum("#nowhere" in line for line in said) == 2
    in_one_process(monkeypatch)
    assert (code, sorted(said)) == (0, sorted(build(fresh_project, "site", "--no-cache")[1]))


def test_its_warnings_count(fresh_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "---\nkey: odd\ntitle: Odd\n---\n\n# Odd\n\n[x](#nowhere)\n\n<script>x(1)</script>\n"
    (fresh_project / "docs" / LANGUAGES[1] / "odd.md").write_text(page, "utf-8")
    code, said = build(fresh_project, "site", "--strict")
    in_one_process(monkeypatch)
    assert (code, said[-1]) == (1, build(fresh_project, "site", "--strict")[1][-1])
    assert "strict mode" in said[-1]


def test_where_the_project_changes_meanwhile_both_languages_are_as_they_were_read(
    fresh_project: Path, monkeypatch: pytest.MonkeyPatch, here: list[str]
) -> None:
    build(fresh_project, "before", "--no-cache")
    first, kpis = parts.first, fresh_project / "content" / "kpis"

    def saved(*arguments: object) -> object:
        swap(fresh_project / "content", "kpis/exemple.yml", "Keep the promise.", "Keep each promise.")
        shutil.copy(kpis / "exemple.yml", kpis / "nouveau.yml")
        return first(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(parts, "first", saved)
    assert build(fresh_project, "site", "--no-cache")[0] == 0
    assert here
    assert files(fresh_project / "site") == files(fresh_project / "before")


def test_where_it_fails_the_first_process_makes_them(
    fresh_project: Path, monkeypatch: pytest.MonkeyPatch, here: list[str]
) -> None:
    build(fresh_project, "before", "--no-cache")
    monkeypatch.setattr(again.Project, "__reduce__", lambda _: (sys.exit, (1,)), raising=False)
    assert build(fresh_project, "site", "--no-cache")[0] == 0
    assert here
    assert files(fresh_project / "site") == files(fresh_project / "before")


_PARENT = """
from generator.site import apart
from {module} import wait

if __name__ == "__main__":
    with apart.afresh(wait, {note!r}) as child:
        child.result()
"""
_CHILD = """
import os, pathlib, time

def wait(note):
    pathlib.Path(note).write_text(str(os.getpid()))
    time.sleep(60)
"""


def test_it_ends_with_its_parent_even_if_that_was_killed(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    (tmp_path / "sleeper.py").write_text(_CHILD, "utf-8")
    (tmp_path / "parent.py").write_text(_PARENT.format(module="sleeper", note=str(note)), "utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"}
    parent = subprocess.Popen([sys.executable, tmp_path / "parent.py"], env=environment)
    try:
        _wait_until(lambda: note.is_file() and bool(note.read_text("ascii")))
        child = int(note.read_text("ascii"))
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        _wait_until(lambda: not _runs(child))
    finally:
        parent.kill()


def _wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.05)
    pytest.fail("this did not happen in half a minute")


def _runs(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
