"""What every rule needs: the entries of a kind, where a finding stands, and the finding for too few items.

In: the linked handbook. Out: entries, spans and diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.diagnostics import Choices, Diagnostic, Value
from generator.diagnostics.fixes import with_field
from generator.model import blanks, meanings, shapes
from generator.model.document import Span
from generator.model.handbook import Entry, Handbook


def entries_of(handbook: Handbook, kind: str) -> Iterator[Entry]:
    """The sound entries of one kind, drafts included."""
    return (entry for entry in handbook.entries.values() if entry.kind == kind)


def at(entry: Entry, field: str) -> Span:
    """The key of a field, or the start of the file where the field is absent."""
    if (field,) in entry.document.keys:
        return entry.document.key_span((field,))
    start = entry.document.value_span(())
    return replace(start, end_line=start.line, end_column=start.column + 1)


def few(entry: Entry, field: str, least: int, found: int) -> Diagnostic:
    """The finding for a field with fewer items than it needs; a field that holds no list is empty, or not there."""
    shape = next(part.shape for part in shapes.parts(type(entry.data)) if part.name == field)
    values: dict[str, Value] = {"field": field, "least": str(least), "found": str(found)}
    if isinstance(shape, shapes.Many):
        message = "" if found else "too-few-none"
        return Diagnostic("too-few", at(entry, field), values, message, "too-few")
    help_, fix = "too-few", with_field(entry.document, (), field, blanks.blank(shape))
    if isinstance(shape, shapes.Choice):
        values["known"] = Choices(shape.words, meanings.of_words(type(entry.data), field, shape.words))
        help_ = "missing-choice"
    elif fix:
        help_ = "missing-field"
    return Diagnostic("too-few", at(entry, field), values, "not-filled", help_ if fix else "too-few", fix=fix)
