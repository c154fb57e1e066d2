"""Loading: text survives as typed, positions are exact, and what cannot be read is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import CATALOG, Project, found

from generator.model.document import Document, Span
from generator.pipeline.load import load, load_document

PATH = Path("x.yml")


def document(text: str) -> Document:
    loaded, problems = load_document(PATH, text, "kpis")
    assert loaded is not None, problems
    return loaded


def code(text: str) -> tuple[str, int, int]:
    _, problems = load_document(PATH, text, "kpis")
    return problems[0].code, problems[0].span.line, problems[0].span.column


@pytest.mark.parametrize(
    "text", ["no", "yes", "on", "12:30", "1.10", "010", "2026-11-22", "1e3", "null", "~", "=", "0x1F"]
)
def test_scalar_stays_the_text_that_was_typed(text: str) -> None:
    assert document(f"title: {text}\n").data == {"title": text}


def test_empty_value_is_nothing() -> None:
    assert document("title:\nunit: ''\n").data == {"title": None, "unit": ""}


def test_value_and_key_have_positions() -> None:
    loaded = document("title: A\nlevels:\n  - level: 1\n    name: é\n")
    assert loaded.value_span(("levels", 0, "name")) == Span(PATH, 4, 11, 4, 12)
    assert loaded.key_span(("levels", 0, "name")) == Span(PATH, 4, 5, 4, 9)


def test_missing_value_points_at_its_parent() -> None:
    assert document("a:\n  b: 1\n").value_span(("a", "z", 3)).line == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("empty-file", 0, 0)),
        ("# only a comment\n", ("empty-file", 0, 0)),
        ("- a\n- b\n", ("not-a-mapping", 1, 1)),
        ("title: a\ntitle: b\n", ("duplicate-key", 2, 1)),
        ("a: &x 1\nb: {c: [*x, *x]}\nd: &l [1]\ne: *l\n", ("yaml-alias", 1, 4)),
        ("title: Pilotage : exécution\n", ("yaml-colon", 1, 17)),
        ("a:\n\tb: 1\n", ("yaml-tab", 2, 1)),
        ("a: \x07\n", ("control-character", 1, 4)),
        ("a: [1, 2\n", ("yaml-bracket", 1, 4)),
        ("? [a]\n: b\n", ("wrong-key", 1, 3)),
        ("a: " + "[" * 60 + "]" * 60 + "\n", ("too-deep", 1, 44)),
    ],
)
def test_unreadable_text_is_told_at_its_place(text: str, expected: tuple[str, int, int]) -> None:
    assert code(text) == expected


def test_colon_gets_the_text_to_paste() -> None:
    _, problems = load_document(PATH, "title: Pilotage : exécution\n", "kpis")
    assert problems[0].fix is not None
    assert problems[0].fix.shown == 'title: "Pilotage : exécution"'


def test_very_deep_nesting_is_no_crash() -> None:
    assert code("a: " + "[" * 20_000)[0] in {"too-deep", "yaml-syntax"}


def test_bom_and_windows_line_ends_are_accepted(content: Path) -> None:
    path = content / "kpis" / "exemple.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert found(content) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kpi/x.yml", "unknown-kind"),
        ("kpis/deep/x.yml", "wrong-place"),
        ("x.yml", "wrong-place"),
        ("kpis/x.yaml", "wrong-ending"),
        ("kpis/Délai moyen.yml", "wrong-id"),
    ],
)
def test_file_in_the_wrong_place_is_told(name: str, expected: str, project: Project) -> None:
    content = project(f"\n== {name} ==\ntitle: x\n")
    assert found(content) == [(expected, name, 0, 0)]


def test_not_utf_8_is_told_at_its_byte(content: Path) -> None:
    (content / "kpis" / "exemple.yml").write_bytes("a: b\ntitle: Délai\n".encode("latin-1"))
    assert ("not-utf-8", "kpis/exemple.yml", 2, 9) in found(content)


def test_huge_file_is_not_read(content: Path) -> None:
    (content / "kpis" / "exemple.yml").write_text("#" * 1_000_001)
    assert ("file-too-large", "kpis/exemple.yml", 0, 0) in found(content)


def test_hidden_files_are_left_alone(project: Project) -> None:
    assert found(project("\n== kpis/.draft.yml ==\n[\n\n== .git/x.yml ==\n[\n")) == []


def test_later_folder_replaces_an_entry_and_keeps_its_own_positions(content: Path, tmp_path: Path) -> None:
    overlay = tmp_path / "company" / "kpis"
    overlay.mkdir(parents=True)
    (overlay / "exemple.yml").write_text("title: Ours\n")
    documents, _ = load([content, overlay.parent], CATALOG)
    ours = next(d for d in documents if d.kind == "kpis")
    assert (ours.data, ours.path) == ({"title": "Ours"}, overlay / "exemple.yml")


def test_missing_folder_is_told(tmp_path: Path) -> None:
    _, problems = load([tmp_path / "nowhere"], CATALOG)
    assert [problem.code for problem in problems] == ["no-content"]
