"""Rules of the comparison tables.

In: the linked handbook. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, nearest
from generator.diagnostics.fixes import in_place
from generator.diagnostics.places import at, entries_of
from generator.kinds.comparisons.model import Comparison
from generator.model.document import Span
from generator.model.handbook import Entry, Handbook


def comparison_is_rectangular(handbook: Handbook) -> Iterator[Diagnostic]:
    """As many cells in each row as columns; rows written or made from a kind, never both."""
    for entry in entries_of(handbook, "comparisons"):
        data = entry.data
        assert isinstance(data, Comparison)
        for position, row in enumerate(data.rows):
            if len(row.cells) != len(data.columns):
                span = entry.document.key_span(("rows", position, "cells"))
                yield Diagnostic("row-cells", span, {"found": str(len(row.cells)), "columns": str(len(data.columns))})
        if bool(data.rows) == bool(data.rows_from):
            yield Diagnostic("rows-twice", at(entry, "rows"))


def table_fields_exist(handbook: Handbook) -> Iterator[Diagnostic]:
    """A table made from entries names a kind and, in each column, one of that kind's fields."""
    for entry in entries_of(handbook, "comparisons"):
        data = entry.data
        assert isinstance(data, Comparison)
        if data.rows_from is None:
            continue
        kind = handbook.catalog.kinds.get(data.rows_from.kind)
        if kind is None:
            span = entry.document.value_span(("rows_from", "kind"))
            yield _not_one_of(entry, span, data.rows_from.kind, list(handbook.catalog.kinds))
            continue
        for position, column in enumerate(data.columns):
            if column.field not in kind.model.model_fields:
                span = entry.document.value_span(("columns", position, "field"))
                yield _not_one_of(entry, span, column.field or "", list(kind.model.model_fields))


def _not_one_of(entry: Entry, span: Span, value: str, known: list[str]) -> Diagnostic:
    near = nearest(value, known)
    values = {"value": value, "near": near, "known": ", ".join(known)}
    fix = in_place(entry.document, span, near) if near else None
    return Diagnostic("wrong-value", span, values, "not-allowed", "near" if near else "known", fix=fix)


RULES = (
    comparison_is_rectangular,
    table_fields_exist,
)
