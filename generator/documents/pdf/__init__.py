"""PDF: blocks to the bytes of a tagged PDF file.

In: a `Document`. Out: a file that meets PDF/UA-1, which the compiler checks, with its fonts in it. The engine is Typst,
a library without needs of its own: `document.typ` is the whole layout, and the document reaches it as JSON, so that no
text is ever code. Nothing is read from the network or from the system's fonts: the same blocks give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst

from generator.documents.blocks import Document, Figure, Table, levelled, tables
from generator.documents.pdf.finishing import finished

LAYOUT = Path(__file__).with_name("document.typ")
PICTURE = Path(__file__).with_name("picture.typ")
FONTS = Path(__file__).parent.parent / "fonts"
MARK = b"<xmp:CreatorTool>Typst"
"""Stands in every file that the engine writes, and is replaced by programs in which somebody works on one."""

WIDEST, HIGHEST = 165.0, 105.0
"""How much room a drawing may take, in millimetres."""
UPRIGHT, PAGE = 0.7, 225.0
"""A drawing that is much higher than wide takes the height of a page."""

SHORT = 5
"""How many characters a mark of a matrix has at most: it stands in the middle of its cell."""


class LayoutError(Exception):
    """The layout refused a document: a fault of ours, not of its texts."""


def write(document: Document, whole: Mapping[str, object] | None = None) -> bytes:
    """The file of one document. Raises `LayoutError`.

    `whole` are the words that only the whole handbook needs: its cover, contents and index.
    """
    told = {
        "title": document.title,
        "language": document.language,
        "paper": document.paper,
        "wide": document.wide,
        "size": document.size,
        "title-size": 20 if document.size >= 9.5 else 17,
        "margin": document.margin,
        "blocks": [_told(block) for block in levelled(document.blocks)],
        **({"whole": whole} if whole else {}),
    }
    try:
        data = _compiler().compile(
            input=LAYOUT.read_bytes(),
            format="pdf",
            sys_inputs={"document": json.dumps(told, ensure_ascii=False)},
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        raise LayoutError(f"{document.title}: {error.message} {' '.join(error.hints)}") from error
    assert isinstance(data, bytes)
    return finished(data, list(tables(document.blocks)))


def picture(figure: Figure) -> bytes:
    """A drawing as PNG, for files that take no SVG. Raises `LayoutError`."""
    told = {"svg": _xml(figure.svg), "width": size_of(figure)[0]}
    try:
        data = _compiler().compile(
            input=PICTURE.read_bytes(), format="png", ppi=220, sys_inputs={"figure": json.dumps(told)}
        )
    except typst.TypstError as error:
        raise LayoutError(error.message) from error
    return data if isinstance(data, bytes) else data[0]  # type: ignore[index]


def size_of(figure: Figure) -> tuple[float, float]:
    """The width and the height of a drawing, in millimetres."""
    width = min(WIDEST, (HIGHEST if figure.ratio > UPRIGHT else PAGE) * figure.ratio)
    return width, width / figure.ratio


def _xml(svg: str) -> str:
    """A drawing that was read as HTML, as XML."""
    return svg.replace("&nbsp;", "&#160;")


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    return typst.Compiler(root=LAYOUT.parent, font_paths=fonts)


_DEFAULTS: Mapping[str, Sequence[object]] = {"run": ("", False)}
"""What the layout takes for granted of a text, so that the JSON of a whole handbook stays small."""


def _told(value: Any) -> Any:
    """A block as the layout reads it."""
    if isinstance(value, tuple):
        return [_told(item) for item in value]
    if not is_dataclass(value):
        return value
    name = type(value).__name__.lower()
    parts = {field.name: _told(getattr(value, field.name)) for field in fields(value)}
    if name == "run":
        parts = {key: part for key, part in parts.items() if key == "text" or part not in _DEFAULTS[name]}
    if isinstance(value, Figure):
        parts["width"] = size_of(value)[0]
        parts["svg"] = _xml(value.svg)
    if isinstance(value, Table) and value.dense:
        for cell in (cell for row in parts["rows"] for cell in row):
            cell["short"] = sum(len(run["text"]) for run in cell["runs"]) <= SHORT
    return {"t": name, **parts}
