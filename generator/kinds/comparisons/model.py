"""Tables that set two or more things side by side."""

from __future__ import annotations

from typing import Annotated

from generator.language.i18n import Line, Prose
from generator.model.content import Guidance
from generator.model.fields import Id, Offered, SourceRef, Strict


class Column(Strict):
    """A column. In a table made from entries, `field` names the field that fills it."""

    id: Id
    title: Line
    field: str | None = None


class Row(Strict):
    """A row: its header, and one cell a column."""

    id: Id
    title: Line
    cells: Annotated[tuple[Prose, ...], Offered(2)]
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
    columns: Annotated[tuple[Column, ...], Offered(2)]
    rows: Annotated[tuple[Row, ...], Offered(1)] = ()
    rows_from: RowsFrom | None = None
    reading: Prose
