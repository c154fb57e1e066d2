"""A text, a list or a group of fields where another of the three belongs.

In: a document and what Pydantic says. Out: the finding, with what was written in the form that fits.
"""

from __future__ import annotations

from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic
from generator.mend import quoted_line, safe
from generator.source import DataPath, Document
from generator.validate.place import short, source_line
from generator.validate.unknown import split_at_colon

SHAPES = frozenset({"string_type", "model_type", "model_attributes_type", "dict_type", "tuple_type"})
"""Pydantic's error types of this sort."""

_TEXTS = {"Localized", "Line", "Prose", "Neutral"}


def misshapen(document: Document, details: ErrorDetails, where: DataPath) -> Diagnostic:
    """A text, a list or a group of fields where another of the three belongs."""
    given, kind = details["input"], details["type"]
    span = document.value_span(where)
    field = next((str(part) for part in reversed(where) if isinstance(part, str)), "")
    values = {"field": field, "value": short(given)}
    is_text = details.get("ctx", {}).get("class_name") in _TEXTS or kind == "string_type"
    if is_text and isinstance(given, dict) and len(given) == 1:
        return split_at_colon(document, (*where, next(iter(given))))
    if is_text:
        source = source_line(document, span)
        if given and source[span.column - 1 :].startswith(("[", "{")) and span.line == span.end_line:
            start = span.column - 1
            values |= {"mend": quoted_line(source, start), "sign": source[start]}
            return Diagnostic("yaml-sign", span, values)
        return Diagnostic("not-a-text", span, values)
    if kind == "tuple_type":
        return Diagnostic("not-a-list", span, values | {"mend": _as_list(document, where, given, field)})
    return Diagnostic("not-a-mapping", span, values, message="not-a-mapping-here", help="not-a-mapping-here")


def _as_list(document: Document, where: DataPath, given: object, field: str) -> str:
    """What was written, as a list of one item."""
    span = document.value_span(where)
    on_own_line = document.key_span(where).line < span.line
    if on_own_line:
        return f"- {source_line(document, span)[span.column - 1 :].rstrip()}"
    return f"{field}: [{safe(given)}]" if isinstance(given, str) else f"{field}: [{{…}}]"
