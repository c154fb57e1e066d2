"""A matrix: which entries of two kinds belong together, and which stand alone.

In: the linked handbook. Out: `Matrix`, and the parts that the views of matrices share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook


@dataclass(frozen=True)
class Matrix:
    """Two lists of entries, and how strongly a row asks for a column, where it does.

    `anchor` is the heading, on the page of the row's entry, under which the link is told: every cell leads there.
    """

    rows: tuple[Entry, ...]
    columns: tuple[Entry, ...]
    anchor: str
    strengths: Mapping[tuple[Ref, Ref], str]

    def strength(self, row: Entry, column: Entry) -> str:
        """`essential`, `useful`, `linked`, or an empty text where nothing links the two."""
        return self.strengths.get((row.ref, column.ref), "")

    def of_row(self, row: Entry) -> int:
        """How many columns the row is linked to."""
        return self._of_rows[row.ref]

    def of_column(self, column: Entry) -> int:
        """How many rows the column is linked to."""
        return self._of_columns[column.ref]

    @cached_property
    def _shown(self) -> Sequence[tuple[Ref, Ref]]:
        """The row and the column of each cell that is not empty."""
        rows, columns = ({entry.ref for entry in each} for each in (self.rows, self.columns))
        filled = (cell for cell, strength in self.strengths.items() if strength)
        return [(row, column) for row, column in filled if row in rows and column in columns]

    @cached_property
    def _of_rows(self) -> Counter[Ref]:
        return Counter(row for row, _ in self._shown)

    @cached_property
    def _of_columns(self) -> Counter[Ref]:
        return Counter(column for _, column in self._shown)

    @property
    def kinds_of_strength(self) -> tuple[str, ...]:
        """The strengths that the matrix tells apart, strongest first."""
        known = ("essential", "useful", "linked")
        return tuple(strength for strength in known if strength in self.strengths.values())

    @property
    def gaps(self) -> tuple[Entry, ...]:
        """Rows and columns without any link."""
        rows = (row for row in self.rows if not self.of_row(row))
        return (*rows, *(column for column in self.columns if not self.of_column(column)))


def linked(row: Entry, targets: Iterable[Ref]) -> dict[tuple[Ref, Ref], str]:
    """The cells of a row that has plain links to some columns."""
    return {(row.ref, target): "linked" for target in targets}


def matrix(handbook: Handbook, rows: str, columns: str, strengths: Mapping[tuple[Ref, Ref], str]) -> Matrix:
    """The matrix of two kinds, with the cells that are not empty."""
    return Matrix(handbook.of(rows), handbook.of(columns), columns, strengths)
