"""A new entry's file is sound as it stands, explained in the author's language, and takes nobody's place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small import KINDS, ROOT

from generator.authoring.init import Start, init
from generator.cli import main
from generator.pipeline.stages import run


@pytest.fixture
def full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    init(tmp_path / "own", Start.EMPTY)
    monkeypatch.chdir(tmp_path / "own")
    return tmp_path / "own" / "content"


def new(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", *arguments])


def test_every_kind_has_a_sound_skeleton_within_the_real_content(full: Path) -> None:
    for kind in KINDS:
        assert new(kind, "un-essai").exit_code == 0
    assert run([full]).diagnostics == ()


def write_first(kind: str, name: str, depth: int = 0) -> None:
    """A new entry, after those that it must refer to, as its refusal says."""
    while (result := new(kind, name)).exit_code:
        assert depth < 4
        missing = result.output.rpartition("handbook new ")[2].split()[0]
        for other in ("premier", "second"):
            write_first(missing, other, depth + 1)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_sound_skeleton_in_an_empty_handbook(empty: Path, kind: str) -> None:
    write_first(kind, "un-essai")
    assert run([empty]).diagnostics == ()


def test_first_entries_that_refer_to_others_say_what_to_write_first(empty: Path) -> None:
    result = new("decisions", "premiere")
    assert result.exit_code == 1
    assert "handbook new stakeholders" in result.output
    assert list(empty.iterdir()) == [empty / "handbook.yml"]


@pytest.mark.parametrize(("language", "told"), [("fr", "# Le titre de la page"), ("en", "# The title of the page")])
def test_fields_are_explained_in_the_language_asked_for(empty: Path, language: str, told: str) -> None:
    assert new("glossary", "mot", "--lang", language).exit_code == 0
    text = (empty / "glossary" / "mot.yml").read_text("utf-8")
    assert told in text
    assert text.startswith("# yaml-language-server: $schema=../../.vscode/schemas/glossary.json\n")


def test_optional_fields_work_once_their_sign_is_taken_away(full: Path) -> None:
    assert new("kpis", "taux-de-rebut").exit_code == 0
    file = full / "kpis" / "taux-de-rebut.yml"
    lines = [line if re.match("# [^ ]", line) else line.removeprefix("#") for line in _without_accepted(file)]
    file.write_text("\n".join(lines), "utf-8")
    assert run([full]).diagnostics == ()


def _without_accepted(file: Path) -> list[str]:
    """The lines of the file but the example of an accepted finding, which accepts none."""
    text = file.read_text("utf-8")
    before, _, after = text.partition("#accepted:")
    return (before + after.partition("\n\n")[2]).splitlines()


def test_an_existing_entry_is_left_as_it_is(full: Path) -> None:
    before = (full / "kpis" / "otif.yml").read_bytes()
    result = new("kpis", "otif")
    assert result.exit_code == 1
    assert "content/kpis/otif.yml" in result.output
    assert (full / "kpis" / "otif.yml").read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "name", "hint"), [("kpi", "x", "kpis"), ("kpis", "Taux été", "taux-ete"), ("kpis", "../x", "x")]
)
def test_wrong_kind_or_name_is_told_with_the_right_one(empty: Path, kind: str, name: str, hint: str) -> None:
    result = new(kind, name)
    assert result.exit_code == 2
    assert hint in result.output.splitlines()[-1]
    assert list(empty.iterdir()) == [empty / "handbook.yml"]
