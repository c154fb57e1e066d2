"""Tables that set two or more things side by side."""

from __future__ import annotations

from generator.language.i18n import Line, Prose
from generator.model.content import Guidance
from generator.model.fields import Id, SourceRef, Strict


class Column(Strict):
    """A column. In a table made from entries, `field` names the field that fills it."""

    id: Id
    title: Line
    field: str | None = None


class Row(Strict):
    """A row: its header, and one cell a column."""

    id: Id
    title: Line
    cells: tuple[Prose, ...]
    founding: bool = False
    sources: tuple[SourceRef, ...] = ()


class RowsFrom(Strict):
    """Makes the rows from the entries of a kind, all of them or those of one family."""

    kind: str
    family: str | None = None


class Comparison(Guidance):
    """One table, with what to make of it. `corner` heads the column of row headers."""

    lead: Prose
    corner: Line
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    rows_from: RowsFrom | None = None
    reading: Prose
