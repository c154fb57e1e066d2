"""Nothing is lost: whatever stops a command, what it writes is whole or as before, and what is not ours stays."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from killing import edit_workbook
from live import free_port, get, until
from once import once
from small import ROOT, copy_golden, with_pages
from small import swap as swap_text

from generator.files import MARK, project_of, recover, swap, workplace, write, write_all
from generator.files.journal import JOURNAL

KILLS = int(os.environ.get("HANDBOOK_KILLS", "6"))
"""Kills a command; the whole campaign takes 200."""

_RUN = [sys.executable, "-m", "generator"]
_ENVIRONMENT = {**os.environ, "LANG": "en_GB.UTF-8", "LC_ALL": "en_GB.UTF-8", "NO_MKDOCS_2_WARNING": "1"}


def handbook(root: Path, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    result: subprocess.CompletedProcess[str] = subprocess.run(
        [*_RUN, *arguments],
        cwd=root,
        env=_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        **options,
    )
    return result


@pytest.mark.parametrize("command", ["fmt", "record", "import", "build"])
def test_killed_at_random_moments_it_is_old_or_new(command: str) -> None:
    count = KILLS if command != "build" else max(2, KILLS // 2)
    command_line = [sys.executable, "tests/killing.py", command, str(count), "7"]
    environment = {**_ENVIRONMENT, "PYTHONPATH": str(ROOT / "tests")}
    result = subprocess.run(command_line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    found = json.loads(result.stdout)
    assert found["old"] + found.get("new", 0) == count
    assert found["killed"] >= count - 1


@pytest.mark.parametrize("target", ["content", "docs", ".", "..", "mine"])
def test_a_folder_that_is_no_site_is_never_replaced(fresh_project: Path, target: str) -> None:
    (fresh_project / "mine").mkdir()
    (fresh_project / "mine" / "letter.txt").write_text("dear")
    before = {path: path.read_bytes() for path in fresh_project.rglob("*") if path.is_file()}
    result = handbook(fresh_project, "build", "--site-dir", target)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()[-1]) > 60
    assert {path: path.read_bytes() for path in fresh_project.rglob("*") if path.is_file()} == before


def test_a_link_to_the_content_is_not_replaced_either(fresh_project: Path) -> None:
    (fresh_project / "site").symlink_to("content")
    assert handbook(fresh_project, "build").returncode == 2
    assert (fresh_project / "content" / "handbook.yml").is_file()


def test_plain_mkdocs_empties_no_folder_of_others(fresh_project: Path) -> None:
    (fresh_project / "site").mkdir()
    (fresh_project / "site" / "letter.txt").write_text("dear")
    command = [sys.executable, "-m", "mkdocs", "build"]
    result = subprocess.run(command, cwd=fresh_project, env=_ENVIRONMENT, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert (fresh_project / "site" / "letter.txt").read_text() == "dear"


def _names(project: Path) -> list[str]:
    """What stands in a project, but for the cache of pages, which holds whole values only."""
    return sorted({path.name for path in project.iterdir()} - {".cache"})


def test_three_builds_at_once_leave_one_whole_site(fresh_project: Path) -> None:
    builds = [
        subprocess.Popen([*_RUN, "build"], cwd=fresh_project, env=_ENVIRONMENT, stdout=-3, stderr=-3) for _ in range(3)
    ]
    assert [build.wait() for build in builds] == [0, 0, 0]
    assert _names(fresh_project) == ["content", "docs", "mkdocs.yml", "site"]
    assert (fresh_project / "site" / MARK).is_file()
    assert not (fresh_project / "site" / "site").exists()
    assert not (fresh_project / "site" / "new").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_cleans_up(fresh_project: Path, number: signal.Signals) -> None:
    build = subprocess.Popen([*_RUN, "build"], cwd=fresh_project, env=_ENVIRONMENT, stdout=-3, stderr=-3)
    while not (fresh_project / ".site-in-progress" / "new").exists():
        assert build.poll() is None
        time.sleep(0.005)
    build.send_signal(number)
    assert build.wait() == 128 + number
    assert _names(fresh_project) == ["content", "docs", "mkdocs.yml"]


def test_a_build_removes_what_a_dead_one_left(fresh_project: Path) -> None:
    for name in (".site-in-progress", ".site-abcd1234"):
        (fresh_project / name / "new").mkdir(parents=True)
    (fresh_project / ".site-settings").mkdir()
    (fresh_project / ".site-settings" / "mine").write_text("mine")
    assert handbook(fresh_project, "build").returncode == 0
    assert sorted(path.name for path in fresh_project.glob(".site-*")) == [".site-settings"]


def _no_exchange(*_: bytes) -> int:
    raise AttributeError("a system without the function")


def test_where_folders_cannot_be_exchanged_the_next_command_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both steps, and a process that dies between them."""
    monkeypatch.setattr("generator.files.exchange._system_exchange", _no_exchange)
    site = tmp_path / "site"
    for text in ("old", "new"):
        with workplace(site) as work:
            (work / "new").mkdir()
            (work / "new" / "index.html").write_text(text)
            swap(work, site)
        assert (site / "index.html").read_text() == text
    work = tmp_path / ".site-in-progress"
    (work / "new").mkdir(parents=True)
    (work / "new" / "index.html").write_text("newer")
    site.rename(work / "old")
    (tmp_path / "content").mkdir()
    handbook(tmp_path, "check")
    assert (site / "index.html").read_text() == "newer"


def _full_disk() -> None:
    """No byte can be written to a file: the system answers each write as it does for a file that is too large."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


COMMANDS = {
    "build": ["build"],
    "fmt": ["fmt"],
    "new": ["new", "glossary", "mot"],
    "record": ["translations", "--record"],
    "ics": ["reviews", "--ics", "out.ics"],
    "schema": ["export", "schema"],
    "reference": ["export", "reference"],
    "xlsx": ["export", "xlsx", "out.xlsx"],
    "init": ["init", "own"],
    "import": ["import", "xlsx", "--yes", "book.xlsx"],
    "preview": ["preview", "--port", str(free_port())],
}


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which every command has something to write, to be copied."""
    return once(tmp_path_factory, "ready", _make_ready)


def _make_ready(root: Path) -> Path:
    content = copy_golden(root / "content")
    with_pages(root)
    kpi = content / "kpis" / "exemple.yml"
    kpi.write_text(kpi.read_text("utf-8") + "\n\n\n", "utf-8")
    dates = "status: published\nreviewed_on: 2026-01-15\nreview_every: quarter"
    swap_text(content, "decisions/exemple.yml", "status: published", dates)
    assert handbook(root, "export", "xlsx", "book.xlsx").returncode == 0
    edit_workbook(root)
    return root


@pytest.fixture
def ready(template: Path, tmp_path: Path) -> Path:
    """A project in which every command has something to write."""
    return shutil.copytree(template, tmp_path / "project")


@pytest.mark.parametrize("name", COMMANDS)
def test_on_a_full_disk_nothing_changes_and_the_status_is_3(ready: Path, name: str) -> None:
    before = {path: path.read_bytes() for path in ready.rglob("*") if path.is_file()}
    result = handbook(ready, *COMMANDS[name], preexec_fn=_full_disk, timeout=300)
    assert (result.returncode, "no room left" in result.stderr) == (3, True), result.stderr
    assert "None" not in result.stderr
    assert "Traceback" not in result.stderr
    assert {path: path.read_bytes() for path in ready.rglob("*") if path.is_file()} == before


@pytest.fixture
def read_only(ready: Path) -> Iterator[Path]:
    """The project on a disk that can only be read."""
    disk = ready.parent / "disk"
    disk.mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "none", disk], check=False).returncode:
        pytest.skip("this system lets nobody mount a disk here")
    try:
        shutil.copytree(ready, disk / "project", symlinks=True)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        yield disk / "project"
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_disk_that_can_only_be_read_is_told_with_status_3(read_only: Path) -> None:
    for name in COMMANDS.keys() - {"preview"}:
        result = handbook(read_only, *COMMANDS[name])
        assert (name, result.returncode, "Traceback" in result.stderr) == (name, 3, False), result.stderr
        assert "can only be read" in result.stderr


def test_what_cannot_be_undone_in_one_place_leaves_no_journal(fresh_project: Path) -> None:
    shutil.rmtree(fresh_project / "docs" / "en")
    os.mkfifo(fresh_project / "docs" / "en")
    result = handbook(fresh_project, "export", "reference")
    assert result.returncode == 2
    assert not (fresh_project / JOURNAL).exists()
    assert not (fresh_project / "docs" / "fr" / "reference").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_preview_that_is_told_to_end_leaves_nothing(fresh_project: Path, number: signal.Signals) -> None:
    temporary = fresh_project / "temporary"
    temporary.mkdir()
    port = free_port()
    environment = {**_ENVIRONMENT, "TMPDIR": str(temporary)}
    command = [*_RUN, "preview", "--port", str(port)]
    with subprocess.Popen(command, cwd=fresh_project, env=environment) as preview:
        try:
            until(get, f"http://127.0.0.1:{port}/", lambda page: "Le petit guide" in page)
            assert list(temporary.glob("handbook-preview-*"))
            preview.send_signal(number)
            preview.wait(timeout=60)
        finally:
            preview.kill()  # where the test fails: it would go on for ever
    assert list(temporary.iterdir()) == []


def test_a_file_where_a_folder_is_needed_is_told(fresh_project: Path) -> None:
    glossary = fresh_project / "content" / "glossary"
    (glossary / "exemple.yml").unlink()
    glossary.rmdir()
    glossary.write_text("mine")
    result = handbook(fresh_project, "new", "glossary", "mot")
    assert (result.returncode, "Traceback" in result.stderr) == (2, False)
    assert "content/glossary" in result.stderr
    assert glossary.read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (["reviews", "--ics", "mine.txt"], "mine.txt"),
        (["export", "schema", "."], "kpis.json"),
        (["export", "reference", "."], "fr/reference/champs.md"),
        (["export", "xlsx", "--force", "content/kpis/exemple.yml"], "content/kpis/exemple.yml"),
    ],
)
def test_what_is_not_ours_is_not_overwritten(ready: Path, arguments: list[str], place: str) -> None:
    (ready / place).parent.mkdir(parents=True, exist_ok=True)
    (ready / place).write_text("mine")
    result = handbook(ready, *arguments)
    assert result.returncode == 2
    assert place in result.stderr
    assert (ready / place).read_text() == "mine"


def test_an_authors_change_after_the_kill_is_kept(tmp_path: Path) -> None:
    """One file was changed by the dead process, one not yet, and one by somebody since."""
    files = {name: tmp_path / f"{name}.yml" for name in ("a", "b", "c")}
    for file in files.values():
        file.write_text("old")
    child = os.fork()
    if child == 0:
        sys.addaudithook(lambda event, args: os._exit(9) if event == "os.rename" and "1.new" in str(args[0]) else None)
        write_all(dict.fromkeys(files.values(), b"new"), tmp_path)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    (files["c"]).write_text("mine")
    done = recover(tmp_path)
    assert done is not None
    assert (done.outcome, done.count, done.left) == ("finished", 2, (files["c"],))
    assert [file.read_text() for file in files.values()] == ["new", "new", "mine"]
    assert not (tmp_path / JOURNAL).exists()


@pytest.mark.parametrize("place", ["../outside.yml", ".git/hooks/a.yml", "run.sh"])
def test_a_journal_that_came_with_the_project_writes_nowhere_else(tmp_path: Path, place: str) -> None:
    root = tmp_path / "project"
    (root / JOURNAL).mkdir(parents=True)
    (root / JOURNAL / "0.new").write_text("evil")
    (root / JOURNAL / "list.json").write_text(json.dumps([{"place": place, "old": None, "new": "0"}]))
    with pytest.raises(PermissionError):
        recover(root)
    assert not (root / place).exists()


def test_a_file_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "b").symlink_to("a")
    write(tmp_path / "b", b"new")
    assert (tmp_path / "b").is_symlink()
    assert (tmp_path / "a").read_text() == "new"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_project_is_the_folder_of_its_configuration(fresh_project: Path) -> None:
    assert project_of(fresh_project / "content" / "kpis") == fresh_project.resolve()
