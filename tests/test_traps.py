"""Bad input: each trap is told by its code, at its cause, in one run, without a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from small import copy_golden, found, swap

from generator.cli import main
from generator.pipeline.load import load_document
from generator.pipeline.stages import run

KPI = "kpis/exemple.yml"
NBSP = "\N{NO-BREAK SPACE}"

TEXTS = [
    # a colon in a text
    ("title: Pilotage : exécution\n", [("yaml-colon", 1, 17)]),
    ("title: Pilotage: exécution\n", [("yaml-colon", 1, 16)]),
    ("title: Pilotage :\n", [("yaml-colon", 1, 17)]),
    ("summary:\n  fr: Oui : non\n  en: x\n", [("yaml-colon", 2, 11)]),
    ("pitfalls:\n  - fr: Oui : non\n", [("yaml-colon", 2, 13)]),
    ("title: {fr: Oui : non, en: Yes}\n", [("yaml-colon", 1, 17)]),
    ("purpose: Un texte\n  qui continue : ici\nunit: j\n", [("yaml-colon", 2, 16)]),
    ("title: a : b\nunit: j\nreading: c : d\n", [("yaml-colon", 1, 10), ("yaml-colon", 3, 12)]),
    # quotes
    ('title: "Pilotage\nunit: j\n', [("yaml-quote", 1, 8)]),
    ('title: "Pilotage\nunit: "j"\nfamily: quality\n', [("yaml-quote", 1, 8)]),
    ("title: 'Pilotage\nunit: j\n", [("yaml-quote", 1, 8)]),
    ('title: Le "bon" : x\n', [("yaml-colon", 1, 17)]),
    ('title: "Le "bon" pilotage"\n', [("yaml-quote", 1, 12)]),
    ('title: "Pilotage" des opérations\n', [("yaml-quote", 1, 17)]),
    ('title: {fr: "Oui", en: "Yes}\nunit: "j"\n', [("yaml-quote", 1, 24)]),
    ('title: {fr: "Oui", en: "Yes\nunit: j\n', [("yaml-quote", 1, 24)]),
    ("title: 'L'entreprise'\n", [("yaml-apostrophe", 1, 10)]),
    ("title: {fr: 'L'entreprise', en: x}\n", [("yaml-apostrophe", 1, 15)]),
    ("title: « Un : deux »\n", [("yaml-typographic-quote", 1, 8)]),
    ("title: “Un : deux”\n", [("yaml-typographic-quote", 1, 8)]),
    ("title: ’Un : deux’\n", [("yaml-typographic-quote", 1, 8)]),
    ('title: "Un : deux”\nunit: "j"\n', [("yaml-typographic-quote", 1, 18)]),
    ('title: “Un : deux"\nunit: "j"\n', [("yaml-typographic-quote", 1, 8)]),
    ('title: "P:\\Qualité"\n', [("yaml-backslash", 1, 11)]),
    # signs at the start of a text
    ("unit: % des commandes\n", [("yaml-sign", 1, 7)]),
    ("unit: @coo\n", [("yaml-sign", 1, 7)]),
    ("unit: `code`\n", [("yaml-sign", 1, 7)]),
    ("title: [Brouillon] Pilotage\n", [("yaml-sign", 1, 8)]),
    ("title: {Client} d'abord\n", [("yaml-sign", 1, 8)]),
    ("title: ? x\n", [("yaml-sign", 1, 8)]),
    ("title: , x\n", [("yaml-sign", 1, 8)]),
    ("title: & associés\n", [("yaml-alias", 1, 8)]),
    ("title: &co\n", [("yaml-alias", 1, 8)]),
    ("title: *gras* et plus\n", [("yaml-alias", 1, 8)]),
    ("title: **gras** et plus\n", [("yaml-alias", 1, 8)]),
    ("title: &x Pilotage\nunit: *x\n", [("yaml-alias", 1, 8)]),
    ("kpis: &liste [a]\nrituals: *liste\n", [("yaml-alias", 1, 7)]),
    ("title: !important\n", [("yaml-tag", 1, 8)]),
    ("order: !!int 5\n", [("yaml-tag", 1, 8)]),
    ("title: !!python/object/apply:os.system [ls]\n", [("yaml-tag", 1, 8)]),
    ("purpose: | Un texte\n", [("yaml-block", 1, 10)]),
    ("purpose: >- Un texte\nunit: j\n", [("yaml-block", 1, 10)]),
    ("unit: > 50 %\n", [("yaml-block", 1, 7)]),
    # brackets
    ("frequency: [weekly, monthly\nunit: j\n", [("yaml-bracket", 1, 12)]),
    ("title: {fr: a, en: b\nunit: j\n", [("yaml-bracket", 1, 8)]),
    ("title: {fr: a, en: b}}\nunit: j\n", [("yaml-bracket", 1, 22)]),
    # remarks that swallow a text
    ("title: Objectif #1 du COO\n", [("yaml-comment", 1, 17)]),
    ("title: Marge brute # avant remise\n", [("yaml-comment", 1, 20)]),
    ("unit: #1\n", [("yaml-comment", 1, 7)]),
    ("purpose: Un texte #1\n  qui continue\nunit: j\n", [("yaml-comment", 1, 19)]),
    ("title: {fr: Rang #1, en: x}\nunit: j\n", [("yaml-comment", 1, 18)]),
    # tabs
    ("title: a\n\tunit: j\n", [("yaml-tab", 2, 1)]),
    ("summary:\n\tfr: a\n\ten: b\n", [("yaml-tab", 2, 1), ("yaml-tab", 3, 1)]),
    ("purpose: >-\n\tUn texte\nunit: j\n", [("yaml-tab", 2, 1)]),
    ("kpis:\n\t- otif\n", [("yaml-tab", 2, 1)]),
    # indentation
    (" title: a\nunit: j\n", [("yaml-indentation", 1, 2)]),
    ("title: a\n unit: j\n", [("yaml-indentation", 2, 2)]),
    ("summary:\n  fr: a\n    en: b\n", [("yaml-indentation", 3, 5)]),
    ("summary:\n  fr: a\n en: b\n", [("yaml-indentation", 3, 2)]),
    ("summary:\n  fr: >-\n    Un texte\n    en: A text\n", [("yaml-indentation", 4, 5)]),
    ("purpose: >-\n    Un texte\n  qui sort\nunit: j\n", [("yaml-indentation", 3, 3)]),
    ("purpose: >-\nUn texte\nunit: j\n", [("yaml-indentation", 2, 1)]),
    ("kpis:\n  - a\n - b\n", [("yaml-indentation", 3, 2)]),
    ("kpis:\n  - a\n   - b\n", [("yaml-indentation", 3, 4)]),
    ("purpose: Un texte\nqui continue\nunit: j\n", [("yaml-indentation", 2, 1)]),
    ("purpose: >-\n  Un texte\ncoupé\n  par mégarde\nunit: j\n", [("yaml-indentation", 3, 1)]),
    ("summary: fr: Oui\n  en: Yes\n", [("yaml-colon", 1, 10)]),
    # dashes of lists
    ("kpis:\n  -otif\n  -ccc\n", [("yaml-dash", 2, 3), ("yaml-dash", 3, 3)]),
    ("kpis:\n  - otif\n  -ccc\n  - delai\n", [("yaml-dash", 3, 3)]),
    ("kpis: - otif\n", [("yaml-dash", 1, 7)]),
    # colons and spaces of fields
    ("title: a\nstatus published\nunit: j\n", [("yaml-missing-colon", 2, 1)]),
    ("status published\n", [("yaml-missing-colon", 1, 1)]),
    ("summary:\n  fr: a\n  en b\n", [("yaml-missing-colon", 3, 3)]),
    ("summary:\n  fr texte\n", [("yaml-missing-colon", 2, 3)]),
    ("title:Pilotage\nunit: j\n", [("yaml-space", 1, 6)]),
    ("title: a\nstatus:published\nunit: j\n", [("yaml-space", 2, 7)]),
    ("purpose:>-\n  Un texte\nunit: j\n", [("yaml-space", 1, 8)]),
    ("summary:\n  fr:a\n  en:b\n", [("yaml-space", 2, 5), ("yaml-space", 3, 5)]),
    ("pitfalls:\n  - fr:a\n", [("yaml-space", 2, 7)]),
    (f"title:{NBSP}a\nunit: j\n", [("yaml-nbsp", 1, 7)]),
    (f"summary:\n{NBSP}{NBSP}fr: a\n", [("yaml-nbsp", 2, 1)]),
    (f"kpis:\n  -{NBSP}otif\n", [("yaml-nbsp", 2, 4)]),
    # the file as a whole
    ("", [("empty-file", 0, 0)]),
    ("# à écrire\n\n", [("empty-file", 0, 0)]),
    ("---\n", [("empty-file", 0, 0)]),
    ("- a\n- b\n", [("not-a-mapping", 1, 1)]),
    ("Un simple texte.\n", [("not-a-mapping", 1, 1)]),
    ("title: a\n---\ntitle: b\n", [("yaml-document", 2, 1)]),
    ("title: a\n...\nunit: j\n", [("yaml-document", 2, 1)]),
    ("title: a\nunit: j\ntitle: b\n", [("duplicate-key", 3, 1)]),
    ("title: {fr: a, fr: b}\n", [("duplicate-key", 1, 16)]),
    ("? [a]\n: b\n", [("wrong-key", 1, 3)]),
    ("title: a\x07\n", [("control-character", 1, 9)]),
    ("title: a\x00\n", [("control-character", 1, 9)]),
    ("title: a\u2028b\n", [("control-character", 1, 9)]),
    ("title: a\x85b\n", [("control-character", 1, 9)]),
    ("pairs_with: " + "[" * 60 + "]" * 60 + "\n", [("too-deep", 1, 53)]),
    # several faults in one file
    ('title: "a\nunit: j\n\tfamily: c\nsector: "b"\n', [("yaml-quote", 1, 8), ("yaml-tab", 3, 1)]),
    (
        "title: a : b\nunit: #1\nfamily: c\nfamily: d\n",
        [("yaml-colon", 1, 10), ("yaml-comment", 2, 7), ("duplicate-key", 4, 1)],
    ),
]

FIELDS = [
    ("family: quality", "family: qualty", [("wrong-value", 4, 9)]),
    ("family: quality", "famly: quality", [("unknown-field", 4, 1)]),
    ("family: quality", "Family: quality", [("unknown-field", 4, 1)]),
    ("family: quality", "family:", [("missing-field", 4, 1)]),
    ("family: quality\n", "", [("missing-field", 1, 1)]),
    ("status: published", "status: “published”", [("wrong-value", 3, 9)]),
    ("status: published", "status: publié", [("wrong-value", 3, 9)]),
    ("status: published", "status: published\norder: dix", [("wrong-value", 4, 8)]),
    ("status: published", "status: published\nfounding: oui", [("wrong-value", 4, 11)]),
    ("status: published", "status: published\nreviewed_on: 24/11/2026", [("wrong-value", 4, 14)]),
    ("status: published", "status: published\nreviewed_on: 2026-02-30", [("wrong-value", 4, 14)]),
    ("status: published", "status: published\nfigures: aucun", [("not-a-list", 4, 10)]),
    ("frequency: [weekly, monthly]", "frequency: weekly", [("not-a-list", 8, 12)]),
    ("frequency: [weekly, monthly]", "frequency:\n  weekly", [("not-a-list", 9, 3)]),
    ("frequency: [weekly, monthly]", "frequency: {weekly: oui}", [("not-a-list", 8, 12)]),
    ('unit: "%"', "unit: [a, b]", [("yaml-sign", 7, 7)]),
    ('unit: "%"', "unit:\n  - a\n  - b", [("not-a-text", 8, 3)]),
    ('unit: "%"', 'unit: ""', [("wrong-value", 7, 7)]),
    ("measured_by: exemple", "measured_by: exempel", [("unknown-reference", 12, 14)]),
    ("measured_by: exemple", "measured_by: [exemple]", [("wrong-value", 12, 14)]),
    ("pairs_with: []", "pairs_with: [exemples]", [("unknown-reference", 16, 14)]),
    (
        'examples: {industry: [{fr: "Un fabricant.", en: "A maker."}]}',
        "examples: aucun",
        [("not-a-mapping", 19, 11)],
    ),
    (
        'pitfalls: [{fr: "Fixer la date après coup.", en: "Fixing the date afterwards."}]',
        "pitfalls:\n  - Attention : la date",
        [("yaml-colon", 16, 15)],
    ),
    (
        'pitfalls: [{fr: "Fixer la date après coup.", en: "Fixing the date afterwards."}]',
        "pitfalls: [Attention : la date, autre]",
        [("yaml-colon", 15, 22)],
    ),
    (
        'reading: {fr: "Suivez la tendance.", en: "Follow the trend."}',
        'reading: {fr: Suivez, puis agissez, en: "Follow."}',
        [("yaml-comma", 14, 21)],
    ),
    (
        'reading: {fr: "Suivez la tendance.", en: "Follow the trend."}',
        "reading: {fr:Suivez, en:Follow}",
        [("yaml-space", 14, 13), ("yaml-space", 14, 24)],
    ),
    (
        'reading: {fr: "Suivez la tendance.", en: "Follow the trend."}',
        "reading:\nfr: Suivez\nen: Follow",
        [("yaml-indentation", 15, 1), ("yaml-indentation", 16, 1)],
    ),
    (
        'reading: {fr: "Suivez la tendance.", en: "Follow the trend."}\n'
        'pitfalls: [{fr: "Fixer la date après coup.", en: "Fixing the date afterwards."}]',
        "reading:\n  fr: Suivez\n  en: Follow\n  pitfalls: []",
        [("yaml-indentation", 17, 3)],
    ),
    (
        'reading: {fr: "Suivez la tendance.", en: "Follow the trend."}',
        'reading: {fr: "Suivez.", de: "Folgen."}',
        [("unknown-field", 14, 26)],
    ),
]


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
