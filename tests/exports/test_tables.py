"""CSV files and workbooks for reuse: they open, they hold what the handbook holds, and nothing in them runs."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from small import handbook_of, swap

from generator.exports import csv_files, forms, tables, workbook
from generator.exports.edition import Edition


def rows(data: bytes, separator: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


def test_csv_has_a_row_an_entry_under_the_names_of_fields(content: Path) -> None:
    files = csv_files.files(Edition(handbook_of(content)))
    (kpi,) = rows(files["kpis.en.csv"])
    assert (kpi["id"], kpi["title"], kpi["address"]) == ("exemple", "On time in full (OTIF)", "en/kpis/exemple/")
    assert kpi["unit"] == "%"
    assert kpi["frequency"] == "weekly | monthly"
    assert rows(files["kpis.fr.csv"])[0].keys() == kpi.keys()


def test_the_french_variant_has_a_mark_semicolons_and_words(content: Path) -> None:
    data = csv_files.files(Edition(handbook_of(content)))["kpis.fr.excel.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    (kpi,) = rows(data, ";")
    assert kpi["Identifiant"] == "exemple"
    assert kpi["Fréquence"] == "chaque semaine | chaque mois"


def test_links_in_texts_leave_their_words(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "Keep the promise.", "Keep [the promise](decisions/exemple), always.")
    (kpi,) = rows(csv_files.files(Edition(handbook_of(content)))["kpis.en.csv"])
    assert kpi["purpose"] == "Keep the promise, always."


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1"])
def test_what_a_spreadsheet_would_run_is_text(text: str) -> None:
    assert tables.harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "1+1", "10 %", "'=1"])
def test_other_texts_stay(text: str) -> None:
    assert tables.harmless(text) == text


def test_no_cell_of_an_export_starts_a_formula(content: Path) -> None:
    swap(content, "kpis/exemple.yml", 'en: "On time in full (OTIF)"', "en: '=HYPERLINK(\"https://example.org\")'")
    swap(content, "kpis/exemple.yml", "Keep the promise.", "@SUM(A1)")
    edition = Edition(handbook_of(content))
    for name, data in csv_files.files(edition).items():
        text = data.decode("utf-8-sig")
        for row in csv.reader(StringIO(text, newline=""), delimiter=";" if "excel" in name else ","):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    book = load_workbook(BytesIO(workbook.files(edition)["tables.en.xlsx"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert any(cell.value == "'@SUM(A1)" for cell in cells)


def test_the_workbook_has_a_sheet_a_kind_and_the_matrices(content: Path) -> None:
    handbook = handbook_of(content)
    book = load_workbook(BytesIO(workbook.files(Edition(handbook))["tables.fr.xlsx"]))
    kinds = [kind for kind in handbook.catalog.kinds if handbook.of(kind)]
    assert book.sheetnames[: len(kinds)] == kinds
    assert {"raci", "matrix-competencies", "matrix-kpis", "kpi-board"} <= set(book.sheetnames)
    for sheet in book:
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_a_matrix_stands_as_a_matrix(content: Path) -> None:
    files = csv_files.files(Edition(handbook_of(content)))
    assert list(csv.reader(StringIO(files["raci.en.csv"].decode()))) == [
        ["id", "title", "exemple"],
        ["exemple", "Settle the annual plan", "A/R"],
    ]
    (row,) = rows(files["matrix-competencies.en.csv"])
    assert (row["id"], row["exemple"], row["autre"]) == ("exemple", "Essential", "Useful")


def test_the_same_handbook_gives_the_same_bytes(content: Path) -> None:
    edition = Edition(handbook_of(content))
    assert workbook.files(edition) == workbook.files(Edition(handbook_of(content)))
    assert csv_files.files(edition) == csv_files.files(Edition(handbook_of(content)))


def test_a_document_that_shows_a_matrix_has_a_workbook_of_it(content: Path) -> None:
    files = forms.sheets(Edition(handbook_of(content)))
    assert sorted(files) == [
        f"documents/{name}.xlsx" for name in ("en/kpi-sheets", "en/raci", "fr/fiches-indicateurs", "fr/raci")
    ]
    (sheet,) = load_workbook(BytesIO(files["documents/en/raci.xlsx"])).worksheets
    assert sheet["A1"].value == "Id"
    assert sheet.max_row == 2
