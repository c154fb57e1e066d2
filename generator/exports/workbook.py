"""The workbook for reuse: a sheet a kind, and the matrices as matrices. The one for editing is `authoring.xlsx`.

In: an edition and a language. Out: the bytes of an xlsx file, the same for the same edition. Every sheet has ids, a
head that stays in view, and filters; every cell is text, so that nothing in it is a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from generator.exports import tables
from generator.exports.edition import Edition, Files
from generator.exports.tables import Cell, Table
from generator.language.i18n import LANGUAGES

_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
"""What Excel allows in the name of a sheet, and in a cell."""

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MADE = datetime(2000, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_HEAD = PatternFill("solid", start_color="DCE9EC")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_BOLD = Font(bold=True)
_NARROWEST, _WIDEST = 8, 60


def files(edition: Edition) -> Files:
    """The workbook of each language, by name."""
    return {name: content for language in LANGUAGES for name, content in of_language(edition, language).items()}


def of_language(edition: Edition, language: str) -> Files:
    """The workbook of one language, by name."""
    return {f"tables.{language}.xlsx": workbook(tables.every(edition, language))}


def workbook(found: Iterable[Table]) -> bytes:
    """The workbook of some tables."""
    book = Workbook(write_only=True)
    for table in found:
        _add(book, table)
    if not book.worksheets:
        book.create_sheet()  # a workbook without one is none
    book.properties.created = book.properties.modified = _MADE
    book.properties.creator = ""
    return _same_bytes(book)


def _add(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(table.name[:_LONGEST_NAME])
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.head))}{len(table.rows) + 1}"
    for place, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    plain, head = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
    plain.alignment = head.alignment = _WRAPPED
    head.font, head.fill = _BOLD, _HEAD
    sheet.append(_row(head, table.head))
    for row in table.rows:
        sheet.append(_row(plain, row))


def _row(cell: SheetCell, values: Iterable[Cell]) -> Iterator[SheetCell]:
    """The cells of a row, of one style: one object for all, as each is written before the next is asked for."""
    for value in values:
        cell.value = _UNFIT.sub("", str(value))[:_LONGEST_TEXT]
        cell.data_type = "s"  # set last: openpyxl takes a text that starts with = for a formula
        yield cell


def _widths(table: Table) -> list[int]:
    """The width of each column, in characters: that of its longest line, between two bounds."""
    columns = zip(table.head, *table.rows, strict=True)
    longest = (max(len(line) for cell in column for line in str(cell).split("\n")) for column in columns)
    return [min(max(length + 2, _NARROWEST), _WIDEST) for length in longest]


def _same_bytes(book: Workbook) -> bytes:
    """The file without the hour at which it was written."""
    made, result = BytesIO(), BytesIO()
    ExcelWriter(book, ZipFile(made, "w")).save()
    with ZipFile(made) as old, ZipFile(result, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            new.writestr(ZipInfo(name, _ZIP_DATE), old.read(name), ZIP_DEFLATED)
    return result.getvalue()
