"""Elements of WordprocessingML that the library has no call for: content controls, fields, links, repeated heads.

In: texts and properties. Out: elements of XML. Texts are set as text, never put into markup.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_GREY = "5F6B70"


def control(label: str, text: str, empty: bool, lines: bool = False) -> Any:
    """A content control in a paragraph. `empty` marks the text as what is there before somebody writes."""
    made = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias/><w:tag/></w:sdtPr>"
        "<w:sdtContent><w:r><w:t/></w:r></w:sdtContent></w:sdt>"
    )
    properties, content = made[0], made[1]
    for name in ("w:alias", "w:tag"):
        properties.find(qn(name)).set(qn("w:val"), label[:64])
    if empty:
        properties.append(OxmlElement("w:showingPlcHdr"))
        content[0].insert(0, _grey())
    kind = OxmlElement("w:text")
    if lines:
        kind.set(qn("w:multiLine"), "1")
    properties.append(kind)
    _say(content[0].find(qn("w:t")), text)
    return made


def check_box(text: str) -> Any:
    """A box to tick, and a figure beside it."""
    made = parse_xml(
        f"<w:sdt {nsdecls('w')} {_W14}><w:sdtPr><w14:checkbox><w14:checked w14:val='0'/>"
        "<w14:checkedState w14:val='2612' w14:font='MS Gothic'/><w14:uncheckedState w14:val='2610' "
        "w14:font='MS Gothic'/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rFonts w:ascii='MS Gothic' "
        "w:eastAsia='MS Gothic' w:hAnsi='MS Gothic' w:hint='eastAsia'/></w:rPr><w:t>\N{BALLOT BOX}</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )
    if not text:
        return [made]
    run = OxmlElement("w:r")
    figure = OxmlElement("w:t")
    _say(figure, f"{text} ")
    run.append(figure)
    return [made, run]


def field_code(code: str) -> Any:
    """A number that Word counts, such as that of the page."""
    made = parse_xml(f"<w:fldSimple {nsdecls('w')}><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    made.set(qn("w:instr"), code)
    return made


def hyperlink(file: WordDocument, address: str, run: Any) -> Any:
    """A run as a link to a web address."""
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), file.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    made.append(run)
    return made


def repeated(row: Any) -> None:
    """Make a row of a table the head of every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def unbroken(row: Any) -> None:
    """Keep a row of a table on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def shaded(cell: Any, colour: str) -> None:
    """Give a cell a background."""
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)


def described(picture: Any, text: str) -> None:
    """What a picture tells, for those who do not see it."""
    picture._inline.docPr.set("descr", text)


def spoken_in(run: Any, language: str) -> None:
    """Name the language of a run."""
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), language)
    run._r.get_or_add_rPr().append(said)


def has_style(file: WordDocument, name: str) -> bool:
    """Whether a file has a style, which a company's own may lack."""
    return name in file.styles


def _grey() -> Any:
    look = parse_xml(f"<w:rPr {nsdecls('w')}><w:color/></w:rPr>")
    look[0].set(qn("w:val"), _GREY)
    return look


def _say(element: Any, text: str) -> None:
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
