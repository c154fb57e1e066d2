"""Ways to damage a workbook.

In: a source of chance and the bytes of a workbook. Out: other bytes. Pure functions.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import openpyxl

from torture.mutate import TEXT, VALUES, Mutator

BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">'.encode() for old, new in zip("abcdefg", "bcdefgh", strict=True)
)


def _sheet(change: Callable[[Random, Any], object]) -> Mutator:
    """Damage one sheet, hidden ones too, as a person or another program does."""

    def mutate(chance: Random, data: bytes) -> bytes:
        try:
            book = openpyxl.load_workbook(io.BytesIO(data))
        except Exception:  # damaged before: only bytes are left to damage
            return TEXT["noise"](chance, data)
        change(chance, chance.choice(book.worksheets))
        saved = io.BytesIO()
        book.save(saved)
        return saved.getvalue()

    return mutate


def _cell(chance: Random, sheet: Any) -> None:
    value: object = chance.choice((*VALUES, None, 3, 2.5, True, "=1/0", "x" * 32_000))
    if isinstance(value, str):
        value = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", value)
    row, column = chance.randint(1, sheet.max_row + 1), chance.randint(1, sheet.max_column + 1)
    sheet.cell(row, column).value = value


def _row(chance: Random, sheet: Any) -> None:
    row = chance.randint(1, sheet.max_row)
    (sheet.delete_rows if chance.random() < 0.5 else sheet.insert_rows)(row, chance.randint(1, 3))


def _column(chance: Random, sheet: Any) -> None:
    column = chance.randint(1, sheet.max_column)
    (sheet.delete_cols if chance.random() < 0.5 else sheet.insert_cols)(column)


def _twice(_chance: Random, sheet: Any) -> None:
    for cells in list(sheet.iter_rows(min_row=3, max_row=4, values_only=True)):
        sheet.append(cells)


def _name(chance: Random, sheet: Any) -> None:
    if chance.random() < 0.5:
        sheet.title = chance.choice(("x", "Kpis", "kpis", "é" * 31))
    elif len(sheet.parent.worksheets) > 1:
        sheet.parent.remove(sheet)


def _merge(_chance: Random, sheet: Any) -> None:
    sheet.merge_cells("A1:C3")


def _part(change: Mutator) -> Mutator:
    """Damage one file inside the archive."""

    def mutate(chance: Random, data: bytes) -> bytes:
        saved = io.BytesIO()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(saved, "w") as new:
                names = old.namelist()
                chosen = chance.choice(names)
                for name in names:
                    part = old.read(name)
                    new.writestr(name, change(chance, part) if name == chosen else part)
        except (zipfile.BadZipFile, IndexError):
            return TEXT["noise"](chance, data)
        return saved.getvalue()

    return mutate


def _bomb(chance: Random, part: bytes) -> bytes:
    """Entities that grow, and a far file that a parser may be asked to fetch."""
    start = part.find(b"?>") + 2
    end = chance.choice((b"]>", b'<!ENTITY f SYSTEM "file:///etc/hostname">]>'))
    return BOMB + end + part[start:].replace(b"</", b"&h;</", 1)


WORKBOOK: Mapping[str, Mutator] = {
    "cell": _sheet(_cell),
    "row": _sheet(_row),
    "column": _sheet(_column),
    "rows twice": _sheet(_twice),
    "sheet name": _sheet(_name),
    "merged cells": _sheet(_merge),
    "part scraps": _part(TEXT["scraps"]),
    "part noise": _part(TEXT["noise"]),
    "part cut": _part(TEXT["cut"]),
    "bomb": _part(_bomb),
    "noise": TEXT["noise"],
    "cut": TEXT["cut"],
    "nothing": TEXT["nothing"],
}
