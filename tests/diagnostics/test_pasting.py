"""The text to paste: applied, it ends its finding, makes no other, and loses nothing that its author wrote."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pasting import codes, file_of, findings, fresh, marked, paste, paste_everything, read, typed
from small import CASES, copy_golden, swap
from traps import FIELDS, KPI, TEXTS

from generator.authoring.error_reference import case, spoil
from generator.diagnostics import Diagnostic
from generator.diagnostics.codes import EXPLAINED
from generator.pipeline.load import load_document

EXAMPLES = [(code, position) for code in EXPLAINED for position in range(len(case(CASES, code)["examples"]))]

FRENCH = "À l'heure et complet"
FORMS = {
    "a title alone": ("title", f"title: {FRENCH}\n"),
    "a title in quotes": ("title", f'title: "{FRENCH}"\n'),
    "a title in apostrophes": ("title", "title: 'À l''heure et complet'\n"),
    "a word with a comment": ("title", "title: Complet  # revu\n"),
    "braces": ("title", f'title: {{fr: "{FRENCH}"}}\n'),
    "braces with a comma": ("title", f'title: {{fr: "{FRENCH}",}}\n'),
    "lines": ("title", f"title:\n  fr: {FRENCH}\n"),
    "lines, far right": ("title", f"title:\n      fr: {FRENCH}\n"),
    "a text below its name": ("title", f"title:\n  {FRENCH}\n"),
    "a folded text": ("purpose", "purpose: >-\n  Tenir la\n  promesse.\n"),
    "a folded text in lines": ("purpose", "purpose:\n  fr: >-\n    Tenir la\n    promesse.\n"),
    "a text kept in its lines": ("purpose", "purpose: |\n  Tenir :\n\n  - la promesse\n"),
    "a text of two lines": ("purpose", "purpose: Tenir la\n  promesse.\n"),
    "quotes over two lines": ("purpose", 'purpose: "Tenir la\n  promesse."\n'),
    "a long line": ("purpose", f"purpose: {'Tenir la promesse faite au client, semaine après semaine. ' * 3}\n"),
    "an item": ("pitfalls", "pitfalls:\n  - Fixer la date.\n"),
    "items at the left": ("pitfalls", "pitfalls:\n- Fixer la date.\n- Compter à part.\n"),
    "an item in braces": ("pitfalls", 'pitfalls:\n  - {fr: "Fixer la date."}\n'),
    "an item in lines": ("pitfalls", "pitfalls:\n  - fr: Fixer la date.\n  - fr: Compter.\n    en: Counting.\n"),
    "a folded item": ("pitfalls", "pitfalls:\n  - >-\n    Fixer\n    la date.\n  - {fr: a, en: b}\n"),
    "an item of two lines": ("pitfalls", "pitfalls:\n  - Fixer\n    la date.\n"),
    "items in brackets": ("pitfalls", "pitfalls: [Fixer la date., Compter.]\n"),
    "items in brackets and braces": ("pitfalls", "pitfalls: [{fr: Fixer}, {fr: Compter, en: Counting}]\n"),
    "items deep inside": ("examples", "examples:\n  industry:\n    - Un fabricant.\n"),
    "a comment after it": ("purpose", "purpose:\n  fr: Tenir.\n# Une remarque.\n\n"),
}


def lay(content: Path, field: str, text: str) -> Path:
    """One field of the KPI in another form, at the end of the file and before other fields."""
    path = content / KPI
    lines = path.read_text("utf-8").splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if line.startswith(f"{field}:"))
    path.write_text("".join([*lines[:place], text, *lines[place + 1 :]]), "utf-8")
    return path


def nothing_is_lost(before: str, after: str, met: list[dict[str, object]]) -> None:
    same = any(finding["code"] == "duplicate-key" for finding in met)
    document, _ = load_document(Path("x.yml"), before, "kpis")
    lost = (read(before) if document else typed(before)) - read(after) - marked(before, met)
    assert not (set(lost) - set(read(after)) if same else lost)


def settle(content: Path, path: Path) -> None:
    """Paste all there is, and compare before and after."""
    before = path.read_bytes().decode("utf-8-sig")
    met = paste_everything(content)
    first = [finding for finding in met if finding["fix"]]
    left = findings(content)
    assert not [finding for finding in left if finding["code"] in codes(first)]
    if first and not any(finding["fix"] is None for finding in left):
        nothing_is_lost(before, path.read_text("utf-8"), met)


@pytest.mark.parametrize(("field", "text"), FORMS.values(), ids=FORMS)
def test_missing_english_fits_the_form_of_the_field(field: str, text: str, content: Path) -> None:
    path = lay(content, field, text)
    before = path.read_text("utf-8")
    told = findings(content)
    assert {finding["code"] for finding in told} == {"missing-translation"}
    for finding in told:
        path.write_text(before, "utf-8")
        paste(content, [finding])
        assert len(findings(content)) == len(told) - 1
        nothing_is_lost(before, path.read_text("utf-8"), told)
    path.write_text(before, "utf-8")
    settle(content, path)
    assert findings(content) == []


@pytest.mark.parametrize(("code", "position"), EXAMPLES, ids=[f"{code} {position}" for code, position in EXAMPLES])
def test_each_fix_of_the_reference_ends_its_finding(code: str, position: int, tmp_path: Path) -> None:
    content = copy_golden(tmp_path / "content")
    spoil(content, case(CASES, code)["examples"][position])
    told = findings(content)
    for number, finding in enumerate(told):
        if finding["fix"]:
            one = copy_golden(tmp_path / str(number) / "content")
            spoil(one, case(CASES, code)["examples"][position])
            paste(one, [finding])
            assert not fresh(told, finding, findings(one)), finding
    fixable = [finding for finding in told if finding["fix"]]
    if fixable:
        settle(content, file_of(content, fixable[0]))


@pytest.mark.parametrize(("old", "new", "_"), FIELDS, ids=[new[:50] for _, new, _ in FIELDS])
def test_each_fix_of_a_field_ends_its_finding(old: str, new: str, _: object, content: Path) -> None:
    path = swap(content, KPI, old, new) / KPI
    before = path.read_text("utf-8")
    told = findings(content)
    for finding in told:
        if finding["fix"]:
            path.write_text(before, "utf-8")
            paste(content, [finding])
            assert not fresh(told, finding, findings(content)), (finding, path.read_text("utf-8"))
    path.write_text(before, "utf-8")
    settle(content, path)


@pytest.mark.parametrize(("text", "_"), TEXTS, ids=[repr(text)[:50] for text, _ in TEXTS])
def test_fixes_of_a_text_make_it_readable(text: str, _: object) -> None:
    now, gone = text, Counter[str]()
    for _ in range(6):
        document, problems = load_document(Path("x.yml"), now, "kpis")
        fixes = [problem.fix for problem in problems if problem.fix]
        if not fixes:
            break
        gone += marked(now, [_record(problem) for problem in problems])
        lines = now.split("\n")
        for fix in sorted(fixes, key=lambda fix: fix.first, reverse=True):
            lines = fix.applied(lines)
        now = "\n".join(lines)
    assert not any(problem.fix for problem in problems), "pasting leads in a circle"
    if document is not None and now != text:
        assert not typed(text) - read(now) - gone, now
    assert document is not None or _needs_a_person(problems), now


def _record(problem: Diagnostic) -> dict[str, object]:
    span = problem.span
    place = {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}
    return {"code": problem.code, **place}


def _needs_a_person(problems: list[Diagnostic]) -> bool:
    """Whether all that is left is for the author alone to decide."""
    own = {
        "control-character",
        "duplicate-key",
        "empty-file",
        "not-a-mapping",
        "wrong-key",
        "too-deep",
        "yaml-document",
    }
    return {problem.code for problem in problems} <= own
