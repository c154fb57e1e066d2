"""`mkdocs.yml` is looked through before MkDocs reads it: what it cannot read is told at its line, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small import ROOT

from generator.cli import main
from generator.site.configuration import MAX_DEPTH, findings

BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
CONTENT = "      content: [content]\n"
BAD = {
    "nested deep": ("extra:\n", "extra:\n  x: " + "[" * 5000 + "\n", "too-deep"),
    "nested deep in steps": (
        "extra:\n",
        "x:\n" + "\n".join(" " * n + "a:" for n in range(1, 500)) + "\nextra:\n",
        "too-deep",
    ),
    "a bomb of aliases": ("extra:\n", BOMB + "extra:\n", "file-too-large"),
    "an endless name": (CONTENT, f"      content: [{'x' * 5000}]\n", "file-too-large"),
    "a long name": (CONTENT, f"      content: [{'é' * 200}]\n", "file-too-large"),
    "no folder": (CONTENT, "      content: []\n", "no-content"),
    "a wrong date": ("extra:\n", "extra:\n  on: 2026-02-30\n", "wrong-value"),
    "a huge number": ("extra:\n", f"extra:\n  on: {'9' * 1900}e\n  at: {'9' * 5000}\n", "file-too-large"),
    "a number that is none": ("extra:\n", "extra:\n  on: 0x_\n", "wrong-value"),
    "syntax": ("extra:\n", "extra: a: b\n", "yaml-syntax"),
    "a control character": ("extra:\n", "extra:\n  on: \x07\n", "control-character"),
    "itself": ("extra:\n", "INHERIT: mkdocs.yml\nextra:\n", "wrong-value"),
}
COMMANDS = (["check"], ["fmt", "--check"], ["translations"], ["reviews"], ["new", "kpis", "x"], ["build"])


def handbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def project(site_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(site_project)
    return site_project


@pytest.mark.usefixtures("project")
def test_names_on_the_command_line_may_be_as_long_as_they_like() -> None:
    for command in ("check", "fmt", "translations", "reviews"):
        result = handbook(command, "--content", "x" * 5000)
        assert result.exit_code != 0
        assert isinstance(result.exception, SystemExit), result.exception


@pytest.mark.parametrize(("old", "new", "code"), BAD.values(), ids=BAD)
def test_every_command_tells_it_and_stops(old: str, new: str, code: str, project: Path) -> None:
    text = (project / "mkdocs.yml").read_text("utf-8")
    assert old in text
    (project / "mkdocs.yml").write_text(text.replace(old, new), "utf-8")
    for command in COMMANDS:
        for language, word in (("fr_FR.UTF-8", "erreur["), ("en_GB.UTF-8", "error[")):
            result = CliRunner(env={"LC_ALL": language}).invoke(main, command)
            assert result.exit_code == 1, (command, result.output)
            assert isinstance(result.exception, SystemExit)
            assert f"{word}{code}]" in result.output
            assert "mkdocs.yml:" in result.output
    assert not (project / "site").exists()


def test_position_is_that_of_the_value(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nextra:\n  on: 2026-02-30\n", "utf-8")
    (problem,) = findings(tmp_path / "mkdocs.yml")
    assert (problem.span.line, problem.span.column) == (3, 7)
    (tmp_path / "mkdocs.yml").write_text("a: " + "[" * (MAX_DEPTH + 1), "utf-8")
    (problem,) = findings(tmp_path / "mkdocs.yml")
    assert (problem.span.line, problem.span.column) == (1, 3 + MAX_DEPTH)


def test_bytes_that_are_no_text_are_told(project: Path) -> None:
    (project / "mkdocs.yml").write_bytes(b"site_name: caf\xe9\n")
    result = handbook("check")
    assert (result.exit_code, "[not-utf-8]" in result.output) == (1, True)


def test_what_mkdocs_knows_still_works(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDBOOK_SITE_URL", "https://example.org/")
    (project / "mkdocs.yml").rename(project / "base.yml")
    (project / "mkdocs.yml").write_text(
        "INHERIT: base.yml\n"
        "shared: &shared {title: x}\n"
        "extra:\n  again: *shared\n  both: {<<: *shared, on: 2026-02-28, size: 1_000}\n"
        "markdown_extensions:\n  - toc:\n      slugify: !!python/name:markdown.extensions.toc.slugify\n",
        "utf-8",
    )
    result = handbook("build")
    assert result.exit_code == 0, result.output
    assert "https://example.org/" in (project / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.offline.yml"])
def test_ours_have_nothing_to_say(name: str) -> None:
    assert findings(ROOT / name) == []
