"""`handbook export all`: every form with its digest, the same again, and made anew only where something changed."""

from __future__ import annotations

import json
import re
import shutil
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small import swap

from generator.cli import artifacts, main
from generator.exports.artifacts import Artifact, UnavailableError
from generator.exports.edition import Edition, Files

LIGHT = tuple(each for each in artifacts.ARTIFACTS if each.name in ("data", "text"))


@pytest.fixture
def here(site_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as the current folder, messages in English, and the forms that are quick to make."""
    monkeypatch.chdir(site_project)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(artifacts, "ARTIFACTS", LIGHT)
    return site_project


def run(*options: str) -> Result:
    return CliRunner().invoke(main, ["export", "all", *options])


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_file_stands_in_the_manifest_and_the_sums(here: Path) -> None:
    assert run().exit_code == 0
    found = files(here / "dist")
    told = json.loads(found["manifest.json"])
    listed = {each["name"]: (each["bytes"], each["sha256"]) for each in told["files"]}
    own = {"manifest.json", "SHA256SUMS"}
    assert listed == {name: (len(data), sha256(data).hexdigest()) for name, data in found.items() if name not in own}
    assert sorted(name for form in told["artifacts"].values() for name in form["files"]) == sorted(listed)
    lines = [line.split("  ") for line in found["SHA256SUMS"].decode().splitlines()]
    sums = {name: digest for digest, name in lines}
    assert sums == {name: sha256(data).hexdigest() for name, data in found.items() if name != "SHA256SUMS"}


def test_another_folder_gives_the_same_bytes(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(here, tmp_path / "elsewhere", ignore=shutil.ignore_patterns("elsewhere"))
    assert run().exit_code == 0
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert run().exit_code == 0
    assert files(tmp_path / "elsewhere" / "dist") == files(here / "dist")


def test_only_what_changed_is_made_again(here: Path) -> None:
    assert run().exit_code == 0
    again = run()
    assert all(line.endswith("unchanged") for line in again.output.splitlines())
    swap(here / "docs" / "en", "about.md", "Text.", "Another text.")
    told = run().output
    assert re.search(r"handbook-text.zip: \d+ kB\n", told)
    assert re.search(r"handbook.json: \d+ kB, unchanged", told)
    swap(here / "content", "kpis/exemple.yml", "Keep the promise.", "Keep it.")
    assert "unchanged" not in run().output


def test_a_file_that_was_changed_or_deleted_is_made_again(here: Path) -> None:
    assert run().exit_code == 0
    first = files(here / "dist")
    (here / "dist" / "handbook.json").write_bytes(b"{}")
    (here / "dist" / "handbook-text.zip").unlink()
    assert "unchanged" not in run().output
    assert files(here / "dist") == first


def test_only_leaves_the_other_forms(here: Path) -> None:
    assert run().exit_code == 0
    swap(here / "content", "kpis/exemple.yml", "Keep the promise.", "Keep it.")
    before = files(here / "dist")
    assert run("--only", "data").exit_code == 0
    after = files(here / "dist")
    assert after.keys() == before.keys()
    assert after["handbook-text.zip"] == before["handbook-text.zip"]
    assert after["handbook.json"] != before["handbook.json"]
    assert re.search(r"handbook-text.zip: \d+ kB\n", run().output)


@pytest.mark.parametrize("damage", ['"artifacts": []', '"artifacts": {"data": {}}', '"files": [1]', '"files": [{}]'])
def test_a_damaged_manifest_costs_only_time(here: Path, damage: str) -> None:
    assert run("--only", "data").exit_code == 0
    first = files(here / "dist")
    (here / "dist" / "manifest.json").write_text(f'{{"made_by": "handbook-export", {damage}}}')
    for name in first.keys() - {"manifest.json", "SHA256SUMS"}:
        (here / "dist" / name).unlink()
    assert run("--only", "data").exit_code == 0
    assert files(here / "dist") == first


def test_a_date_that_is_none_is_refused_in_a_sentence(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = run()
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH must be a number of seconds." in result.output
    assert not (here / "dist").exists()


def unavailable(_: Edition) -> Files:
    raise UnavailableError("no typesetter.")


def test_a_form_that_cannot_be_made_is_told_and_the_others_are_written(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(artifacts, "ARTIFACTS", (*LIGHT, Artifact("pdf", "typesetter:unavailable")))
    monkeypatch.setitem(sys.modules, "typesetter", sys.modules[__name__])
    result = run()
    assert result.exit_code == 0
    assert "pdf is not written: no typesetter." in result.output
    assert (here / "dist" / "handbook.json").is_file()
