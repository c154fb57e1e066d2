"""What templates ask of comparisons: the rows of a table that is made from entries of a kind.

In: the linked handbook and a table. Out: entries.
"""

from __future__ import annotations

from generator.kinds.comparisons.model import Comparison
from generator.model.handbook import Entry, Handbook


def table_rows(handbook: Handbook, table: Comparison) -> list[Entry]:
    """The entries that make the rows of a table, where it is made from a kind."""
    if table.rows_from is None:
        return []
    family = table.rows_from.family
    return [entry for entry in handbook.of(table.rows_from.kind) if family in (None, getattr(entry.data, "family", ""))]
