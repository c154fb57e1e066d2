"""Characters that are no part of any text are told wherever they hide: no page, feed or workbook ever holds one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from small import found, swap

from generator.cli import main
from generator.pipeline.load import load_document, parse

ESCAPES = {
    "a": (r'a: "\a"', 1, 5),
    "nul": (r'a: {fr: "x", en: "y\0"}', 1, 20),
    "in a list": ('a:\n  - "x"\n  - "é \\e"', 3, 8),
    "in a key": (r'"x\x07": y', 1, 3),
    "on a later line of a text": ('a: "x\n  y \\v"\n', 2, 5),
    "no character": (r'a: "\uFFFE"', 1, 5),
    "line separator": (r'a: "x\Ly"', 1, 6),
    "behind an escaped backslash": (r'a: "\\a\\\b"', 1, 10),
    "half a character": (r'a: "x \ud83d"', 1, 7),
    "half a character in eight digits": (r'a: "x \U0000DC00"', 1, 7),
    "beyond all characters": (r'a: "x \UFFFFFFFF"', 1, 7),
}


@pytest.mark.parametrize("loader", [parse._Loader, yaml.Loader], ids=["fast parser", "Python's parser"])
@pytest.mark.parametrize(("text", "line", "column"), ESCAPES.values(), ids=ESCAPES)
def test_escape_is_told_at_its_place(
    text: str, line: int, column: int, loader: type[yaml.Loader], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse, "_Loader", loader)
    document, (problem,) = load_document(Path("x.yml"), text, "kpis")
    assert document is None
    assert (problem.code, problem.span.line, problem.span.column) == ("control-character", line, column)


@pytest.mark.parametrize(("text", "line"), [case[:2] for case in ESCAPES.values()], ids=ESCAPES)
def test_the_text_to_paste_is_read_as_it_looks(text: str, line: int) -> None:
    _, (problem,) = load_document(Path("x.yml"), text, "kpis")
    assert problem.fix is not None
    lines = problem.fix.applied(text.split("\n"))
    assert problem.fix.first == line
    document, problems = load_document(Path("x.yml"), "\n".join(lines), "kpis")
    assert problems == []
    assert document is not None
    assert str(problem.values["sign"]) in str(document.data).replace("\\\\", "\\")


@pytest.mark.parametrize(
    "text", [r'a: "\t \n \r \\ \" \_ \x41 \u00e9 \U0001F600"', r"a: '\a'", r"a: \a", "a: |\n  \\a\n"]
)
def test_ordinary_escapes_and_texts_stay(text: str) -> None:
    document, problems = load_document(Path("x.yml"), text, "kpis")
    assert (document is not None, problems) == (True, [])


def test_entries_and_settings_are_looked_through(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "À l'heure", r"\a")
    swap(content, "handbook.yml", 'title: {fr: "', r'title: {fr: "\0')
    places = [(code, file) for code, file, *_ in found(content)]
    assert places == [("control-character", "handbook.yml"), ("control-character", "kpis/exemple.yml")]


def build(project: Path) -> Result:
    return CliRunner().invoke(main, ["build", "-f", str(project / "mkdocs.yml"), "--site-dir", str(project / "site")])


def test_nothing_is_built_of_one(site_project: Path) -> None:
    swap(site_project / "content", "kpis/exemple.yml", "À l'heure", r"\a")
    result = build(site_project)
    assert (result.exit_code, "control-character" in result.output) == (1, True)


@pytest.mark.parametrize("text", ['---\ntitle: "\\e"\n---\n# A\n', "# A\n\nText \x02wzxhzdk:0\x03.\n"])
def test_hand_written_pages_are_looked_through(text: str, site_project: Path) -> None:
    (site_project / "docs" / "fr" / "about.md").write_text(text, "utf-8")
    result = build(site_project)
    assert (result.exit_code, "control-character" in result.output) == (1, True), result.output
