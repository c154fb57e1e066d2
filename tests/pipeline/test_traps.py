"""Bad input: each trap is told by its code, at its cause, in one run, without a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from small import copy_golden, found, swap
from traps import FIELDS, KPI, TEXTS

from generator.cli import main
from generator.pipeline.load import load_document
from generator.pipeline.stages import run


def check(content: Path) -> list[dict[str, object]]:
    """The findings that the command prints, which must not end in an exception."""
    result = CliRunner().invoke(main, ["check", "--content", str(content), "--format", "json", "--lang", "fr"])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    findings: list[dict[str, object]] = json.loads(result.output)
    return findings


def places(content: Path) -> list[tuple[object, object, object]]:
    return [(f["code"], f["line"] or 0, f["column"] or 0) for f in check(content)]


def test_the_table_is_long_enough() -> None:
    assert len(TEXTS) + len(FIELDS) >= 110


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[repr(text)[:50] for text, _ in TEXTS])
def test_bad_text_is_told_at_its_cause(text: str, expected: list[tuple[str, int, int]], content: Path) -> None:
    (content / KPI).write_bytes(text.encode())
    assert places(content) == expected


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[repr(text)[:50] for text, _ in TEXTS])
def test_windows_line_ends_change_nothing(text: str, expected: list[tuple[str, int, int]]) -> None:
    _, problems = load_document(Path("x.yml"), text.replace("\n", "\r\n"), "kpis")
    assert [(p.code, p.span.line, p.span.column) for p in problems] == expected


@pytest.mark.parametrize(("old", "new", "expected"), FIELDS, ids=[new[:50] for _, new, _ in FIELDS])
def test_bad_field_is_told_at_its_cause(
    old: str, new: str, expected: list[tuple[str, int, int]], content: Path
) -> None:
    assert places(swap(content, KPI, old, new)) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "no",
        "yes",
        "on",
        "off",
        "12:30",
        "1.10",
        "010",
        "0o17",
        "0x1F",
        "1_000",
        "1e3",
        "2026-11-24",
        "null",
        "~",
        "NaN",
    ],
)
def test_text_survives_as_typed(typed: str, content: Path) -> None:
    """From the file to the page, in a title that YAML would take for something else."""
    from small import handbook_of

    from generator.model.fields import Ref
    from generator.render.pages import render_page

    swap(
        content,
        KPI,
        'title: {fr: "À l\'heure et complet (OTIF)", en: "On time in full (OTIF)"}',
        f"title: {{fr: {typed}, en: {typed}}}",
    )
    handbook = handbook_of(content)
    assert handbook.entries[Ref("kpis", "exemple")].data.title.fr == typed
    assert render_page(handbook, Ref("kpis", "exemple"), "fr").title == typed


def test_byte_order_mark_and_windows_line_ends_are_accepted(content: Path) -> None:
    path = content / KPI
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert found(content) == []


def test_all_files_are_told_in_one_run(tmp_path: Path) -> None:
    content = copy_golden(tmp_path / "content")
    for number, (text, _) in enumerate(TEXTS):
        (content / "kpis" / f"x-{number}.yml").write_bytes(text.encode())
    told = [d for d in run([content]).diagnostics if d.span.file.stem.startswith("x-")]
    assert len(told) == sum(len(expected) for _, expected in TEXTS)
