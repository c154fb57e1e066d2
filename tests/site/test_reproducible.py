"""The same files give the same bytes, wherever, whenever and by whomever they are built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from small import ROOT, copy_golden

from generator.cli import main

LATER = """
import datetime, time
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=40)
datetime.datetime = Later
now = time.time
time.time = lambda: now() + 40 * 86400
"""
"""What makes Python's clock fast by forty days, when it stands in a `sitecustomize.py`."""

HERE = {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}
THERE = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8"}
COMMITTED = datetime(2026, 5, 6, 7, 8, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_date_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def project(root: Path) -> Path:
    """The small handbook with its two configurations, an address, and a template that shows the date of the build."""
    copy_golden(root / "content")
    for name in ("mkdocs.yml", "mkdocs.offline.yml"):
        shutil.copy(ROOT / name, root)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("\nextra_templates: [built.txt]\n")
    for language in ("fr", "en"):
        (root / "docs" / language).mkdir(parents=True)
        (root / "docs" / language / "about.md").write_text("---\nkey: about\n---\n\n# About\n", "utf-8")
        (root / "docs" / language / "built.txt").write_text("{{ build_date_utc }}", "utf-8")
    return root


def commit(root: Path) -> None:
    when = COMMITTED.isoformat()
    names = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **names, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "All"]):
        subprocess.run(["git", *arguments], cwd=root, env=environment, check=True)


def build(root: Path, place: dict[str, str], mask: int) -> dict[str, bytes]:
    """Every file of the site, and the archive of the offline one, built as somebody else would."""
    environment = {**os.environ, "HANDBOOK_SITE_URL": "https://example.org/guide/", **place}
    for arguments in ([], ["-f", "mkdocs.offline.yml", "--site-dir", "dist/site", "--zip", "dist/site.zip"]):
        command = [sys.executable, "-m", "generator", "build", "--strict", *arguments]
        subprocess.run(command, cwd=root, env=environment, umask=mask, check=True, capture_output=True)
    places = [*(root / "site").rglob("*"), root / "dist" / "site.zip"]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in places if path.is_file()}


@pytest.mark.long
@pytest.mark.parametrize("versioned", [True, False], ids=["git", "no-git"])
def test_two_builds_are_the_same_to_the_last_byte(tmp_path: Path, versioned: bool) -> None:
    here, there = project(tmp_path / "here"), tmp_path / "elsewhere" / "and deeper"
    shutil.copytree(here, there)
    for path in there.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    for root in (here, there):
        if versioned:
            commit(root)
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(LATER, "utf-8")
    first = build(here, HERE, 0o022)
    second = build(there, {**THERE, "PYTHONPATH": str(tmp_path / "clock")}, 0o077)
    assert {"site/sitemap.xml.gz", "site/en/sitemap.xml.gz", "site/built.txt", "dist/site.zip"} <= set(first)
    assert [name for name in first if first[name] != second.get(name)] == []
    assert set(first) == set(second)
    for name in ("site/sitemap.xml.gz", "site/en/sitemap.xml.gz"):
        assert first[name][4:8] == bytes(4)  # the time of a gzip file
    assert first["site/built.txt"].decode() == (str(COMMITTED) if versioned else "2000-01-01 00:00:00+00:00")


def built(root: Path, *arguments: str) -> Path:
    site = root / "dist" / "site"
    command = ["build", "-f", str(root / "mkdocs.offline.yml"), "--site-dir", str(site), *arguments]
    result = CliRunner().invoke(main, [*command, "--zip", str(root / "dist" / "site.zip")])
    assert result.exit_code == 0, result.output
    return root / "dist" / "site.zip"


def test_an_archive_tells_its_content_and_the_date_of_the_commit(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    commit(root)
    with ZipFile(built(root)) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {"site/index.html", "site/en/index.html", "site/assets/handbook.css"} <= set(names)
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}
        assert {entry.date_time for entry in archive.infolist()} == {COMMITTED.timetuple()[:6]}
        assert archive.read("site/index.html") == (root / "dist" / "site" / "index.html").read_bytes()
    assert sorted(path.name for path in (root / "dist").iterdir()) == ["site", "site.zip"]


def test_the_environment_says_the_date_before_the_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path / "project")
    commit(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    with ZipFile(built(root)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2009, 2, 13, 23, 31, 30)}
    assert os.environ["SOURCE_DATE_EPOCH"] == "1234567890"


def test_a_build_leaves_the_environment_as_it_was(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    built(root)
    assert "SOURCE_DATE_EPOCH" not in os.environ
    (root / "content" / "handbook.yml").write_text("title: [", "utf-8")
    assert CliRunner().invoke(main, ["build", "-f", str(root / "mkdocs.yml")]).exit_code == 1
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_a_date_that_is_none_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    config = str(project(tmp_path / "project") / "mkdocs.yml")
    result = CliRunner().invoke(main, ["build", "-f", config, "--site-dir", str(tmp_path / "site")])
    assert result.exit_code == 1
    assert "SOURCE_DATE_EPOCH must be a number of seconds" in caplog.text
    assert "Traceback" not in result.output + caplog.text


def test_an_archive_cannot_lie_in_what_it_packs(tmp_path: Path) -> None:
    config = str(project(tmp_path / "project") / "mkdocs.yml")
    site = tmp_path / "site"
    result = CliRunner().invoke(
        main, ["build", "-f", config, "--site-dir", str(site), "--zip", str(site / "site.zip")], env={"LC_ALL": "en"}
    )
    assert result.exit_code == 2
    assert "name a place beside it" in result.output
    assert not site.exists()
