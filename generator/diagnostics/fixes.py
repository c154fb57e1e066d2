"""The text to paste into a file that can be read: another value, a further field, the missing language.

In: a document and a place in it. Out: a `Fix`, or None where the place is a cell of a workbook. Whatever form the
field is written in, the fix keeps all of its text.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Fix
from generator.diagnostics.yaml_text import quoted
from generator.model.blanks import BLANK
from generator.model.document import Cell, DataPath, Document, Span

_WIDTH = 120
_STEP = 2


def in_place(document: Document, span: Span, text: str) -> Fix | None:
    """Another text in the place of a stretch of one line."""
    lines = _lines(document, span)
    if lines is None or span.line != span.end_line:
        return None
    source = lines[span.line - 1]
    return Fix(span.line, span.line, (source[: span.column - 1] + text + source[span.end_column - 1 :],))


def with_language(document: Document, path: DataPath, source: str, language: str) -> Fix | None:
    """A text in one language, with a place for the other.

    `source` is the language of a text without any, and the one that is there.
    """
    span = document.values.get(path)
    lines = None if span is None else _lines(document, span)
    if span is None or lines is None:
        return None
    other = f'{language}: "{BLANK}"'
    if isinstance(_at(document, path), dict):
        return _beside(document, lines, path, other, (*path, source))
    return _split(document, lines, path, span, source, other)


def with_field(document: Document, path: DataPath, name: str, value: str) -> Fix | None:
    """A further field in the group at `path`, or its value where its name is there without one."""
    span = document.values.get(path)
    lines = None if span is None else _lines(document, span)
    held = _at(document, path)
    if lines is None or not isinstance(held, dict) or not held:
        return None
    if (key := document.keys.get((*path, name))) and key.line == key.end_line:
        source = lines[key.line - 1]
        colon = source.find(":", key.end_column - 1) + 1
        return Fix(key.line, key.line, (f"{source[:colon]} {value}{source[colon:]}",)) if colon else None
    return _beside(document, lines, path, f"{name}: {value}", (*path, list(held)[-1]))


def _beside(document: Document, lines: Sequence[str], path: DataPath, field: str, last: DataPath) -> Fix | None:
    """A field put into a group: before the closing brace, or on a line of its own after the field `last`."""
    span = document.values[path]
    if lines[span.line - 1][span.column - 1 :].startswith("{"):
        source = lines[span.end_line - 1]
        before, after = source[: span.end_column - 2].rstrip(), source[span.end_column - 2 :]
        comma = "" if before.endswith((",", "{")) else ","
        return Fix(span.end_line, span.end_line, (f"{before}{comma} {field}{after}",))
    if last not in document.keys:
        return None
    number = last_line(document, lines, last)
    column = document.keys[last].column - 1
    return Fix(number + 1, number, (" " * column + field,))


def _split(document: Document, lines: Sequence[str], path: DataPath, span: Span, source: str, other: str) -> Fix | None:
    """A bare text turned into a group of two languages: on its line where that is short, else on lines below."""
    first, last = lines[span.line - 1], last_line(document, lines, path)
    lead, text = first[: span.column - 1], first[span.column - 1 :]
    if span.line == span.end_line:
        text, rest = first[span.column - 1 : span.end_column - 1], first[span.end_column - 1 :]
        line = f"{lead}{{{source}: {text if text[:1] in (chr(34), chr(39)) else quoted(text)}, {other}}}{rest}"
        if len(line) <= _WIDTH or rest.strip():
            return Fix(span.line, span.line, (line,))
    if lead.strip(" -"):
        key = document.keys[path]
        column = key.column - 1 + _STEP
        head: tuple[str, ...] = (lead.rstrip(), f"{' ' * column}{source}: {text}")
    else:
        column, head = span.column - 1, (f"{lead}{source}: {text}",)
    more = tuple(" " * 2 * _STEP + line if line.strip() else line for line in lines[span.line : last])
    return Fix(span.line, last, (*head, *more, " " * column + other))


def last_line(document: Document, lines: Sequence[str], path: DataPath) -> int:
    """The number, from 1, of the last line of a value; comments and blank lines after it belong to what follows."""
    value, span = _at(document, path), document.value_span(path)
    sign = lines[span.line - 1][span.column - 1 : span.column]
    if isinstance(value, dict | list) and value and sign not in "{[":
        inner = (*path, list(value)[-1] if isinstance(value, dict) else len(value) - 1)
        if inner in document.values:
            return last_line(document, lines, inner)
    key = document.keys.get(path, span)
    last = span.end_line if span.end_column > 1 else span.end_line - 1
    while last > max(span.line, key.line) and not lines[min(last, len(lines)) - 1].strip():
        last -= 1
    return max(last, key.line)


def _lines(document: Document, span: Span) -> Sequence[str] | None:
    lines = document.lines
    return None if isinstance(span, Cell) or not 0 < span.line <= len(lines) else lines


def _at(document: Document, path: DataPath) -> object:
    data: object = document.data
    for part in path:
        data = data[part]  # type: ignore[index]
    return data
