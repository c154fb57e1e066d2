"""Report: findings as text for a person or a tool.

In: diagnostics and a language. Out: one text a format; those of code hosts are in `hosts`. Positions are printed from
the span; the words come from `locales/`, the same code in both languages.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generator.diagnostics import Choices, Diagnostic, Fix, Meaning, Place, Value, Word
from generator.diagnostics.codes import CODES
from generator.language.i18n import Localized, Words, ordinal, plural, words
from generator.language.markup import typography
from generator.language.words import terminal_language as terminal_language
from generator.model.document import Cell, Span

_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
"""What Python calls unprintable, and a line may well hold."""


class Message(NamedTuple):
    """A finding in words: what happened and why, and what to do."""

    text: str
    help: str


def message(diagnostic: Diagnostic, language: str) -> Message:
    """The words of one finding in `language`."""
    find = words(language)
    values = {key: _said(value, find) for key, value in diagnostic.values.items()}
    if diagnostic.fix:
        values["fix"] = diagnostic.fix.shown
    text = find(f"messages.{diagnostic.message or diagnostic.code}")
    advice = find(f"helps.{diagnostic.help or diagnostic.message or diagnostic.code}")
    return Message(_fill(text, values, language), _fill(advice, values, language))


def _fill(template: str, values: Mapping[str, str], language: str) -> str:
    filled = typography(template, language).format_map(values)
    filled = re.sub(r" +\n", "\n", filled)
    return filled[:1].upper() + filled[1:] if template.startswith("{what}") else filled


def _said(value: Value, find: Words) -> str:
    """What fills a brace, in the reader's language."""
    if isinstance(value, Word):
        return typography(find(value), find.language)
    if isinstance(value, Place):
        key = "item_of" if value.item else "field_named"
        return find(f"words.{key}", field=value.field, number=ordinal(value.item, find.language))
    if isinstance(value, Choices):
        return ", ".join(word + _meaning(word, value.meanings.get(word, {}), find.language) for word in value.words)
    if isinstance(value, Meaning):
        return _meaning(value.word, value.texts, find.language)
    if isinstance(value, Localized):
        return typography(value.served(find.language).text, find.language)
    return value


def _meaning(word: str, texts: Mapping[str, str], language: str) -> str:
    meaning = texts.get(language, "")
    return f" ({meaning})" if meaning and meaning.casefold() != word else ""


def full(diagnostics: Sequence[Diagnostic], language: str) -> str:
    """Each finding with its lines of code, then a count."""
    blocks = [_block(diagnostic, language) for diagnostic in diagnostics]
    return "\n\n".join([*blocks, summary(diagnostics, language)])


def _block(diagnostic: Diagnostic, language: str) -> str:
    text, advice = message(diagnostic, language)
    find = words(language)
    head = f"{find(f'severity.{diagnostic.severity}')}[{diagnostic.code}]{_colon(language)} {text}"
    note = f"{_gutter(diagnostic.span)} = "
    return "\n".join(
        [
            head,
            *frame(diagnostic.span),
            *_related(diagnostic, note, language),
            f"{note}{find('words.help')}{_colon(language)} {advice}",
            *_see(diagnostic.code, note, language),
        ]
    )


def _related(diagnostic: Diagnostic, note: str, language: str) -> list[str]:
    """The further places of the same fault, on one line each."""
    label = f"{note}{words(language)('words.also_there')}{_colon(language)} "
    return [label + place(span) for span in diagnostic.related]


def _see(code: str, note: str, language: str) -> list[str]:
    """Where the reference explains a code, if it has a page."""
    find = words(language)
    page = f"{note}{find('words.see_page')}{_colon(language)} {reference_page(code, language)}"
    return [page] if CODES[code].has_page else []


def reference_page(code: str, language: str) -> str:
    """Where the reference explains a code: a place under `docs/<language>/`, and an address in the site."""
    return f"{words(language)('words.reference_folder')}/{code}"


def _colon(language: str) -> str:
    return "\N{NO-BREAK SPACE}:" if language == "fr" else ":"


def _gutter(span: Span) -> str:
    return " " * (len(str(span.line)) + 1)


def frame(span: Span) -> list[str]:
    """The place, and under it the line of the file with the part in question marked."""
    gutter = _gutter(span)
    where = f"{gutter[1:]}--> {place(span)}"
    line = line_of(span)
    if line is None:
        return [where]
    width = span.end_column - span.column if span.end_line == span.line else len(line.rstrip()) - span.column + 1
    marks = " " * (span.column - 1) + "^" * max(1, width)
    return [where, f"{gutter}|", f"{span.line} | {line.rstrip()}", f"{gutter}| {marks}", f"{gutter}|"]


def place(span: Span) -> str:
    """Where a span is, as seen from the current folder: file, line and column, or sheet and cell."""
    if isinstance(span, Cell):
        return f"{relative(span.file)} {span.sheet}!{span.address}"
    return f"{relative(span.file)}:{span.line}:{span.column}" if span.line else relative(span.file)


def relative(path: Path) -> str:
    """The path as seen from the current folder, with forward slashes."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive on Windows
        return path.as_posix()


def line_of(span: Span) -> str | None:
    """The line at which a span starts; None where it has none."""
    if not span.line:
        return None
    lines = _lines(span.file)
    return _visible(lines[span.line - 1]) if span.line <= len(lines) else ""


def _visible(line: str) -> str:
    """The line with a sign for each character that has none, or that would command the terminal."""
    return "".join(" " if sign == "\t" else sign if sign.isprintable() or sign in _SPACES else "�" for sign in line)


_READ: dict[Path, str] = {}
"""The texts of files as they were read last: a finding shows the line that it was found in, not one saved since."""


def note_text(path: Path, text: str | None) -> None:
    """Note the text of a file that is read, and in which something may be found; None where it has no text."""
    if text is None:
        _READ.pop(path, None)
    else:
        _READ[path] = text


def _lines(path: Path) -> list[str]:
    try:
        text = _READ.get(path)
        if text is None:
            text = path.read_bytes().decode("utf-8-sig", errors="replace")
        return re.split("\r\n|\r|\n", text)
    except OSError:
        return []


def summary(diagnostics: Sequence[Diagnostic], language: str) -> str:
    """How many errors and warnings there are, in words."""
    find = words(language)
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    if not diagnostics:
        return typography(find("summary.clean"), language)
    return find("summary.found", errors=_count(find, "error", errors), warnings=_count(find, "warning", warnings))


def _count(find: Words, noun: str, number: int) -> str:
    return f"{number} {find(f'summary.{noun}.{plural(number, find.language)}')}"


def concise(diagnostics: Sequence[Diagnostic], language: str) -> str:
    """One line a finding."""
    lines = [
        f"{place(diagnostic.span)}: {diagnostic.severity}[{diagnostic.code}] {message(diagnostic, language).text}"
        for diagnostic in diagnostics
    ]
    return "\n".join([*lines, summary(diagnostics, language)])


def as_json(diagnostics: Sequence[Diagnostic], language: str) -> str:
    """One array of objects; lines and columns count from 1, and are null for a whole file.

    `fix` is the text to paste: its `lines` take the place of those from `line` to `end_line`, or are put in before
    `line` where `end_line` is the one before.
    """
    return json.dumps([_record(diagnostic, language) for diagnostic in diagnostics], ensure_ascii=False, indent=2)


def _record(diagnostic: Diagnostic, language: str) -> dict[str, Any]:
    text, advice = message(diagnostic, language)
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": text,
        "help": advice,
        "file": relative(span.file),
        "line": span.line or None,
        "column": span.column or None,
        "end_line": span.end_line or None,
        "end_column": span.end_column or None,
        "related": [{"file": relative(other.file), "line": other.line or None} for other in diagnostic.related],
        "fix": _as_record(diagnostic.fix),
    }


def _as_record(fix: Fix | None) -> dict[str, Any] | None:
    return {"line": fix.first, "end_line": fix.last, "lines": fix.lines} if fix else None
