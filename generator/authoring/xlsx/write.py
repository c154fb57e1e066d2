"""Write a workbook.

In: tables and a language for the headings. Out: the bytes of an xlsx file, the same for the same tables. The first
row of each sheet, which is hidden, names its columns for the machine, so that headings are free to be words. Every
cell is text: nothing in it is a formula or turns into a date.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.authoring.xlsx.columns import Form, SheetColumn
from generator.authoring.xlsx.tables import SheetTable
from generator.language.i18n import Words
from generator.language.markup import typography

MARK = "handbook:"
"""What the first cell of our sheets starts with."""
PRINTS = "_handbook"
"""The hidden sheet that says what was written, entry by entry."""
ID_KEY, NUMBER_KEY = "@", "#"
"""The keys of the two columns that are about the row: whose entry, and its place in the list."""
KEYS_ROW, HEADINGS_ROW, FIRST_ROW = 1, 2, 3

_NAME_LENGTH = 31
_SPARE_ROWS = 500
_WIDE, _MEDIUM, _NARROW = 56, 24, 14
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TEXT = "@"
_CREATED = datetime(2000, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def workbook(tables: Iterable[SheetTable], prints: Mapping[str, tuple[str, str]], find: Words) -> bytes:
    """The workbook of some tables; `prints` has two digests an entry, of its data and of its cells."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(_name(table.sheet.key, book.sheetnames)), table, find)
    hidden = book.create_sheet(PRINTS)
    hidden.sheet_state = "veryHidden"
    for row, (entry, pair) in enumerate(prints.items(), 1):
        for column, text in enumerate((entry, *pair), 1):
            _write(hidden, row, column, text)
    book.properties.created = book.properties.modified = _CREATED
    book.properties.creator = ""
    return _same_bytes(book)


def _name(key: str, taken: Iterable[str]) -> str:
    """The key as the name of a tab, which has a length of its own and is unique."""
    name, number = key[:_NAME_LENGTH], 2
    while name in taken:
        name = f"{key[: _NAME_LENGTH - 2]}~{number}"
        number += 1
    return name


def _fill(sheet: Worksheet, table: SheetTable, find: Words) -> None:
    in_list = bool(table.sheet.place)
    _write(sheet, KEYS_ROW, 1, MARK + table.sheet.key)
    _head(sheet, 1, find("spreadsheet.id"), find("spreadsheet.hints.id"), _MEDIUM, find)
    if in_list:
        _write(sheet, KEYS_ROW, 2, NUMBER_KEY)
        _head(sheet, 2, find("spreadsheet.number"), find("spreadsheet.hints.number"), _NARROW, find)
    start = 2 + in_list
    for place, column in enumerate(table.sheet.columns, start):
        _write(sheet, KEYS_ROW, place, column.key)
        _head(sheet, place, _heading(column, find), _hint(column, find), _width(column), find)
        _validate(sheet, place, column, len(table.lines))
    _rows(sheet, table, start)
    sheet.row_dimensions[KEYS_ROW].hidden = True
    sheet.freeze_panes = f"{get_column_letter(start)}{FIRST_ROW}"


def _rows(sheet: Worksheet, table: SheetTable, start: int) -> None:
    numbers: dict[str, int] = {}
    for row, line in enumerate(table.lines, FIRST_ROW):
        _write(sheet, row, 1, line.id)
        if table.sheet.place:
            numbers[line.id] = numbers.get(line.id, 0) + 1
            _write(sheet, row, 2, str(numbers[line.id]))
        for place, column in enumerate(table.sheet.columns, start):
            if text := line.texts[column.key]:
                _write(sheet, row, place, text)


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"  # set last: openpyxl takes a text that starts with = for a formula
    cell.number_format = _TEXT
    cell.alignment = _WRAPPED
    cell.quotePrefix = text[:1] in {"=", "+", "-", "@", "'"}


def _head(sheet: Worksheet, column: int, heading: str, hint: str, width: int, find: Words) -> None:
    _write(sheet, HEADINGS_ROW, column, typography(heading, find.language))
    head = sheet.cell(HEADINGS_ROW, column)
    head.font = Font(bold=True)
    head.fill = PatternFill("solid", start_color="DCE9EC")
    if hint:
        head.comment = Comment(typography(hint, find.language), "", height=140, width=300)
    # Cells that are still empty take this from their column, so that what is typed there stays text.
    dimension = sheet.column_dimensions[get_column_letter(column)]
    dimension.width, dimension.number_format, dimension.alignment = width, _TEXT, _WRAPPED


def _heading(column: SheetColumn, find: Words) -> str:
    *parts, last = column.path
    if column.localized or column.form is Form.NAMES:
        return " · ".join(filter(None, (" › ".join(_label(part, find) for part in parts), str(last))))
    return " › ".join(_label(part, find) for part in column.path)


def _label(part: str | int, find: Words) -> str:
    if isinstance(part, int):
        return str(part + 1)
    return find.find(f"spreadsheet.fields.{part}") or find.find(f"fields.{part}") or part


def _hint(column: SheetColumn, find: Words) -> str:
    hint = find("spreadsheet.hints.shared") if column.shared else find.find(f"spreadsheet.hints.{column.form}")
    values = find("spreadsheet.hints.choices", values=", ".join(column.choices)) if column.choices else ""
    return "\n".join(filter(None, (column.key, hint, values)))


def _width(column: SheetColumn) -> int:
    if column.localized or column.form is Form.NAMES:
        return _WIDE
    return _MEDIUM if column.form in {Form.WORDS, Form.TEXT} and not column.choices else _NARROW


def _validate(sheet: Worksheet, place: int, column: SheetColumn, rows: int) -> None:
    """Offer the values that a cell may have as a list to choose from."""
    if column.choices and column.form is not Form.WORDS:
        choice = DataValidation("list", f'"{",".join(column.choices)}"', allow_blank=True)
        letter = get_column_letter(place)
        choice.add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + rows + _SPARE_ROWS}")
        sheet.add_data_validation(choice)


def _same_bytes(book: Workbook) -> bytes:
    """The file without the hour at which it was written."""
    made, result = BytesIO(), BytesIO()
    book.save(made)
    day = _CREATED.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + day, data)
            new.writestr(zipfile.ZipInfo(name, _ZIP_DATE), data, zipfile.ZIP_DEFLATED)
    return result.getvalue()
