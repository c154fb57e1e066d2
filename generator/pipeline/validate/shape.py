"""A text, a list or a group of fields where another of the three belongs.

In: a document and what Pydantic says. Out: the finding, with what was written in the form that fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, Fix
from generator.diagnostics.fixes import in_place, last_line
from generator.diagnostics.yaml_text import quoted, safe
from generator.model import meanings, shapes
from generator.model.document import Cell, DataPath, Document, Span
from generator.model.meanings import Meanings
from generator.model.shapes import Shape
from generator.pipeline.entry_names import SEPARATOR, EntryNames
from generator.pipeline.validate.choices import meant
from generator.pipeline.validate.missing import shape_of
from generator.pipeline.validate.place import model_at, short, source_line
from generator.pipeline.validate.unknown import split_at_colon

SHAPES = frozenset({"string_type", "model_type", "model_attributes_type", "dict_type", "tuple_type"})
"""Pydantic's error types of this sort."""

_TEXTS = {"Localized", "Line", "Prose", "Neutral"}


def misshapen(
    document: Document, model: type[BaseModel], details: ErrorDetails, where: DataPath, names: EntryNames
) -> Diagnostic:
    """A text, a list or a group of fields where another of the three belongs."""
    given, kind = details["input"], details["type"]
    span = document.value_span(where)
    field = next((str(part) for part in reversed(where) if isinstance(part, str)), "")
    values = {"field": field, "value": short(given)}
    class_name = details.get("ctx", {}).get("class_name")
    is_text = class_name in _TEXTS or kind == "string_type"
    if is_text and isinstance(given, dict) and len(given) == 1:
        return split_at_colon(document, (*where, next(iter(given))))
    if is_text:
        return _no_text(document, where, given, is_prose=class_name == "Prose")
    if kind == "tuple_type":
        holder = model_at(model, details["loc"][:-1])
        shape = shape_of(holder, field)
        inner = shape.of if isinstance(shape, shapes.Many) else None
        told = meanings.of_words(holder, field, inner.words) if isinstance(inner, shapes.Choice) else {}
        fix = _as_list(document, where, given, inner, names, told)
        return Diagnostic("not-a-list", span, values, help="write-instead" if fix else "not-a-list", fix=fix)
    return Diagnostic("not-a-mapping", span, values, message="not-a-mapping-here", help="not-a-mapping-here")


def _no_text(document: Document, where: DataPath, given: object, is_prose: bool) -> Diagnostic:
    """A list or a group of fields where a text belongs: in brackets without its quotes, or on lines of its own."""
    span = document.value_span(where)
    source = source_line(document, span)
    if given and source[span.column - 1 :].startswith(("[", "{")) and span.line == span.end_line:
        fix = in_place(document, span, quoted(source[span.column - 1 : span.end_column - 1]))
        return Diagnostic("yaml-sign", span, {"sign": source[span.column - 1]}, fix=fix)
    values = {"value": short(given)}
    key = document.key_span(where)
    plain = isinstance(given, list) and all(isinstance(item, str) for item in given)
    if is_prose and plain and isinstance(where[-1], str) and source and not isinstance(span, Cell):
        lines = document.lines
        head = f"{lines[key.line - 1].rstrip()} |"
        shift = " " * max(key.column + 1 - span.column, 0)
        last = last_line(document, lines, where)
        rest = [shift + line if line.strip() else "" for line in lines[key.line : last]]
        return Diagnostic("not-a-text", span, values, help="write-instead", fix=Fix(key.line, last, (head, *rest)))
    return Diagnostic("not-a-text", span, values)


def _as_list(
    document: Document, where: DataPath, given: object, inner: Shape | None, names: EntryNames, meanings: Meanings
) -> Fix | None:
    """What was written as a list of as many items as it names."""
    span = document.value_span(where)
    if isinstance(span, Cell) or not source_line(document, span):
        return None
    lines = document.lines
    if isinstance(given, dict) and not isinstance(inner, shapes.Group | shapes.Text):
        return None
    if isinstance(given, dict) and lines[span.line - 1][span.column - 1] != "{":
        return _dashed(lines, span, last_line(document, lines, where))
    if not isinstance(given, str):
        return in_place(document, span, f"[{lines[span.line - 1][span.column - 1 : span.end_column - 1]}]")
    last = last_line(document, lines, where)
    key = document.key_span(where)
    if (items := _items(given, inner, names, meanings)) is None:
        return None
    if key.line == last and (span.end_column - 1 == len(lines[last - 1].rstrip()) or items):
        text = ", ".join(items) or lines[last - 1][span.column - 1 : span.end_column - 1]
        return in_place(document, span, f"[{text if items or text[0] in chr(34) + chr(39) else safe(text)}]")
    if items:
        column = " " * (span.column - 1 if span.line > key.line else key.column + 1)
        head = lines[key.line - 1][: span.column - 1].rstrip() if span.line == key.line else lines[key.line - 1]
        return Fix(key.line, last, (head, *(f"{column}- {item}" for item in items)))
    return _dashed(lines, span, last) if span.line > key.line else None


def _dashed(lines: Sequence[str], span: Span, last: int) -> Fix:
    """One item of several lines: a dash before the first, the others two spaces further right."""
    column = span.column - 1
    first = f"{' ' * column}- {lines[span.line - 1][column:]}"
    return Fix(span.line, last, (first, *("  " + line if line.strip() else line for line in lines[span.line : last])))


def _items(given: str, inner: Shape | None, names: EntryNames, meanings: Meanings) -> list[str] | None:
    """The names or words that a text lists; none where it is one text; None where a name in it is not known."""
    if isinstance(inner, shapes.Reference):
        pieces = re.split(r"\s*[,;\t]\s*", given.strip())
        alike = all(re.fullmatch(r"[a-z0-9/-]+", piece) for piece in pieces)
        return names.listed(inner.kind, given) or (pieces if alike else None)
    if isinstance(inner, shapes.Choice):
        pieces = [piece for piece in SEPARATOR.split(given.strip()) if piece]
        found = [meant(piece, inner.words, meanings) for piece in pieces]
        return found if all(found) else None
    if isinstance(inner, shapes.Group):
        return None
    pieces = [piece.strip() for piece in given.split("\t") if piece.strip()]
    return [safe(piece) for piece in pieces] if len(pieces) > 1 else []
