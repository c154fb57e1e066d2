"""Blocks: what a document is made of, whatever the format of its file.

In: nothing. Out: the types that `reading` makes and that the writers write. All are values: two documents with equal
blocks become equal files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one appearance. `href` is a web address, or `#` and an anchor of the same document.

    `language` is set where it is not the document's.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    small: bool = False
    code: bool = False
    href: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick, with a figure in it where several stand side by side."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in a text to fill in; `text` says with what."""

    text: str


Inline: TypeAlias = Run | Break | Tick | Gap


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of a document. Only `outlined` ones stand in a table of contents."""

    level: int
    runs: tuple[Inline, ...]
    anchor: str = ""
    outlined: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `style` is empty, or `lead`, `note` or `label`: a label stands above what it names."""

    runs: tuple[Inline, ...]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list. The items of a `plain` one have no bullets: boxes to tick stand there instead."""

    items: tuple[tuple[Block, ...], ...]
    style: Literal["bullet", "number", "plain"] = "bullet"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. `heads` says of what it is the head: a column, a row, or a group of rows."""

    runs: tuple[Inline, ...] = ()
    heads: Literal["", "column", "row", "group"] = ""
    span: int = 1
    to_fill: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `widths` are shares of the width, one a column; one `to_fill` has lines between its columns too."""

    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[Inline, ...] = ()
    widths: tuple[float, ...] = ()
    dense: bool = False
    to_fill: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields to fill in, each a label with room beside it; `tall` ones take a signature."""

    labels: tuple[str, ...]
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Empty lines to write on."""

    count: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing: its SVG, what it tells in words, and its width over its height."""

    svg: str
    alt: str
    ratio: float


@dataclass(frozen=True, slots=True)
class Callout:
    """A box with a title."""

    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms, each with what is said of it."""

    items: tuple[tuple[tuple[Inline, ...], tuple[Block, ...]], ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stand on one page, as far as a page holds them."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links lead to, without a heading."""

    name: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a page."""


Block: TypeAlias = (
    Heading | Paragraph | Items | Table | Fields | Lines | Figure | Callout | Terms | Together | Anchor | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in one language. `paper` is `a4` or `a3`; `wide` turns the sheet.

    `size` is that of its text in points, `margin` that of its sheet in millimetres.
    """

    title: str
    language: str
    blocks: tuple[Block, ...] = field(repr=False)
    paper: Literal["a4", "a3"] = "a4"
    wide: bool = False
    size: float = 10.0
    margin: float = 20.0


def plain(runs: Sequence[Inline]) -> str:
    """The text of a paragraph alone."""
    return "".join(run.text if isinstance(run, Run | Gap) else " " if isinstance(run, Break) else "" for run in runs)


def tables(value: object) -> Iterator[Table]:
    """The tables in blocks, and in whatever holds blocks, in reading order."""
    if isinstance(value, Table):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from tables(each)
    elif isinstance(value, Items | Callout | Terms | Together):
        for part in fields(value):
            yield from tables(getattr(value, part.name))


def levelled(blocks: Sequence[Block], depth: int = 0) -> Iterator[Block]:
    """The same blocks with headings that never skip a level, which readers of a screen count on."""
    for block in blocks:
        if isinstance(block, Heading):
            depth = min(block.level, depth + 1)
            yield replace(block, level=depth)
        elif isinstance(block, Together):
            inner = tuple(levelled(block.blocks, depth))
            depth = max((one.level for one in inner if isinstance(one, Heading)), default=depth)
            yield Together(inner)
        else:
            yield block
