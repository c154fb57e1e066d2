"""Read a workbook.

In: an xlsx file. Out: the tables in it as text, what was written into it at first, and what cannot be read, each
finding at its sheet and cell. The XML in it is read by defusedxml, which openpyxl takes where it is there: no entity
in it is ever expanded. A number, date or truth value that a spreadsheet made of a text is turned back where
only one text can have been meant.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from generator.authoring.xlsx.columns import (
    Extent,
    Form,
    Sheet,
    SheetColumn,
    extent_of,
    list_places,
    path_of,
    sheets,
    table_kinds,
)
from generator.authoring.xlsx.tables import SheetRow, SheetTable
from generator.authoring.xlsx.write import FIRST_ROW, ID_KEY, KEYS_ROW, MARK, NUMBER_KEY, PRINTS
from generator.diagnostics import Diagnostic, nearest
from generator.model.catalog import Catalog, Kind
from generator.model.document import Cell, Span
from generator.pipeline.load import control

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""How a file starts that is encrypted, or of the format before xlsx."""
MAX_BYTES = 100_000_000
"""Of a workbook once unpacked: many times a whole handbook. A few kilobytes can unpack to as much as one likes."""
_MOST_COLUMNS = 1000
_PLAIN_NUMBERS = {"General", "GENERAL", "0", "@"}
_ID = SheetColumn((ID_KEY,))
_NUMBER = SheetColumn((NUMBER_KEY,))


class _TooLargeError(Exception):
    """A workbook unpacks to more than is read."""


@dataclass
class Reading:
    """What a workbook holds: tables by their key, the digests written into it, and the findings."""

    tables: dict[str, SheetTable] = field(default_factory=dict)
    prints: dict[str, tuple[str, str]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)


class _Raw(NamedTuple):
    """A cell as the file has it."""

    value: Any
    type: str
    format: str


_Grid = Mapping[int, Mapping[int, _Raw]]


def read(path: Path, catalog: Catalog) -> Reading:
    """The tables of a workbook. Never raises for what is in the file."""
    reading = Reading()
    try:
        grids = _grids(path)
    except OSError as error:
        why = error.strerror or str(error)
        reading.problems.append(Diagnostic("not-a-workbook", Span(path), {"why": why}, message="unreadable-workbook"))
    except _TooLargeError:
        values = {"limit": str(MAX_BYTES // 1_000_000)}
        reading.problems.append(Diagnostic("not-a-workbook", Span(path), values, message="workbook-too-large"))
    except Exception:  # openpyxl lets through whatever a broken file makes its parts raise
        reading.problems.append(Diagnostic("not-a-workbook", Span(path), message=_why(path)))
    else:
        for name, grid in grids.items():
            _sheet(reading, path, name, grid, catalog)
    return reading


def _why(path: Path) -> str:
    return "locked-workbook" if path.read_bytes()[:4] == _OLD_OR_LOCKED else "not-a-workbook"


def _grids(path: Path) -> dict[str, _Grid]:
    with zipfile.ZipFile(path) as parts:
        if sum(part.file_size for part in parts.infolist()) > MAX_BYTES:
            raise _TooLargeError
    # Opened here, as openpyxl leaves a file open that is no sound workbook.
    with warnings.catch_warnings(), path.open("rb") as opened:
        warnings.simplefilter("ignore")  # about extensions of the format that hold no text of ours
        book = load_workbook(opened, read_only=True)
        try:
            return {sheet.title: _grid(sheet) for sheet in book.worksheets}
        finally:
            book.close()


def _grid(sheet: Any) -> _Grid:
    sheet.reset_dimensions()
    grid: dict[int, dict[int, _Raw]] = {}
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.value is not None and cell.value != "":
                raw = _Raw(cell.value, cell.data_type, cell.number_format)
                grid.setdefault(cell.row, {})[cell.column] = raw
    return grid


def _sheet(reading: Reading, path: Path, name: str, grid: _Grid, catalog: Catalog) -> None:
    mark = grid.get(KEYS_ROW, {}).get(1)
    if name == PRINTS:
        reading.prints = {
            str(row[1].value): (str(row[2].value), str(row[3].value)) for row in grid.values() if {1, 2, 3} <= {*row}
        }
    elif mark is None or not str(mark.value).startswith(MARK):
        if grid:
            reading.problems.append(Diagnostic("wrong-sheet", Cell(path, sheet=name, address="A1"), {"name": name}))
    else:
        _table(reading, path, name, str(mark.value).removeprefix(MARK), grid, catalog)


def _table(reading: Reading, path: Path, name: str, key: str, grid: _Grid, catalog: Catalog) -> None:
    sheet = _sheet_named(key, catalog)
    place = Cell(path, sheet=name, address="A1")
    if sheet is None:
        reading.problems.append(Diagnostic("wrong-sheet", place, {"name": name}))
    elif key in reading.tables:
        values = {"name": name, "other": reading.tables[key].name}
        reading.problems.append(Diagnostic("wrong-sheet", place, values, message="sheet-twice"))
    else:
        reader = _Reader(path, name, sheet, grid, catalog.kinds[sheet.kind])
        reading.tables[key] = reader.table()
        reading.problems += reader.problems


def _sheet_named(key: str, catalog: Catalog) -> Sheet | None:
    name, *place = key.split(".")
    kind = catalog.kinds.get(name)
    if kind and (not place or tuple(place) in list_places(kind)):
        return Sheet(name, tuple(place))
    return None


class _Reader:
    """Turns the cells of one sheet into a table, and notes what cannot be read."""

    def __init__(self, path: Path, name: str, sheet: Sheet, grid: _Grid, kind: Kind) -> None:
        self.kind = kind
        self.path, self.name, self.sheet, self.grid = path, name, sheet, grid
        self.problems: list[Diagnostic] = []
        self.letters: dict[str, str] = {}

    def table(self) -> SheetTable:
        columns = self.columns()
        fields = tuple(column for column in columns.values() if column.key not in {ID_KEY, NUMBER_KEY})
        lines = tuple(self.lines(columns, fields))
        return SheetTable(Sheet(self.sheet.kind, self.sheet.place, fields), lines, self.name, self.letters)

    def report(self, code: str, letter: str, row: int, values: Mapping[str, str], message: str) -> None:
        place = Cell(self.path, sheet=self.name, address=f"{letter}{row}")
        self.problems.append(Diagnostic(code, place, values, message=message))

    def columns(self) -> dict[int, SheetColumn]:
        """The columns by their number; those that nobody knows are findings."""
        keys = {number: str(raw.value) for number, raw in self.grid[KEYS_ROW].items()}
        keys[1] = ID_KEY
        known = _known(self.kind, self.sheet, keys.values())
        columns: dict[int, SheetColumn] = {}
        for number in sorted({number for row in self.grid.values() for number in row}):
            key, letter = keys.get(number, ""), get_column_letter(number)
            if key in known and key not in self.letters:
                columns[number] = known[key]
                self.letters[key] = letter
            else:
                values = {"key": key or letter, "near": nearest(key, known)}
                message = "column-twice" if key in known else "wrong-column"
                self.report("wrong-column", letter, FIRST_ROW - 1, values, message)
        return columns

    def lines(self, columns: Mapping[int, SheetColumn], fields: Iterable[SheetColumn]) -> Iterator[SheetRow]:
        """The rows, those of a list in the order of their numbers; one without a number follows the row above it."""
        ordered: list[tuple[float, SheetRow]] = []
        last: dict[str, float] = {}
        for row in sorted(number for number in self.grid if number >= FIRST_ROW):
            texts = {column.key: self.text(row, number, column) for number, column in columns.items()}
            entry, number = texts.pop(ID_KEY).strip(), texts.pop(NUMBER_KEY, "")
            if entry or any(texts.values()):
                last[entry] = self.position(number, row) if number else last.get(entry, 0.0)
                line = SheetRow(entry, {column.key: texts[column.key] for column in fields}, row)
                ordered.append((last[entry], line))
        yield from (line for _, line in sorted(ordered, key=lambda pair: pair[0]))

    def text(self, row: int, number: int, column: SheetColumn) -> str:
        raw = self.grid[row].get(number)
        if raw is None:
            return ""
        text, problem = text_of(raw, column)
        if problem:
            self.report("wrong-cell", get_column_letter(number), row, {"value": str(raw.value)}, problem)
        return text

    def position(self, text: str, row: int) -> float:
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            number = float("nan")
        if not isfinite(number):
            self.report("wrong-cell", self.letters[NUMBER_KEY], row, {"value": text}, "cell-position")
            return 0.0
        return number


def _known(kind: Kind, sheet: Sheet, keys: Iterable[str]) -> dict[str, SheetColumn]:
    """The columns that a sheet may have, as many numbered ones as its headings ask for."""
    tables = table_kinds(kind) if not sheet.place else {}
    extent = extent_of(filter(None, (path_of(key, tables) for key in keys)))
    counts = {path: min(count, _MOST_COLUMNS) for path, count in extent.counts.items()}
    mine = next(one for one in sheets(kind, {sheet.place: Extent(counts, extent.keys)}) if one.place == sheet.place)
    return {ID_KEY: _ID, **({NUMBER_KEY: _NUMBER} if sheet.place else {}), **{one.key: one for one in mine.columns}}


def text_of(raw: _Raw, column: SheetColumn) -> tuple[str, str]:
    """The text that a cell stands for; or no text, and what is wrong with it."""
    value = raw.value
    if raw.type == "f":
        return "", "cell-formula"
    if raw.type == "e":
        return "", "wrong-cell"
    if isinstance(value, bool):
        return (str(value).lower(), "") if column.form is Form.BOOLEAN else ("", "cell-boolean")
    if isinstance(value, int | float) and column is _NUMBER:
        return repr(value), ""
    if isinstance(value, int | float):
        return _number_text(value, raw.format, column)
    if isinstance(value, date):
        return _date_text(value, column)
    if isinstance(value, str):
        text = value.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n")
        return (text, "") if control.first(text) is None else ("", "cell-control")
    return "", "cell-date"


def _number_text(value: float, form: str, column: SheetColumn) -> tuple[str, str]:
    """A whole number is its digits. Of `1.1` nobody knows whether `1.10` was typed, or `1,1`."""
    plain = column.form is Form.NUMBER or form in _PLAIN_NUMBERS
    whole = abs(value) < 10**15 and value == int(value)
    if whole and plain and column.form not in {Form.DATE, Form.BOOLEAN}:
        return str(int(value)), ""
    if column.form is Form.BOOLEAN and value in {0, 1}:
        return str(bool(value)).lower(), ""
    return "", "cell-number"


def _date_text(value: date, column: SheetColumn) -> tuple[str, str]:
    at_midnight = not isinstance(value, datetime) or (value.hour, value.minute, value.second) == (0, 0, 0)
    if column.form is Form.DATE and at_midnight:
        return value.strftime("%Y-%m-%d"), ""
    return "", "cell-date"
