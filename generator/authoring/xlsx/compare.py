"""What a workbook changes in the content.

In: the tables read from a workbook, and the documents there are. Out: an `Edit` an entry, with its new data, each
change in words that can be shown, and the cell that each value came from; and what cannot be used. An entry whose row
is gone is named, and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from generator.authoring.xlsx import cells
from generator.authoring.xlsx.columns import SheetColumn
from generator.authoring.xlsx.read import Reading
from generator.authoring.xlsx.tables import SheetRow, SheetTable, cells_digest, digest, items, table
from generator.authoring.xlsx.write import ID_KEY
from generator.diagnostics import Candidates, Diagnostic
from generator.model.document import Cell, DataPath, Document
from generator.model.fields import ID_PATTERN


@dataclass(frozen=True, slots=True)
class CellChange:
    """One value that changes. An item that comes or goes has one value only."""

    place: str
    old: str
    new: str


@dataclass(frozen=True)
class Edit:
    """One entry that changes, with the cell of each of its values. A new one has no `document`."""

    kind: str
    id: str
    document: Document | None
    data: dict[str, Any]
    changes: tuple[CellChange, ...]
    spots: Mapping[DataPath, Cell] = field(repr=False)
    empty: Mapping[DataPath, Cell] = field(repr=False)


@dataclass
class Differences:
    """Everything that a workbook changes: edits, entries without a row, findings."""

    edits: list[Edit] = field(default_factory=list)
    missing: list[Document] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


def compare(path: Path, reading: Reading, documents: Sequence[Document]) -> Differences:
    """Set the tables of the workbook at `path` against the documents."""
    result = Differences()
    kinds = dict.fromkeys(one.sheet.kind for one in reading.tables.values())
    for kind in kinds:
        mine = [one for one in reading.tables.values() if one.sheet.kind == kind]
        _Kind(path, reading, kind, mine, {one.id: one for one in documents if one.kind == kind}, result).run()
    return result


class _Kind:
    """Compares one kind."""

    def __init__(
        self,
        path: Path,
        reading: Reading,
        kind: str,
        mine: Sequence[SheetTable],
        documents: Mapping[str, Document],
        result: Differences,
    ) -> None:
        self.path, self.kind, self.mine, self.documents, self.result = path, kind, mine, documents, result
        self.prints = reading.prints
        self.main = next((one for one in mine if not one.sheet.place), None)

    def run(self) -> None:
        ids = [*dict.fromkeys(line.id for line in self.main.lines)] if self.main else [*self.documents]
        known = Candidates(ids)
        self.check_rows(known)
        for entry in ids:
            if re.fullmatch(ID_PATTERN, entry):
                self.entry(entry)
        if self.main:
            self.result.missing += [
                document
                for entry, document in self.documents.items()
                if entry not in known and (not self.prints or f"{self.kind}/{entry}" in self.prints)
            ]

    def check_rows(self, ids: Candidates) -> None:
        """Each row belongs to an entry, and an entry has one row of its own."""
        seen: set[str] = set()
        for one in self.mine:
            for line in one.lines:
                if one is self.main and not re.fullmatch(ID_PATTERN, line.id):
                    self.report(one, line, self.named(line, ids), "row-id" if line.id else "wrong-row")
                elif one is self.main and line.id in seen:
                    self.report(one, line, self.named(line, ids), "row-twice")
                elif one is not self.main and line.id not in ids:
                    self.report(one, line, self.named(line, ids), "row-no-entry" if line.id else "wrong-row")
                if one is self.main:
                    seen.add(line.id)

    def named(self, line: SheetRow, ids: Candidates) -> dict[str, str]:
        """What a row is called, and what it may have meant."""
        return {"id": line.id, "near": ids.nearest(line.id), "kind": self.kind}

    def report(self, one: SheetTable, line: SheetRow, values: Mapping[str, str], message: str) -> None:
        self.result.problems.append(Diagnostic("wrong-row", self.cell(one, line, ID_KEY), values, message=message))

    def cell(self, one: SheetTable, line: SheetRow, key: str) -> Cell:
        return Cell(self.path, sheet=one.name, address=f"{one.letters.get(key, 'A')}{line.row}")

    def entry(self, entry: str) -> None:
        document = self.documents.get(entry)
        if document is not None and self.changed_since(document):
            return
        edit = _Entry(self, document)
        data: dict[str, Any] = deepcopy(dict(document.data)) if document else {}
        for one in self.mine:
            data = edit.apply(one, one.of(entry), data)
        if edit.changes or document is None:
            self.result.edits.append(
                Edit(self.kind, entry, document, data, tuple(edit.changes), edit.spots, edit.empty)
            )

    def changed_since(self, document: Document) -> bool:
        """Whether the entry is to be left as it is, having changed in the content since the workbook was written.

        Where it was edited in the workbook as well, that is a finding.
        """
        printed = self.prints.get(f"{document.kind}/{document.id}")
        if printed is None or printed[0] == digest(document.data):
            return False
        if printed[1] != cells_digest(document.id, self.mine):
            one = self.main or self.mine[0]
            for line in one.of(document.id)[:1]:
                self.report(one, line, {"id": document.id}, "row-changed-since")
        return True


class _Entry:
    """Applies the rows of one entry to its data."""

    def __init__(self, kind: _Kind, document: Document | None) -> None:
        self.kind, self.document = kind, document
        self.changes: list[CellChange] = []
        self.spots: dict[DataPath, Cell] = {}
        self.empty: dict[DataPath, Cell] = {}

    def apply(self, one: SheetTable, lines: Sequence[SheetRow], data: dict[str, Any]) -> dict[str, Any]:
        if one.sheet.place:
            return self.apply_list(one, lines, data)
        old = table(one.sheet, [self.document]).lines[0] if self.document else None
        self.spots[()] = self.kind.cell(one, lines[0], ID_KEY)
        self.note(one, lines[0], ())
        return self.change(one, old, lines[0], data, "") or {}

    def apply_list(self, one: SheetTable, lines: Sequence[SheetRow], data: dict[str, Any]) -> dict[str, Any]:
        old = table(one.sheet, [self.document]).lines if self.document else ()
        for position, line in enumerate(lines):
            self.note(one, line, (*one.sheet.place, position))
        was, now = [tuple(line.texts.values()) for line in old], [tuple(line.texts.values()) for line in lines]
        if was == now:
            return data
        present = items(data, one.sheet.place)
        fresh: list[Any] = []
        for _, i, old_end, j, new_end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            for step in range(max(old_end - i, new_end - j)):
                before = old[i + step] if i + step < old_end else None
                after = lines[j + step] if j + step < new_end else None
                item = deepcopy(present[i + step]) if before else None
                fresh += self.item(one, before, after, item, (i if after is None else j) + step)
        return cells.set_list(data, one.sheet.place, fresh)

    def item(
        self, one: SheetTable, before: SheetRow | None, after: SheetRow | None, item: Any, position: int
    ) -> list[Any]:
        """The item that stands in the place of an old one: changed, new, or none."""
        place = f"{'.'.join(map(str, one.sheet.place))} {position + 1}"
        if after is None and before is not None:
            self.changes.append(CellChange(place, _all(before), ""))
            return []
        assert after is not None
        if before is None:
            self.changes.append(CellChange(place, "", _all(after)))
            return [cells.write(None, self.changed(one, None, after)) or {}]
        return [self.change(one, before, after, item, place) or {}]

    def change(self, one: SheetTable, old: SheetRow | None, new: SheetRow, data: Any, place: str) -> Any:
        changed = self.changed(one, old, new)
        for column, text in changed:
            name = f"{place} {column.key}".strip()
            self.changes.append(CellChange(name, old.texts[column.key] if old else "", text))
        return cells.write(data, changed) if changed else data

    def changed(self, one: SheetTable, old: SheetRow | None, new: SheetRow) -> list[tuple[SheetColumn, str]]:
        return [
            (column, new.texts[column.key])
            for column in one.sheet.columns
            if new.texts[column.key] != (old.texts[column.key] if old else "")
        ]

    def note(self, one: SheetTable, line: SheetRow, place: DataPath) -> None:
        """Keep which cell each value comes from; a place above it in the entry has the first cell below it."""
        for column in one.sheet.columns:
            cell = self.kind.cell(one, line, column.key)
            path = (*place, *column.path)
            if line.texts[column.key]:
                for end in range(1, len(path)):
                    self.spots.setdefault(path[:end], cell)
                self.spots[path] = cell
            else:
                self.empty[path] = cell


def _all(line: SheetRow) -> str:
    return "\n".join(text for text in line.texts.values() if text)


def missing_cell(edit: Edit, spot: Cell, holder: str, name: str) -> Cell:
    """The empty cell in the row of `spot` that the field `name` of `holder` should fill, or `spot` itself."""
    found: Iterator[Cell] = (
        cell
        for path, cell in edit.empty.items()
        if cell.sheet == spot.sheet and _row(cell) == _row(spot) and (holder, name) in pairwise(("", *map(str, path)))
    )
    return next(found, spot)


def _row(cell: Cell) -> str:
    return cell.address.lstrip(ascii_uppercase)
