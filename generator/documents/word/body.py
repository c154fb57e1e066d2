"""Body: the blocks of a document, one after the other, in a Word file.

In: blocks, and the file to add them to. Out: paragraphs, tables and pictures at the end of that file.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from generator.documents import pdf
from generator.documents.blocks import (
    Block,
    Break,
    Callout,
    Cell,
    Document,
    Fields,
    Figure,
    Gap,
    Heading,
    Inline,
    Items,
    Lines,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Terms,
    Tick,
    Together,
)
from generator.documents.word import elements

_MUTED = RGBColor(0x46, 0x52, 0x57)
_TINT = "EEF4F5"
_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
_HEADINGS = 9
EMPTY = "…"
"""What stands in a cell to fill in, where there is no room for words."""

_TALL = 14
"""How high a field for a signature is, in millimetres."""


class Body:
    """Adds blocks to a file."""

    def __init__(self, file: WordDocument, document: Document, words: Mapping[str, str]) -> None:
        self.file = file
        self.document = document
        self.fill = f"[{words['fill']}]"
        self.breaks = False
        self.together = False
        self.indent = 0.0

    def add(self, blocks: Sequence[Block]) -> None:
        """Add some blocks, in order."""
        writers: Mapping[type, Callable[[Any], None]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Items: self._items,
            Table: self._table,
            Fields: self._fields,
            Lines: self._lines,
            Figure: self._figure,
            Callout: self._callout,
            Terms: self._terms,
            Together: self._together,
            PageBreak: self._page_break,
        }
        for block in blocks:
            if write := writers.get(type(block)):
                write(block)

    def _new(self, *styles: str) -> WordParagraph:
        """A paragraph of the first of some styles that the file has."""
        paragraph = self.file.add_paragraph()
        if found := next((name for name in styles if elements.has_style(self.file, name)), None):
            paragraph.style = self.file.styles[found]
        look = paragraph.paragraph_format
        if self.breaks:
            look.page_break_before, self.breaks = True, False
        if self.together:
            look.keep_with_next = True
        if self.indent:
            look.left_indent = Mm(self.indent)
        return paragraph

    def _heading(self, block: Heading) -> None:
        paragraph = self._new(f"Heading {min(block.level, _HEADINGS)}")
        paragraph.paragraph_format.keep_with_next = True
        self._runs(paragraph, block.runs)

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self._new()
        self._runs(paragraph, block.runs, strong=block.style == "label", muted=block.style in ("lead", "note"))
        if block.style == "label":
            paragraph.paragraph_format.keep_with_next = True

    def _items(self, block: Items) -> None:
        names = {"bullet": ("List Bullet", "List Paragraph"), "number": ("List Number", "List Paragraph"), "plain": ()}
        for number, item in enumerate(block.items, 1):
            for position, part in enumerate(item):
                if isinstance(part, Paragraph):
                    paragraph = self._new(*(names[block.style] if not position else ("List Continue",)))
                    if (
                        block.style != "plain"
                        and not position
                        and not elements.has_style(self.file, names[block.style][0])
                    ):
                        paragraph.add_run(f"{number}. " if block.style == "number" else "• ")
                    self._runs(paragraph, part.runs)
                else:
                    self.add((part,))

    def _table(self, block: Table) -> None:
        if block.caption:
            caption = self._new("Caption")
            caption.paragraph_format.keep_with_next = True
            self._runs(caption, block.caption)
        columns = len(block.widths)
        table = self.file.add_table(rows=0, cols=columns)
        if elements.has_style(self.file, "Table Grid"):
            table.style = self.file.styles["Table Grid"]
        table.autofit = False
        for column, share in zip(table.columns, block.widths, strict=True):
            column.width = Mm(self._width() * share / sum(block.widths))
        for row in block.head:
            self._row(table, row, block, head=True)
        for row in block.rows:
            self._row(table, row, block)
        self._end_of_table()

    def _row(self, table: WordTable, cells: Sequence[Cell], block: Table, head: bool = False) -> None:
        row = table.add_row()  # type: ignore[no-untyped-call]
        elements.unbroken(row)
        if head:
            elements.repeated(row)
        room, places = self._width(), row.cells
        place = 0
        for cell in cells:
            last = min(place + cell.span, len(places)) - 1
            target = places[place] if cell.span == 1 else places[place].merge(places[last])
            share = sum(block.widths[place : last + 1]) / sum(block.widths)
            target.width = Mm(room * share)
            if head or cell.heads == "group":
                elements.shaded(target, _TINT)
            self._cell(target, cell, block.dense, named=_name(block, place))
            place = last + 1

    def _cell(self, target: Any, cell: Cell, dense: bool, named: str) -> None:
        paragraph = target.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.keep_with_next = self.together or None
        size = self.document.size * (0.74 if dense else 0.9)
        if cell.to_fill:
            text = "".join(run.text for run in cell.runs if isinstance(run, Run))
            paragraph._p.append(elements.control(named, text or EMPTY, empty=not text))
        else:
            self._runs(paragraph, cell.runs, strong=bool(cell.heads), size=size)

    def _fields(self, block: Fields) -> None:
        """Labels with a control each, side by side: a table without lines."""
        across = min(3, len(block.labels)) if block.tall else min(2, len(block.labels))
        table = self.file.add_table(rows=0, cols=across)
        for start in range(0, len(block.labels), across):
            row = table.add_row()
            elements.unbroken(row)
            if block.tall:
                row.height = Mm(_TALL)
            for cell, label in zip(row.cells, block.labels[start:], strict=False):
                cell.width = Mm(self._width() / across)
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.keep_with_next = self.together or None
                self._runs(paragraph, (Run(f"{label} "),), muted=True)
                paragraph._p.append(elements.control(label, self.fill, empty=True))
        self._end_of_table()

    def _lines(self, _block: Lines) -> None:
        paragraph = self._new()
        paragraph._p.append(elements.control(self.fill, self.fill, empty=True, lines=True))
        paragraph.paragraph_format.space_after = Pt(10)

    def _figure(self, block: Figure) -> None:
        paragraph = self._new()
        wide, _ = pdf.size_of(block)
        picture = paragraph.add_run().add_picture(io.BytesIO(pdf.picture(block)), width=Mm(wide))
        elements.described(picture, block.alt)

    def _callout(self, block: Callout) -> None:
        before, self.indent = self.indent, self.indent + 5
        self._runs(self._new(), block.title, strong=True)
        self.add(block.blocks)
        self.indent = before

    def _terms(self, block: Terms) -> None:
        for term, said in block.items:
            paragraph = self._new()
            paragraph.paragraph_format.keep_with_next = True
            self._runs(paragraph, term, strong=True)
            before, self.indent = self.indent, self.indent + 4
            self.add(said)
            self.indent = before

    def _together(self, block: Together) -> None:
        before, self.together = self.together, True
        self.add(block.blocks[:-1])
        self.together = before
        self.add(block.blocks[-1:])

    def _page_break(self, _block: PageBreak) -> None:
        self.breaks = True

    def _end_of_table(self) -> None:
        """A small paragraph: Word joins tables that follow each other without one."""
        paragraph = self._new()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(6)

    def _width(self) -> float:
        """The width of a line, in millimetres."""
        section = self.file.sections[0]
        sheet, left, right = section.page_width, section.left_margin, section.right_margin
        return ((sheet or Mm(210)) - (left or 0) - (right or 0)) / Mm(1)

    def _runs(
        self,
        paragraph: WordParagraph,
        runs: Sequence[Inline],
        strong: bool = False,
        muted: bool = False,
        size: float | None = None,
    ) -> None:
        for run in runs:
            if isinstance(run, Break):
                paragraph.add_run().add_break()
            elif isinstance(run, Gap):
                paragraph._p.append(elements.control(run.text, f"[{run.text}]", empty=True))
            elif isinstance(run, Tick):
                paragraph._p.extend(elements.check_box(run.text))
            else:
                self._text(paragraph, run, strong, muted or run.small, size)

    def _text(self, paragraph: WordParagraph, run: Run, strong: bool, muted: bool, size: float | None) -> None:
        made = paragraph.add_run(run.text)
        made.bold = run.strong or strong or None
        made.italic = run.emphasis or None
        if muted:
            made.font.color.rgb = _MUTED
        if size:
            made.font.size = Pt(round(size * 2) / 2)
        if run.code:
            made.font.name = "Consolas"
        if run.language and run.language != self.document.language:
            elements.spoken_in(made, _LANGUAGES.get(run.language, run.language))
        if run.href.startswith(("http://", "https://", "mailto:")):
            paragraph._p.append(elements.hyperlink(self.file, run.href, made._r))


def _name(table: Table, place: int) -> str:
    """What the head of a column says: the name of the controls under it."""
    cells = table.head[0] if table.head else ()
    runs = cells[place].runs if place < len(cells) else ()
    return "".join(run.text for run in runs if isinstance(run, Run))
