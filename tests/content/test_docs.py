"""What README and pages say of the code is true: paths, commands, examples, the same in both languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from small import ROOT

from generator.authoring.init import Start, init
from generator.cli import main
from generator.pipeline.stages import run
from generator.render.documents import plan_documents, render_document

README = (ROOT / "README.md").read_text("utf-8")
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
CODE = re.compile(r"`([^`]+)`")
PATH = re.compile(r"(?<![\w./-])(?:generator|tests)/[\w./-]*")
ARCHITECTURE = ("docs/en/contributing/architecture.md", "docs/fr/contribuer/architecture.md")
OWN_KINDS = ("docs/en/contributing/own-kinds.md", "docs/fr/contribuer/type-de-fiche.md")


def text(place: str) -> str:
    return (ROOT / place).read_text("utf-8")


def paths(page: str) -> set[str]:
    """The files and folders of the generator and its tests that a page names in code."""
    return {path.rstrip("/") for code in CODE.findall(page) for path in PATH.findall(code)}


def blocks(place: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text(place), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_paths_that_a_page_names_exist(page: Path) -> None:
    missing = {path for path in paths(page.read_text("utf-8")) if not (ROOT / path).exists()}
    assert not missing


def test_pages_on_the_code_name_the_same_paths_in_both_languages() -> None:
    english, french = (paths(text(place)) for place in ARCHITECTURE)
    assert english == french


@pytest.mark.parametrize("page", ARCHITECTURE)
def test_the_rooms_stand_on_the_page_in_the_rows_of_the_contract(page: str) -> None:
    contract = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"][0]["layers"]
    rows = enumerate((row.split(" | ") for row in contract if row != "__main__"), 1)
    told = re.findall(r"^\| (\d+) \| `generator/(\w+)/`", text(page), re.MULTILINE)
    assert told == [(str(number), room) for number, row in rows for room in row]


@pytest.mark.parametrize("language", ["yaml", "jinja"])
def test_the_kind_of_ones_own_is_the_same_in_both_languages(language: str) -> None:
    english, french = (blocks(place, language) for place in OWN_KINDS)
    assert english
    assert english == french


def test_the_kind_of_ones_own_is_sound_as_the_page_has_it(tmp_path: Path) -> None:
    project = tmp_path / "own"
    init(project, Start.EMPTY)
    kind, entry, menu, documents = blocks(OWN_KINDS[0], "yaml")
    page, document = blocks(OWN_KINDS[0], "jinja")
    place = project / "kinds" / "risks"
    place.mkdir(parents=True)
    for file, text in {
        "kind.yml": kind + documents,
        "page.md.jinja": page,
        "risk-sheet.document.md.jinja": document,
    }.items():
        (place / file).write_text(text, "utf-8")
    content = project / "content"
    for name in (["stakeholders", "achats"], ["risks", "fournisseur-unique"]):
        assert CliRunner().invoke(main, ["new", *name, "--content", str(content)]).exit_code == 0
    (content / "risks" / "fournisseur-unique.yml").write_text(entry, "utf-8")
    first, section, rest = (content / "handbook.yml").read_text("utf-8").partition("    kinds:\n")
    (content / "handbook.yml").write_text(first + section + menu + rest, "utf-8")
    outcome = run([content], drafts=True)
    assert outcome.diagnostics == ()
    assert outcome.handbook is not None
    assert [entry.id for entry in outcome.handbook.of("risks")] == ["fournisseur-unique"]
    (key,) = [key for key in plan_documents(outcome.handbook) if key.form.name == "risk-sheet"]
    assert render_document(outcome.handbook, key, "fr").startswith("# ")


def test_make_targets_of_the_readme_exist() -> None:
    rules = (ROOT / "Makefile").read_text("utf-8") + (ROOT / ".ci" / "handbook.mk").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", rules, re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+) ", README)) - {"and"} <= targets


def test_commands_of_the_readme_exist() -> None:
    for command in set(re.findall(r"bin/handbook (\w+)", README)):
        assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0


def test_help_lists_every_command_with_a_sentence() -> None:
    output = CliRunner().invoke(main, ["--help"]).output
    for name in main.commands:
        assert re.search(rf"^  {name} +\w", output, re.MULTILINE)


def test_locks_name_no_address() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in path.read_text("utf-8")
