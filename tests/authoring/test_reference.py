"""The reference of errors: every code has its page, and every page is what the command does."""

from __future__ import annotations

import json
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from small import CASES, ROOT, copy_golden

from generator.authoring import error_reference
from generator.authoring.error_reference import case, lay, spoil
from generator.cli import main
from generator.diagnostics.codes import EXPLAINED
from generator.diagnostics.report import reference_page
from generator.language.i18n import LANGUAGES

DOCS = ROOT / "docs"


def answer(content: Path, *options: str) -> str:
    """What the command prints of a handbook, run from its project as an author does."""
    with chdir(content.parent):
        return CliRunner().invoke(main, ["check", *options]).output.rstrip("\n")


def options(example: dict[str, Any]) -> tuple[str, ...]:
    return ("--on", example["on"]) if "on" in example else ()


def codes(content: Path, *options: str) -> list[str]:
    """The codes that the command finds."""
    return [finding["code"] for finding in json.loads(answer(content, "--format", "json", *options))]


def kept(language: str) -> dict[str, str]:
    """The pages that the documentation has, by their place in it."""
    files = (DOCS / language / reference_page("", language)).glob("*.md")
    return {path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in files}


def export(content: Path, docs: Path) -> Result:
    return CliRunner().invoke(main, ["export", "reference", "--errors", str(CASES), str(content), str(docs)])


def test_pages_are_up_to_date_and_those_of_former_codes_are_deleted(content: Path, tmp_path: Path) -> None:
    """`make reference` writes them again."""
    docs = tmp_path / "docs"
    for language in LANGUAGES:
        folder = docs / language / reference_page("", language)
        folder.mkdir(parents=True)
        (folder / "former-code.md").write_text('---\ntitle: "former-code"\nkey: "error-former-code"\n---\n', "utf-8")
        (folder / "own.md").write_text("# Own\n", "utf-8")
    result = export(content, docs)
    assert result.exit_code == 0, result.output
    written = {docs / place: text for language in LANGUAGES for place, text in kept(language).items()}
    assert {path: path.read_text("utf-8") for path in docs.rglob("reference/*/*.md") if path.stem != "own"} == written
    assert {str(path) for path in written} <= set(result.stdout.splitlines())
    assert len(list(docs.rglob("own.md"))) == len(LANGUAGES)


def test_no_page_of_an_author_is_replaced(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = {"en/reference/a.md": 'key: "error-a"', "en/reference/b.md": 'key: "error-b"'}
    monkeypatch.setattr(error_reference, "pages", lambda *_: made)
    page = tmp_path / "docs" / "en" / "reference" / "b.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Mine\n", "utf-8")
    result = export(content, tmp_path / "docs")
    assert (result.exit_code, "b.md" in result.output) == (2, True)
    assert page.read_text("utf-8") == "# Mine\n"
    assert not page.with_name("a.md").exists()


def test_every_code_has_its_case_and_no_other() -> None:
    assert sorted(path.stem for path in CASES.glob("*.yml")) == sorted(EXPLAINED)


@pytest.mark.parametrize("code", EXPLAINED)
def test_bad_example_gives_its_code_alone_and_its_page_shows_what_the_command_prints(code: str, tmp_path: Path) -> None:
    for position, example in enumerate(case(CASES, code)["examples"]):
        content = copy_golden(tmp_path / str(position) / "content")
        spoil(content, example)
        assert set(codes(content, *options(example))) == {code}
        page = (DOCS / "fr" / f"{reference_page(code, 'fr')}.md").read_text("utf-8")
        assert answer(content, "--lang", "fr", *options(example)) in page


@pytest.mark.parametrize("code", EXPLAINED)
def test_good_example_is_free_of_the_code(code: str, tmp_path: Path) -> None:
    for position, example in enumerate(case(CASES, code)["examples"]):
        if "good" not in example:
            continue
        content = copy_golden(tmp_path / str(position) / "content")
        if "good_field" in example:
            spoil(content, example)
        changed = {"file": example.get("good_file"), "field": example.get("good_field"), "times": "1"}
        told = example | {key: value for key, value in changed.items() if value} | {"encoding": "utf-8"}
        lay(content, told, example["good"])
        assert code not in codes(content, *options(example))


def test_output_names_the_page_in_the_language(content: Path) -> None:
    (content / "kpis" / "exemple.yml").write_text("title: a : b\n", "utf-8")
    assert "\n   = voir\u00a0: reference/erreurs/yaml-colon" in answer(content, "--lang", "fr")
    assert "\n   = see: reference/errors/yaml-colon" in answer(content, "--lang", "en")
