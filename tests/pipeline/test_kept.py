"""Entries that are the same are not parsed again, and everything that is told of them stays the same."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from saves import EDITS
from small import swap

from generator.cli import main
from generator.files.cache import Cache, folder_of
from generator.pipeline.load import kept, parse
from generator.pipeline.stages import Outcome, run


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache(tmp_path_factory.mktemp("cache"))


def told(outcome: Outcome) -> list[str]:
    assert outcome.handbook
    return [
        *map(repr, outcome.diagnostics),
        *(f"{entry!r} {entry.data!r}" for entry in outcome.handbook.entries.values()),
    ]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are parsed meanwhile."""
    found: list[str] = []

    def load_document(path: Path, text: str, kind: str) -> object:
        found.append(f"{kind}/{path.stem}")
        return parse.load_document(path, text, kind)

    monkeypatch.setattr(kept, "load_document", load_document)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_after_random_saves_the_same_is_told(seed: int, fresh_project: Path, cache: Cache) -> None:
    chance = Random(seed)
    for name in chance.choices(sorted(set(EDITS) - {"page", "theme", "setting"}), k=8):
        EDITS[name](fresh_project, chance)
        roots = [fresh_project / "content"]
        assert told(run(roots, cache=cache)) == told(run(roots))


def test_only_what_changed_is_parsed(content: Path, cache: Cache, parsed: list[str]) -> None:
    run([content], cache=cache)
    assert "kpis/exemple" in parsed
    parsed.clear()
    run([content], cache=cache)
    assert parsed == []
    swap(content, "kpis/exemple.yml", "Keep the promise.", "Keep each promise.")
    outcome = run([content], cache=cache)
    assert parsed == ["kpis/exemple"]
    assert outcome.handbook
    assert "Keep each promise." in repr(outcome.handbook.entries)


def test_a_finding_in_an_entry_that_is_the_same_says_where(content: Path, cache: Cache, parsed: list[str]) -> None:
    """Its positions are looked for in the text."""
    run([content], cache=cache)
    (content / "competencies" / "autre.yml").unlink()
    parsed.clear()
    found = run([content], cache=cache).diagnostics
    assert parsed == []
    assert found
    assert list(map(repr, found)) == list(map(repr, run([content]).diagnostics))
    assert all(one.span.line for one in found)


def test_a_text_with_a_finding_is_parsed_each_time(content: Path, cache: Cache, parsed: list[str]) -> None:
    run([content], cache=cache)
    swap(content, "kpis/exemple.yml", 'fr: "', "fr: ")
    for _ in range(2):
        parsed.clear()
        found = run([content], cache=cache).diagnostics
        assert found
        assert list(map(repr, found)) == list(map(repr, run([content]).diagnostics))
        assert parsed == ["kpis/exemple"]


@pytest.mark.parametrize("value", [None, [], {"0": 1}])
def test_a_strange_value_is_none(value: object, content: Path, cache: Cache) -> None:
    run([content], cache=cache)
    for path in cache.folder.glob("documents/*/*"):
        cache.put("documents", path.parent.name + path.name, value)
    assert told(run([content], cache=cache)) == told(run([content]))


def test_a_check_keeps_nothing_where_nothing_was_built(fresh_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(fresh_project)
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    assert not (fresh_project / ".cache").exists()
    assert CliRunner().invoke(main, ["build"]).exit_code == 0
    (kept_file,) = (folder_of(fresh_project / "mkdocs.yml") / "documents").glob("*/*")
    before = kept_file.read_bytes()
    swap(fresh_project / "content", "kpis/exemple.yml", "Keep the promise.", "Keep each promise.")
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    assert kept_file.read_bytes() != before
