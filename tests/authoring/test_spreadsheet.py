"""Workbooks: nothing changes on the way there and back, and what is wrong is told at its cell."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from small import CATALOG, KINDS, ROOT, copy_golden

from generator.authoring.xlsx import as_workbook, cells, compare, read, texts
from generator.authoring.xlsx.columns import Form, SheetColumn
from generator.authoring.xlsx.read import MAX_BYTES, Reading
from generator.authoring.xlsx.write import PRINTS
from generator.cli import main
from generator.model.document import Document
from generator.pipeline.load import load

BOOK_KINDS = ("kpis", "decisions", "sources", "glossary")
Edited = Callable[[Workbook], object]


def handbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--lang", "en"])


def documents(content: Path) -> list[Document]:
    found, problems = load([content], CATALOG)
    assert not problems
    return found


def at(sheet: Worksheet, key: str, entry: str = "exemple", which: int = 0) -> Any:
    """The cell of one field, in one of the rows of an entry."""
    column = [cell.value for cell in sheet[1]].index(key) + 1
    rows = [row for row in range(3, sheet.max_row + 1) if sheet.cell(row, 1).value == entry]
    return sheet.cell(rows[which], column)


def put(sheet: Worksheet, key: str, value: object, entry: str = "exemple", which: int = 0) -> str:
    """Type a text as a person would, into a cell that takes text; the cell's address."""
    cell = at(sheet, key, entry, which)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return str(cell.coordinate)


@pytest.fixture
def book(content: Path, tmp_path: Path) -> Callable[[Edited], Path]:
    """The small handbook as a workbook, edited."""

    def make(edit: Edited) -> Path:
        path = tmp_path / "edited.xlsx"
        path.write_bytes(as_workbook(documents(content), BOOK_KINDS, "fr", CATALOG))
        workbook = load_workbook(path)
        edit(workbook)
        workbook.save(path)
        return path

    return make


def bring_back(content: Path, book: Path, *options: str) -> Result:
    return handbook("import", "xlsx", "--content", str(content), *options, str(book))


def files(content: Path) -> dict[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


# There and back


def test_whole_content_there_and_back_changes_nothing(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    before = files(content)
    book = tmp_path / "all.xlsx"
    assert handbook("export", "xlsx", "--content", str(content), str(book)).exit_code == 0
    workbook = load_workbook(book)
    workbook.save(book)  # as another program writes it
    result = bring_back(content, book, "--yes")
    assert (result.exit_code, result.output) == (0, "This workbook changes nothing.\n")
    assert files(content) == before
    again = tmp_path / "again.xlsx"
    assert handbook("export", "xlsx", "--content", str(content), str(again)).exit_code == 0
    assert values(again) == values(book)


def values(book: Path) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.title: list(sheet.values) for sheet in load_workbook(book).worksheets}


def test_same_content_gives_the_same_bytes(content: Path) -> None:
    assert as_workbook(documents(content), KINDS, "fr", CATALOG) == as_workbook(
        documents(content), KINDS, "fr", CATALOG
    )


def test_every_cell_is_text(content: Path, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(as_workbook(documents(content), KINDS, "en", CATALOG))
    workbook = load_workbook(tmp_path / "book.xlsx")
    types = {(cell.data_type, cell.number_format) for sheet in workbook for row in sheet for cell in row if cell.value}
    assert types == {("s", "@")}
    assert workbook["kpis"].freeze_panes == "B3"
    assert workbook["kpis"].row_dimensions[1].hidden
    assert workbook["kpis"]["A2"].value == "Entry"


TEXTS = st.one_of(
    st.text(
        alphabet=st.characters(
            codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"
        ),
        min_size=1,
        max_size=60,
    ),
    st.text(alphabet="ab é=+-@'\"\\:#{}[],;&*!|>%`~\n\t 🎉\u00a0\u202f", min_size=1, max_size=40),
    st.text(alphabet="mot ", min_size=900, max_size=2000),
    st.sampled_from(
        ["no", "1.10", "010", "2026-01-01", "=1+1", "=cmd|' /C calc'!A0", "'x", "a: b", "- x", "#N/A", "TRUE"]
    ),
).filter(cells.fits)
PROPERTY_KINDS = ("decisions", "comparisons", "competencies", "role", "sources")


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Document], bytes]:
    content = copy_golden(tmp_path_factory.mktemp("golden") / "content")
    found = documents(content)
    return content, found, as_workbook(found, PROPERTY_KINDS, "fr", CATALOG)


@settings(max_examples=20, derandomize=True, deadline=None, database=None)
@given(edits=st.lists(st.tuples(st.integers(0, 100_000), TEXTS), min_size=1, max_size=4))
def test_random_edits_survive(golden: tuple[Path, list[Document], bytes], edits: list[tuple[int, str]]) -> None:
    content, before, data = golden
    path = content.parent / "edited.xlsx"
    path.write_bytes(data)
    workbook = load_workbook(path)
    for pick, text in edits:
        places = free_cells(workbook)
        sheet, coordinate = places[pick % len(places)]
        workbook[sheet][coordinate].value = text
        workbook[sheet][coordinate].data_type = "s"
    workbook.save(path)

    reading = read(path, CATALOG)
    comparison = compare(path, reading, before)
    assert (reading.problems, comparison.problems) == ([], [])
    written = texts(comparison.edits, [], content, CATALOG)
    assert isinstance(written, dict)
    after = content.parent / "after"
    shutil.rmtree(after, ignore_errors=True)
    shutil.copytree(content, after)
    for place, fresh in written.items():
        (after / place.relative_to(content)).write_text(fresh or "", "utf-8", newline="")
    path.write_bytes(as_workbook(documents(after), PROPERTY_KINDS, "fr", CATALOG))
    assert filled(read(path, CATALOG)) == filled(reading)


def free_cells(workbook: Workbook) -> list[tuple[str, str]]:
    """The cells in which any text may stand: one language of a text."""
    return [
        (sheet.title, cell.coordinate)
        for sheet in workbook.worksheets
        for column in sheet.iter_cols(min_row=1)
        if str(column[0].value).rpartition(".")[2] in {"fr", "en"}
        and not str(column[0].value).startswith(("aliases", "abbreviations", "alternative_titles"))
        for cell in column[2:]
        if sheet.cell(int(cell.row or 0), 1).value
    ]


def filled(reading: Reading) -> dict[str, list[tuple[str, dict[str, str]]]]:
    return {
        key: [(line.id, {name: text for name, text in line.texts.items() if text}) for line in table.lines]
        for key, table in reading.tables.items()
    }


@given(words=st.lists(st.text(max_size=12)), form=st.sampled_from([Form.WORDS, Form.NAMES]))
@settings(derandomize=True, database=None)
def test_any_list_fits_in_one_cell(words: list[str], form: Form) -> None:
    column = SheetColumn(("list",), form)
    text = cells.read({"list": words}, column)
    assert cells.write({}, [(column, text)]) == ({"list": words} if words else None)


# What an edit does


def test_edit_shows_old_and_new_and_changes_one_line(content: Path, book: Callable[[Edited], Path]) -> None:
    before = files(content)
    edited = book(lambda workbook: put(workbook["kpis"], "family", "people"))
    result = bring_back(content, edited, "--dry-run")
    assert result.output == "kpis/exemple\n  family\n    - quality\n    + people\n"
    assert files(content) == before
    assert bring_back(content, edited, "--yes").exit_code == 0
    changed = before["kpis/exemple.yml"].replace(b"family: quality", b"family: people")
    assert files(content) == {**before, "kpis/exemple.yml": changed}


def test_nothing_is_written_without_a_yes(content: Path, book: Callable[[Edited], Path]) -> None:
    before = files(content)
    edited = book(lambda workbook: put(workbook["kpis"], "family", "people"))
    result = CliRunner().invoke(main, ["import", "xlsx", "--content", str(content), str(edited)], input="n\n")
    assert "people" in result.output
    assert files(content) == before


def test_comments_stay(content: Path, book: Callable[[Edited], Path]) -> None:
    path = content / "kpis" / "exemple.yml"
    path.write_text("# Ask finance.\n" + path.read_text("utf-8"), "utf-8")
    bring_back(content, book(lambda workbook: put(workbook["kpis"], "title.fr", "Autre titre")), "--yes")
    text = path.read_text("utf-8")
    assert text.startswith("# Ask finance.\n")
    assert "Autre titre" in text


def test_new_row_makes_an_entry(content: Path, book: Callable[[Edited], Path]) -> None:
    def add(workbook: Workbook) -> None:
        sheet = workbook["sources"]
        row = sheet.max_row + 1
        keys = [cell.value for cell in sheet[1]]
        sheet.cell(row, 1).value = "nouveau"
        fields = {"title.fr": "Un livre", "status": "published", "type": "book", "author.fr": "A. B.", "seen": "full"}
        for key, value in fields.items():
            sheet.cell(row, keys.index(key) + 1).value = value

    result = bring_back(content, book(add), "--yes")
    assert "sources/nouveau (new entry)" in result.output
    assert (content / "sources" / "nouveau.yml").read_text("utf-8") == (
        'title: "Un livre"\nstatus: published\ntype: book\nauthor: "A. B."\nseen: full\n'
    )


def without_a_term(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        if sheet.title.startswith("glossary"):
            sheet.delete_rows(3, sheet.max_row)


@pytest.fixture
def unread_term(content: Path) -> Path:
    """The one term of the glossary, to which nothing leads."""
    for path in content.rglob("*.yml"):
        text = path.read_text("utf-8").replace("see_also: [glossary/exemple]", "see_also: []")
        path.write_text(text.replace("(glossary/exemple)", "(kpis)"), "utf-8")
    return content / "glossary" / "exemple.yml"


def test_entry_without_a_row_goes_only_when_asked(
    unread_term: Path, content: Path, book: Callable[[Edited], Path]
) -> None:
    edited = book(without_a_term)
    result = bring_back(content, edited, "--yes")
    assert "glossary/exemple: is no longer in the workbook" in result.output
    assert unread_term.exists()
    result = bring_back(content, edited, "--yes", "--delete")
    assert (result.exit_code, unread_term.exists()) == (0, False), result.output


def test_row_between_two_takes_its_place(content: Path, book: Callable[[Edited], Path]) -> None:
    def insert(workbook: Workbook) -> None:
        sheet = workbook["kpis.pitfalls"]
        sheet.append(["exemple", "1.5", "Entre deux", "Between"])
        sheet.cell(sheet.max_row, 2).data_type = "s"

    bring_back(content, book(insert), "--yes")
    pitfalls: Any = next(one for one in documents(content) if one.kind == "kpis").data["pitfalls"]
    assert [item["fr"] for item in pitfalls].index("Entre deux") == 1


def test_content_changed_since_is_kept(content: Path, book: Callable[[Edited], Path]) -> None:
    untouched = book(lambda _: None)
    path = content / "kpis" / "exemple.yml"
    path.write_text(path.read_text("utf-8").replace("family: quality", "family: people"), "utf-8")
    before = files(content)
    assert bring_back(content, untouched, "--yes").output == "This workbook changes nothing.\n"
    assert files(content) == before


def test_content_and_workbook_both_changed_is_refused(content: Path, book: Callable[[Edited], Path]) -> None:
    edited = book(lambda workbook: put(workbook["kpis"], "sector", "services"))
    path = content / "kpis" / "exemple.yml"
    path.write_text(path.read_text("utf-8").replace("family: quality", "family: people"), "utf-8")
    before = files(content)
    result = bring_back(content, edited, "--yes")
    assert (result.exit_code, "edited.xlsx kpis!A3" in result.output) == (1, True)
    assert files(content) == before


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("kpis/exemple.yml", lambda workbook: put(workbook["kpis"], "family", "people")),
        ("glossary/exemple.yml", without_a_term),
    ],
    ids=["an entry that the workbook changes", "an entry that it deletes"],
)
@pytest.mark.usefixtures("unread_term")
def test_what_is_saved_while_the_question_stands_is_kept(
    name: str, edit: Edited, content: Path, book: Callable[[Edited], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: dict[str, bytes] = {}

    def asked(*_: object, **__: object) -> bool:
        (content / name).write_text((content / name).read_text("utf-8") + "# saved meanwhile\n", "utf-8")
        saved.update(files(content))
        return True

    edited = book(edit)
    monkeypatch.setattr("click.confirm", asked)
    result = bring_back(content, edited, "--delete")
    assert (result.exit_code, "has just changed: nothing was written" in result.output) == (1, True), result.output
    assert files(content) == saved


def test_missing_column_and_sheet_leave_their_values(content: Path, book: Callable[[Edited], Path]) -> None:
    def cut(workbook: Workbook) -> None:
        workbook["kpis"].delete_cols(3, 6)
        workbook.remove(workbook["kpis.pitfalls"])

    assert bring_back(content, book(cut), "--yes").output == "This workbook changes nothing.\n"


# What a spreadsheet program makes of a text


@pytest.mark.parametrize(
    ("key", "typed", "text"),
    [("order", 20, "20"), ("founding", True, "true"), ("reviewed_on", datetime(2026, 3, 1), "2026-03-01")],
)
def test_value_is_turned_back(
    key: str, typed: object, text: str, content: Path, book: Callable[[Edited], Path]
) -> None:
    bring_back(content, book(lambda workbook: put(workbook["kpis"], key, typed)), "--yes")
    assert next(one for one in documents(content) if one.kind == "kpis").data[key] == text


BAD_CELLS: dict[str, tuple[str, str, object, str]] = {
    "a number that may have been another text": ("kpis", "title.fr", 1.1, "wrong-cell"),
    "a date in a text": ("kpis", "title.fr", date(2026, 3, 1), "wrong-cell"),
    "a truth value in a text": ("kpis", "title.fr", True, "wrong-cell"),
    "a value that is not allowed": ("kpis", "family", "qualty", "wrong-value"),
    "a reference to nothing": ("kpis", "measured_by", "personne", "unknown-reference"),
    "a link to nothing in a text": ("kpis", "purpose.fr", "Voir [ici](kpis/rien).", "unknown-reference"),
    "a required text that is empty": ("kpis", "purpose.fr", None, "missing-field"),
    "a required item text that is empty": ("kpis.pitfalls", "fr", None, "missing-field"),
    "a text on two lines where one is allowed": ("kpis", "title.fr", "a\nb", "wrong-value"),
    "HTML": ("kpis", "purpose.fr", "<b>x</b>", "raw-html"),
    "two As": ("decisions", "raci.exemple", "X", "wrong-value"),
    "an invisible character": ("kpis", "title.fr", "a\u2028b", "wrong-cell"),
    "a character that is none": ("kpis", "title.fr", "a\x7f", "wrong-cell"),
    "a place that is no number": ("kpis.pitfalls", "#", "premier", "wrong-cell"),
}


@pytest.mark.parametrize(("sheet", "key", "value", "code"), BAD_CELLS.values(), ids=BAD_CELLS)
def test_bad_cell_is_named_and_nothing_is_written(
    sheet: str, key: str, value: object, code: str, content: Path, book: Callable[[Edited], Path]
) -> None:
    before = files(content)
    address = []
    edited = book(lambda workbook: address.append(put(workbook[sheet], key, value)))
    result = bring_back(content, edited, "--yes")
    assert result.exit_code == 1
    assert f"error[{code}]" in result.output
    assert f"edited.xlsx {sheet}!{address[0]}" in result.output
    assert files(content) == before


def add_formula(workbook: Workbook) -> None:
    at(workbook["kpis"], "title.fr").value = "=1+1"


def add_column(workbook: Workbook) -> None:
    sheet = workbook["kpis"]
    sheet.cell(3, sheet.max_column + 1).value = "my note"


def copy_sheet(workbook: Workbook) -> None:
    workbook.copy_worksheet(workbook["kpis"])


def add_sheet(workbook: Workbook) -> None:
    workbook.create_sheet("Notes")["A1"] = "mine"


def copy_row(workbook: Workbook) -> None:
    sheet = workbook["kpis"]
    sheet.append([cell.value for cell in sheet[3]])


def name_nobody(workbook: Workbook) -> None:
    workbook["kpis.pitfalls"]["A3"] = "personne"


def bad_id(workbook: Workbook) -> None:
    workbook["kpis"]["A3"] = "Été 2026"


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (add_formula, "kpis!B3"),
        (add_column, "kpis!"),
        (copy_sheet, "kpis Copy!A1"),
        (add_sheet, "Notes!A1"),
        (copy_row, "kpis!A4"),
        (name_nobody, "kpis.pitfalls!A3"),
        (bad_id, "kpis!A3"),
    ],
)
def test_what_cannot_be_read_is_named(edit: Edited, place: str, content: Path, book: Callable[[Edited], Path]) -> None:
    before = files(content)
    result = bring_back(content, book(edit), "--yes", "--delete")
    assert (result.exit_code, f"edited.xlsx {place}" in result.output) == (1, True), result.output
    assert files(content) == before


@pytest.mark.parametrize(
    "data",
    [b"", b"title: x\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"PK\x03\x04" + bytes(40)],
    ids=["empty", "text", "locked", "cut short"],
)
def test_no_workbook_is_no_traceback(data: bytes, content: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(data)
    result = bring_back(content, tmp_path / "bad.xlsx")
    assert result.exit_code == 1
    assert "error[not-a-workbook]" in result.output
    assert isinstance(result.exception, SystemExit)


def test_damaged_workbook_is_no_traceback(content: Path, book: Callable[[Edited], Path]) -> None:
    path = book(lambda _: None)
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    for broken in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        with zipfile.ZipFile(path, "w") as damaged:
            for name, data in parts.items():
                damaged.writestr(name, b"<x" if name == broken else data)
        result = bring_back(content, path)
        assert (result.exit_code, isinstance(result.exception, SystemExit)) == (1, True)


ENTITY = b'<!DOCTYPE x [<!ENTITY word "Taux de service">]>'


@pytest.mark.parametrize(
    "part",
    [
        "xl/worksheets/sheet1.xml",
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml",
    ],
)
def test_workbook_that_defines_entities_is_not_read(part: str, content: Path, book: Callable[[Edited], Path]) -> None:
    """A single harmless one: the parser itself stops those that grow, and this is about never expanding any."""
    path = book(lambda workbook: put(workbook["kpis"], "title.fr", "Nouveau"))
    parts = unpacked(path)
    declaration, end, rest = parts[part].rpartition(b"?>")
    rest = rest.replace(b"Nouveau", b"&word;")
    pack(path, parts | {part: declaration + end + ENTITY + rest})
    result = bring_back(content, path, "--yes")
    assert (result.exit_code, "error[not-a-workbook]" in result.output) == (1, True), result.output


def test_workbook_that_unpacks_to_too_much_is_not_read(content: Path, book: Callable[[Edited], Path]) -> None:
    path = book(lambda _: None)
    parts = unpacked(path)
    pack(path, parts | {"xl/media/bomb": bytes(MAX_BYTES)})
    assert path.stat().st_size < MAX_BYTES // 100
    result = bring_back(content, path)
    assert (result.exit_code, "unpacks to more than 100 MB" in result.output) == (1, True), result.output


@pytest.mark.parametrize("address", ["A1", "B1", "C1"])
def test_row_of_the_hidden_sheet_that_lacks_a_cell_is_passed_over(
    address: str, content: Path, book: Callable[[Edited], Path]
) -> None:
    def spoil(workbook: Workbook) -> None:
        workbook[PRINTS][address] = None
        workbook[PRINTS]["D2"] = "x"

    result = bring_back(content, book(spoil))
    assert (result.exit_code, result.output) == (0, "This workbook changes nothing.\n")


def test_hidden_key_that_is_an_endless_number_is_named(content: Path, book: Callable[[Edited], Path]) -> None:
    def spoil(workbook: Workbook) -> None:
        workbook["kpis"].cell(1, 5).value = "a." + "1" * 5000

    result = bring_back(content, book(spoil))
    assert (result.exit_code, "error[wrong-column]" in result.output) == (1, True), result.output


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def pack(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, data in parts.items():
            whole.writestr(name, data)


def test_export_never_writes_over_a_workbook_unasked(content: Path, book: Callable[[Edited], Path]) -> None:
    path = book(lambda _: None)
    before = path.read_bytes()
    assert handbook("export", "xlsx", "--content", str(content), str(path)).exit_code == 1
    assert path.read_bytes() == before
    assert handbook("export", "xlsx", "--content", str(content), "--force", "--kind", "kpis", str(path)).exit_code == 0
    assert {name.partition(".")[0] for name in load_workbook(path).sheetnames} == {"kpis", "_handbook"}


def test_text_that_no_cell_holds_is_named(content: Path, tmp_path: Path) -> None:
    path = content / "kpis" / "exemple.yml"
    path.write_text(path.read_text("utf-8").replace("Suivez la tendance.", "mot " * 9000), "utf-8")
    result = handbook("export", "xlsx", "--content", str(content), str(tmp_path / "book.xlsx"))
    assert (result.exit_code, "unfit-for-a-cell" in result.output) == (1, True), result.output
    assert not (tmp_path / "book.xlsx").exists()
