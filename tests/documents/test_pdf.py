"""The PDF files: tagged, complete, the same each time, and unmoved by what authors write."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pdfs
import pikepdf
import pytest
from small import ROOT, handbook_of, swap

from generator.documents import pdf
from generator.documents.blocks import Cell, Document, Heading, Paragraph, Run, Table
from generator.documents.making import chosen, make
from generator.documents.reading import read
from generator.language.words import LANGUAGES
from generator.model.handbook import Handbook
from generator.render.documents import plan_documents

HOSTILE = r'#import "x.typ" \ $x^2$ @ref <label> // /* ] } = - + _a_ *b* `c` #{panic()} "quoted" ~ --'


@pytest.fixture(scope="session")
def handbook() -> Handbook:
    return handbook_of(ROOT / "content")


@pytest.fixture(scope="session")
def files(handbook: Handbook) -> dict[tuple[str, str], bytes]:
    """Every document of the real content, by name and language."""
    return {
        (key.name, language): pdf.write(make(handbook, key, language))
        for key in plan_documents(handbook)
        for language in LANGUAGES
    }


def test_documents_have_the_pages_they_promise(handbook: Handbook, files: dict[tuple[str, str], bytes]) -> None:
    promised = {key.name: key.form.pages for key in plan_documents(handbook) if key.form.pages}
    assert promised
    too_long = {
        f"{name} ({language})": pdfs.pages(data)
        for (name, language), data in files.items()
        if name in promised and pdfs.pages(data) > promised[name]
    }
    assert not too_long


def test_a_mandate_letter_has_two_pages(files: dict[tuple[str, str], bytes]) -> None:
    assert [pdfs.pages(files["mandate-letter", language]) for language in LANGUAGES] == [2, 2]


def test_every_file_is_tagged_and_says_its_language_and_title(files: dict[tuple[str, str], bytes]) -> None:
    for (name, language), data in files.items():
        with pdfs.opened(data) as document, document.open_metadata() as metadata:
            assert document.Root.MarkInfo.Marked, name
            assert str(document.Root.Lang).startswith(language), name
            assert document.Root.ViewerPreferences.DisplayDocTitle, name
            assert metadata["pdfuaid:part"] == "1", name
            assert metadata["dc:title"], name


def test_headings_start_with_the_title_and_skip_no_level(files: dict[tuple[str, str], bytes]) -> None:
    for (name, _), data in files.items():
        levels = [int(tag[1]) for tag in pdfs.tags(data) if re.fullmatch(r"H[1-6]", tag)]
        assert levels[0] == 1, name
        assert all(after - before <= 1 for before, after in pairwise(levels)), (name, levels)


def test_columns_have_heads_that_are_tagged_so(files: dict[tuple[str, str], bytes]) -> None:
    for (name, _), data in files.items():
        tags = pdfs.tags(data)
        assert tags.count("TH") >= tags.count("Table"), name


def test_fonts_are_in_the_file(files: dict[tuple[str, str], bytes]) -> None:
    for (name, _), data in files.items():
        assert pdfs.fonts_without_file(data) == [], name


def test_links_lead_somewhere(files: dict[tuple[str, str], bytes]) -> None:
    for (name, _), data in files.items():
        addresses, _, lost = pdfs.links(data)
        assert lost == [], name
        assert all(re.match(r"https?://|mailto:", each) for each in addresses), name


def test_the_same_content_gives_the_same_bytes(handbook: Handbook, files: dict[tuple[str, str], bytes]) -> None:
    (key,) = chosen(handbook, ["mandate-letter"])
    assert pdf.write(make(handbook, key, "fr")) == files["mandate-letter", "fr"]


def test_what_an_author_writes_comes_out_as_text() -> None:
    blocks = (
        Heading(1, (Run(HOSTILE),)),
        Paragraph((Run(HOSTILE), Run(HOSTILE, code=True))),
        Table(head=((Cell((Run(HOSTILE),), "column"),),), rows=((Cell((Run(HOSTILE),)),),), widths=(1.0,)),
    )
    found = re.sub(r"\s+", "", pdfs.text(pdf.write(Document(HOSTILE, "en", blocks))))
    assert found.count(re.sub(r"\s+", "", HOSTILE)) >= 5


def test_hostile_content_comes_out_of_a_real_document_as_text(content: Path) -> None:
    hostile = r"#panic() \ $x$ @a <b"
    swap(content, "practices/exemple.yml", 'fr: "Trouver"', f"fr: '{hostile}'")
    (key,) = chosen(handbook_of(content), ["mandate-letter"])
    assert hostile in re.sub(r"\s+", " ", pdfs.text(pdf.write(make(handbook_of(content), key, "fr"))))


def test_a_head_of_columns_repeats_on_each_page() -> None:
    rows = tuple((Cell((Run(f"ligne {number}"),)),) for number in range(120))
    table = Table(head=((Cell((Run("Colonne"),), "column"),),), rows=rows, widths=(1.0,))
    data = pdf.write(Document("T", "fr", (Heading(1, (Run("T"),)), table)))
    assert pdfs.pages(data) > 1
    assert pdfs.text(data).count("Colonne") == pdfs.pages(data)


def test_a_heading_stays_with_what_it_heads() -> None:
    filling = "\n\n".join("Une ligne." for _ in range(40))
    for more in range(8):
        text = "# T\n\n" + filling + "\n\nUne ligne." * more + "\n\n## Dernier titre\n\nSon texte."
        data = pdf.write(Document("T", "fr", read(text)))
        last = [page for page in pdfs.by_page(data) if "Dernier titre" in page]
        assert "Son texte." in last[0]


def test_the_name_of_a_group_never_ends_a_page() -> None:
    row, group = (Cell((Run("row"),)),) * 2, (Cell((Run("Quality"),), "group", 2),)
    head = ((Cell((Run("One"),), "column"),) * 2,)
    ends = 0
    for before in range(36, 52):
        table = Table(head, (*(row,) * before, group, *(row,) * 5), widths=(1.0, 1.0))
        pages = pdfs.by_page(pdf.write(Document("Title", "en", (Heading(1, (Run("Title"),)), table))))
        (page,) = [page for page in pages if "Quality" in page]
        assert "row" in page.partition("Quality")[2], before
        ends += page.startswith("One\nOne\nQuality") or page.partition("Quality")[0].count("row") == 0
    assert ends  # else no table ended where it matters


def test_the_head_of_a_row_is_one_and_every_cell_of_its_row_names_it(handbook: Handbook) -> None:
    (key,) = chosen(handbook, ["raci"])
    with pdfs.opened(pdf.write(make(handbook, key, "fr"))) as document:
        root = document.Root.StructTreeRoot
        rows = [row for row in pdfs.elements(root, "/TR") if row.K[0].S == "/TH" and row.K[1].S == "/TD"]
        assert len(rows) == len(handbook.of("decisions"))
        named = pikepdf.NameTree(root.IDTree)
        for row in rows:
            head, *cells = row.K
            assert pdfs.of_table(head).Scope == "/Row"
            assert named[str(head.ID)].objgen == head.objgen
            assert all(head.ID in list(pdfs.of_table(cell).Headers) for cell in cells)
            assert all(len(pdfs.of_table(cell).Headers) == 2 for cell in cells)


def test_a_file_is_packed(handbook: Handbook) -> None:
    (key,) = chosen(handbook, ["interview-guide"])
    assert len(pdf.write(make(handbook, key, "en"))) < 60_000
