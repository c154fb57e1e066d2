"""The Word files: real headings and tables, controls to fill in, the text of the PDF in the same order."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pdfs
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from small import ROOT, handbook_of

from generator.documents import pdf, word
from generator.documents.blocks import Document, Gap, Heading, Paragraph, Run, Tick
from generator.documents.making import chosen, make
from generator.model.handbook import Handbook

WHEN = 1790000000
WORDS = {"fill": "à compléter"}
OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return handbook_of(ROOT / "content")


def made(handbook: Handbook, name: str, language: str = "fr", reference: bytes | None = None) -> bytes:
    (key,) = chosen(handbook, [name])
    return word.write(make(handbook, key, language), WHEN, WORDS, reference)


def opened(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def paragraphs(data: bytes) -> list[str]:
    """The letters of each paragraph, without what stands in empty controls."""
    body = opened(data).element.body
    for control in body.iter(qn("w:sdt")):
        if control.find(f".//{qn('w:showingPlcHdr')}") is not None:
            for text in control.iter(qn("w:t")):
                text.text = ""
    found = ("".join(text.text or "" for text in each.iter(qn("w:t"))) for each in body.iter(qn("w:p")))
    return [letters for each in found if (letters := _letters(each))]


def _letters(text: str) -> str:
    """Only letters: lines are broken otherwise in each format, and words with them."""
    return re.sub(r"[\W\d_]", "", re.sub(r"\[[^\]]*\]", "", text))


def printed(data: bytes, title: str) -> str:
    """The letters of a PDF file, without the feet of its pages."""
    foot = _letters(title)
    return "".join(_letters(page).removesuffix(foot) for page in pdfs.by_page(data))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["mandate-letter", "sector-job-advert/sante", "job-description/mentor", "raci"])
def test_word_and_pdf_say_the_same_in_the_same_order(name: str, language: str, handbook: Handbook) -> None:
    (key,) = chosen(handbook, [name])
    document = make(handbook, key, language)
    whole = printed(pdf.write(document), document.title)
    place = 0
    for paragraph in paragraphs(made(handbook, name, language)):
        found = whole.find(paragraph, place)
        assert found >= 0, paragraph
        assert found - place < 200, whole[place:found]  # no more between two than a head that repeats
        place = found + len(paragraph)


def test_headings_are_headings_and_heads_of_tables_repeat(handbook: Handbook) -> None:
    file = opened(made(handbook, "mandate-letter"))
    styles = [paragraph.style.name for paragraph in file.paragraphs if paragraph.style]
    assert styles[0] == "Heading 1"
    assert styles.count("Heading 2") == 11
    assert "List Bullet" in styles
    heads = [table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") for table in file.tables if len(table.columns) > 3]
    assert heads
    assert all(head is not None for head in heads)


def test_what_an_author_writes_comes_out_as_text() -> None:
    hostile = '<w:p/> & ]]> "quoted" {{ field }} \\ $x$ =1+1'
    blocks = (Heading(1, (Run(hostile),)), Paragraph((Run(hostile, href="https://example.org/?a=1&b=2"), Gap(hostile))))
    file = opened(word.write(Document(hostile, "en", blocks), WHEN, WORDS))
    assert file.paragraphs[0].text == hostile
    assert [text.text for text in file.element.body.iter(qn("w:t"))] == [hostile, hostile, f"[{hostile}]"]


def test_what_is_to_fill_in_is_a_content_control() -> None:
    blocks = (Heading(1, (Run("T"),)), Paragraph((Run("Pour "), Gap("raison"), Tick(), Run(" oui"))))
    body = opened(word.write(Document("T", "fr", blocks), WHEN, WORDS)).element.body
    aliases = [each.get(qn("w:val")) for each in body.iter(qn("w:alias"))]
    assert aliases == ["raison"]
    assert len(list(body.iter("{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"))) == 1


def test_a_company_s_own_file_gives_its_styles_and_its_sheet(handbook: Handbook) -> None:
    own = docx.Document()
    own.styles["Heading 1"].font.color.rgb = RGBColor(0xC0, 0, 0)
    own.sections[0].left_margin = Mm(41)
    own.sections[0].footer.paragraphs[0].text = "Entreprise SA, confidentiel"
    own.add_paragraph("Un texte du modèle, qui ne doit pas rester.")
    given = io.BytesIO()
    own.save(given)
    file = opened(made(handbook, "mandate-letter", reference=given.getvalue()))
    assert file.styles["Heading 1"].font.color.rgb == RGBColor(0xC0, 0, 0)
    assert file.sections[0].left_margin is not None
    assert round(file.sections[0].left_margin / Mm(1)) == 41
    assert file.sections[0].footer.paragraphs[0].text == "Entreprise SA, confidentiel"
    assert "modèle" not in "".join(paragraph.text for paragraph in file.paragraphs)


def test_a_file_that_is_no_word_file_is_refused(handbook: Handbook) -> None:
    with pytest.raises(word.NotWordError):
        made(handbook, "mandate-letter", reference=b"%PDF-1.7")


def test_the_same_content_gives_the_same_bytes_and_fixed_dates(handbook: Handbook) -> None:
    data = made(handbook, "competency-profile/mentor")
    assert data == made(handbook, "competency-profile/mentor")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {info.date_time for info in packed.infolist()} == {(2026, 9, 21, 14, 13, 20)}
    assert opened(data).core_properties.created.timestamp() == pytest.approx(WHEN, abs=86400)


def test_a_drawing_tells_what_it_shows(handbook: Handbook) -> None:
    body = opened(made(handbook, "competency-profile/mentor")).element.body
    (drawn,) = body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    assert "Communication" in drawn.get("descr", "")


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_libreoffice_opens_a_file_and_keeps_its_text(handbook: Handbook, tmp_path: Path) -> None:
    file = tmp_path / "lettre.docx"
    file.write_bytes(made(handbook, "mandate-letter"))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    assert OFFICE
    command = [OFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    text = re.sub(r"\s+", " ", pdfs.text((tmp_path / "lettre.pdf").read_bytes()))
    assert "Lettre de mission" in text
    assert "Nous nous opposons en privé." in text
