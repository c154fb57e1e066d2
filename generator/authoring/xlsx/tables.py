"""Entries as tables of text, which is what a workbook holds.

In: documents. Out: a `SheetTable` a sheet, and the digests that tell what was edited since a workbook was written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.authoring.xlsx import cells
from generator.authoring.xlsx.columns import Extent, Sheet, SheetColumn, extent_of, list_places, sheets, table_kinds
from generator.model.catalog import Kind
from generator.model.document import DataPath, Document

SPARE = 1
"""How many numbered columns more than in use a list gets, to write into."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: whose entry, its texts by column key, and its row in the workbook where it has one."""

    id: str
    texts: Mapping[str, str]
    row: int = 0


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet with its rows. `name` is its tab's; `letters` are its columns' in the workbook."""

    sheet: Sheet
    lines: tuple[SheetRow, ...]
    name: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)

    def of(self, entry: str) -> tuple[SheetRow, ...]:
        """The rows of one entry."""
        return tuple(line for line in self.lines if line.id == entry)


def tables(kind: Kind, documents: Sequence[Document], known: Mapping[str, Sequence[str]]) -> Iterator[SheetTable]:
    """The tables of a kind; `known` has the ids of every kind, for the columns that are entries."""
    extents = {place: _extent(place, documents) for place in ((), *list_places(kind))}
    for place, other in table_kinds(kind).items():
        extents[()] = Extent(extents[()].counts, {**extents[()].keys, place: _union(extents[()], place, known[other])})
    for sheet in sheets(kind, extents):
        yield table(sheet, documents)


def table(sheet: Sheet, documents: Iterable[Document]) -> SheetTable:
    """The rows of one sheet."""
    return SheetTable(
        sheet,
        tuple(
            SheetRow(document.id, texts(item, sheet.columns))
            for document in documents
            for item in items(document.data, sheet.place)
        ),
    )


def texts(item: Any, columns: Iterable[SheetColumn]) -> dict[str, str]:
    """The text of each column's cell."""
    return {column.key: cells.read(item, column) for column in columns}


def items(data: Any, place: DataPath) -> list[Any]:
    """What has a row each: the entry itself, or the items of its list at `place`."""
    if not place:
        return [data]
    for part in place:
        data = data.get(part) if isinstance(data, dict) else None
    return data if isinstance(data, list) else []


def _extent(place: DataPath, documents: Iterable[Document]) -> Extent:
    extent = extent_of(
        path for document in documents for item in items(document.data, place) for path in _paths(item, ())
    )
    return Extent({path: count + SPARE for path, count in extent.counts.items()}, extent.keys)


def _paths(data: Any, path: DataPath) -> Iterator[DataPath]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _paths(value, (*path, key))
    elif isinstance(data, list):
        for position, item in enumerate(data):
            yield from _paths(item, (*path, position))
    else:
        yield path


def _union(extent: Extent, place: DataPath, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ids, *extent.keys.get(place, ()))))


def digest(value: object) -> str:
    """A short print of plain data: the same for the same data."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:20]


def cells_digest(entry: str, of_kind: Iterable[SheetTable]) -> str:
    """The print of all the cells of an entry."""
    return digest(
        [
            (table.sheet.key, [{key: text for key, text in line.texts.items() if text} for line in table.of(entry)])
            for table in sorted(of_kind, key=lambda table: table.sheet.key)
            if table.of(entry)
        ]
    )
