"""CSV: a file a kind and language, for programs; and one that a French Excel opens with a double click.

In: an edition. Out: UTF-8 files. The first form follows RFC 4180: commas, fields named as in the content. The second,
`….excel.csv`, starts with a byte order mark, separates by semicolons as a French Excel expects, and has words as heads.
Several values of one cell are separated by ` | `.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from generator.exports import tables
from generator.exports.edition import Edition, Files
from generator.exports.tables import Cell
from generator.language.i18n import LANGUAGES

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
SEVERAL = " | "
"""Stands between the values of one cell."""


def files(edition: Edition) -> Files:
    """The files of every table, by name."""
    return {name: content for language in LANGUAGES for name, content in of_language(edition, language).items()}


def of_language(edition: Edition, language: str) -> Files:
    """The files of the tables of one language, by name."""
    found = {}
    for table in tables.every(edition, language):
        found[f"{table.name}.{language}.csv"] = _text(table.fields, table.rows, ",").encode()
        found[f"{table.name}.{language}.excel.csv"] = (BOM + _text(table.head, table.rows, ";")).encode()
    return found


def _text(head: Sequence[str], rows: Iterable[Sequence[Cell]], separator: str) -> str:
    text = StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_one_line(cell) for cell in row])
    return text.getvalue()


def _one_line(cell: Cell) -> Cell:
    return SEVERAL.join(filter(None, (line.strip() for line in cell.splitlines()))) if isinstance(cell, str) else cell
