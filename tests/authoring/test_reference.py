"""The reference of errors: every code has its page, and every page is what the command does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from reference import CASES, answer, case, codes, lay, pages, spoil
from small import ROOT, copy_golden

from generator.diagnostics import CODES
from generator.diagnostics.report import reference_page
from generator.language.i18n import LANGUAGES

DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return pages(tmp_path_factory.mktemp("reference") / "small")


def test_pages_are_what_the_command_prints(fresh: dict[str, str], request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        for language in LANGUAGES:
            shutil.rmtree(DOCS / language / reference_page("", language), ignore_errors=True)
        for place, text in fresh.items():
            (DOCS / place).parent.mkdir(parents=True, exist_ok=True)
            (DOCS / place).write_text(text, "utf-8")
    there = {
        path.relative_to(DOCS).as_posix(): path.read_text("utf-8")
        for language in LANGUAGES
        for path in (DOCS / language / reference_page("", language)).glob("*.md")
    }
    assert there == fresh


def test_every_code_has_its_case_and_no_other() -> None:
    assert sorted(path.stem for path in CASES.glob("*.yml")) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_bad_example_gives_its_code_alone_and_the_mend_is_clean_of_it(code: str, tmp_path: Path) -> None:
    for position, example in enumerate(case(code)["examples"]):
        content = copy_golden(tmp_path / str(position) / "content")
        spoil(content, example)
        assert set(codes(content, example.get("options", ()))) == {code}
        if "good" not in example:
            continue
        mended = copy_golden(tmp_path / f"{position} mended" / "content")
        if "good_field" in example:
            spoil(mended, example)
        changed = {"file": example.get("good_file"), "field": example.get("good_field"), "times": "1"}
        told = example | {key: value for key, value in changed.items() if value} | {"encoding": "utf-8"}
        lay(mended, told, example["good"])
        assert code not in codes(mended, example.get("options", ()))


def test_output_names_the_page_in_the_language(content: Path) -> None:
    (content / "kpis" / "exemple.yml").write_text("title: a : b\n", "utf-8")
    assert "\n   = voir\u00a0: reference/erreurs/yaml-colon\n" in answer(content, "fr")
    assert "\n   = see: reference/errors/yaml-colon\n" in answer(content, "en")
