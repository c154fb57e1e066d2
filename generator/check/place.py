"""What every rule needs: the entries of a kind, where a finding stands, and the finding for too few items.

In: the linked handbook. Out: entries, spans and diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.diagnostics import Diagnostic, Severity
from generator.handbook import Entry, Handbook
from generator.source import Span


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
    """The finding for a field with fewer items than it needs."""
    values = {"field": field, "least": str(least), "found": str(found)}
    return Diagnostic("too-few", at(entry, field), values, severity=Severity.ERROR)
