"""Word: blocks to the bytes of a .docx file.

In: a `Document`, a moment for its dates, and perhaps a file of a company whose styles, margins and footers it takes.
Out: a file with real headings, lists and tables, in which what is to fill in is a content control. The same blocks
give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from generator.documents.blocks import Document, levelled
from generator.documents.word.body import Body
from generator.documents.word.elements import field_code, has_style

MARK = b"handbook export docx"
"""The comment of every file that we write: a program in which somebody works on one leaves it out."""

_SHEETS = {"a4": (210, 297), "a3": (297, 420)}
_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
_ACCENT = RGBColor(0x0D, 0x5A, 0x6B)


class NotWordError(Exception):
    """The file whose styles a document was to take is no Word file."""


def write(document: Document, moment: int, words: dict[str, str], reference: bytes | None = None) -> bytes:
    """The file of one document, dated by `moment`, in seconds since 1970. Raises `NotWordError`.

    `words` has what an empty field says, `fill`.
    """
    file = _opened(reference)
    _set_up(file, document, reference is None)
    Body(file, document, words).add(tuple(levelled(document.blocks)))
    _describe(file, document, moment)
    made = io.BytesIO()
    file.save(made)
    return _packed(made.getvalue(), moment)


def _opened(reference: bytes | None) -> WordDocument:
    """An empty document; with a reference, one that has its styles, sheet, headers and footers."""
    if reference is None:
        return docx.Document()
    try:
        file = docx.Document(io.BytesIO(reference))
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise NotWordError(str(error)) from error
    body = file.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    return file


def _set_up(file: WordDocument, document: Document, ours: bool) -> None:
    """The sheet, the language and, without a company's file, the looks."""
    section = file.sections[0]
    if ours or document.wide or document.paper != "a4":
        short, long = _SHEETS[document.paper]
        width, height = (long, short) if document.wide else (short, long)
        section.orientation = WD_ORIENT.LANDSCAPE if document.wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
    if ours:
        margin = Mm(document.margin)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
        _looks(file, document.size)
    if not any(paragraph.text for paragraph in section.footer.paragraphs):
        _footer(file, document.title)
    _language(file, _LANGUAGES[document.language])


def _looks(file: WordDocument, size: float) -> None:
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(size)
    normal.paragraph_format.space_after = Pt(4)
    grid = file.styles["Table Grid"].element.xpath(".//w:tblBorders/*")
    for line in grid:
        line.set(qn("w:color"), "B8C2C5")
    for level, points in ((1, 19), (2, size + 2.5), (3, size + 1), (4, size)):
        style = file.styles[f"Heading {level}"]
        style.font.size, style.font.color.rgb = Pt(points), _ACCENT
        style.paragraph_format.space_before = Pt(0 if level == 1 else 8)
        style.paragraph_format.space_after = Pt(3)


def _footer(file: WordDocument, title: str) -> None:
    paragraph = file.sections[0].footer.paragraphs[0]
    if has_style(file, "Footer"):
        paragraph.style = file.styles["Footer"]
    paragraph.add_run(f"{title}   ")
    for part in (field_code("PAGE"), " / ", field_code("NUMPAGES")):
        if isinstance(part, str):
            paragraph.add_run(part)
        else:
            paragraph._p.append(part)


def _language(file: WordDocument, code: str) -> None:
    """The language of everything that names no other."""
    for language in file.styles.element.xpath("w:docDefaults//w:lang"):
        for name in language.attrib:
            del language.attrib[name]
        language.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", code)


def _describe(file: WordDocument, document: Document, moment: int) -> None:
    said = file.core_properties
    said.title, said.language, said.author, said.comments = document.title, document.language, "", ""
    said.created = said.modified = datetime.fromtimestamp(moment, UTC).replace(tzinfo=None)
    said.last_modified_by, said.revision = "", 1


def _packed(data: bytes, moment: int) -> bytes:
    """The same parts, all dated by the moment."""
    day = datetime.fromtimestamp(max(moment, 315532800), UTC)  # 1980, when the dates of the format begin
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            info = zipfile.ZipInfo(name, day.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            made.writestr(info, given.read(name))
        made.comment = MARK
    return packed.getvalue()
