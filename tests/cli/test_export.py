"""`handbook export` for reuse: what it writes, and what it refuses."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small import swap

from generator.cli import main


@pytest.fixture
def here(site_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as the current folder, messages in English."""
    monkeypatch.chdir(site_project)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return site_project


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", *arguments])


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("json", "handbook.json"),
        ("csv", "kpis.fr.csv"),
        ("tables", "tables.en.xlsx"),
        ("text", "en/llms.txt"),
        ("html", "handbook.fr.html"),
    ],
)
def test_an_export_is_written_with_its_manifest_and_again_the_same(here: Path, form: str, name: str) -> None:
    assert run(form, "--output", "out").exit_code == 0
    first = files(here / "out")
    listed = {each["name"]: each for each in json.loads(first["manifest.json"])["files"]}
    assert name in listed
    assert listed.keys() == first.keys() - {"manifest.json"}
    for each, told in listed.items():
        assert (told["bytes"], told["sha256"]) == (len(first[each]), sha256(first[each]).hexdigest())
    assert run(form, "--output", "out").exit_code == 0
    assert files(here / "out") == first


def test_what_is_no_longer_made_goes_and_what_is_not_ours_stays(here: Path) -> None:
    assert run("json", "--output", "out").exit_code == 0
    (here / "out" / "notes.txt").write_text("Mine.")
    swap(here / "content", "kpis/exemple.yml", "status: published", "status: draft")
    assert run("json", "--output", "out").exit_code == 0
    assert not (here / "out" / "kpis.json").exists()
    assert (here / "out" / "notes.txt").read_text() == "Mine."


@pytest.mark.parametrize("name", ["kpis.json", "manifest.json"])
def test_a_file_of_somebody_else_is_not_replaced(here: Path, name: str) -> None:
    (here / "out").mkdir()
    (here / "out" / name).write_text("{}")
    result = run("json", "--output", "out")
    assert result.exit_code == 2
    assert f"out/{name} holds something that this command has not written" in result.output
    assert files(here / "out") == {name: b"{}"}


def test_bad_content_writes_nothing_and_is_told(here: Path) -> None:
    swap(here / "content", "kpis/exemple.yml", "[exemple]", "[nowhere]")
    result = run("json", "--output", "out")
    assert result.exit_code == 1
    assert "error[unknown-reference]" in result.output
    assert not (here / "out").exists()


def test_export_markdown_takes_its_folder_as_an_argument(here: Path) -> None:
    assert run("markdown", "out").exit_code == 0
    assert {"mkdocs.fr.yml", "zensical.en.yml", "docs/en/kpis/exemple.md"} <= files(here / "out").keys()
