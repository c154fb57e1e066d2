"""Reading: from the Markdown of a template to blocks.

In: Markdown in the dialect of the pages (`mkdocs.yml` names its extensions) with the classes that pages use for forms.
Out: blocks. Links are kept where `resolve` gives them a target. What only works on a screen, such as buttons and
scripts, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.documents.blocks import (
    Anchor,
    Block,
    Break,
    Callout,
    Cell,
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
    plain,
)

Resolve = Callable[[str], str]
"""From the target of a link to a web address or an anchor of the document; an empty text drops the link."""

EXTENSIONS = ("admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "tables")
_BLOCKS = {"p", "ul", "ol", "div", "section", "table", "dl", "details", "blockquote", "pre", "hr", "figure"}
_ON_SCREEN = {"button", "summary", "script", "style", "select", "svg", "template"}
_ON_PAGE = {"print-button", "on-page"}
"""Classes of blocks that only the pages of the site show."""

_UNSEEN = {"headerlink", "unseen", "count"}
_KEPT = {"keep", "question"}
_MARKS = {"mark--essential": "●", "mark--useful": "○", "mark--linked": "●", "mark--gap": "–"}
_SPACES = re.compile(r"[ \t\r\n]+")
_GAP = re.compile(r"\[([^\[\]]+)\]")


def external(target: str) -> str:
    """Keeps the links that lead out of the handbook: what a document that travels alone can follow."""
    return target if target.startswith(("https://", "http://", "mailto:")) else ""


def read(markdown: str, resolve: Resolve = external) -> tuple[Block, ...]:
    """The blocks of a Markdown text."""
    converter = Markdown(extensions=list(EXTENSIONS))
    converter.block_level_elements.append("caption")
    body = LexborHTMLParser(converter.convert(markdown)).body
    return tuple(_Reader(resolve).blocks(body)) if body else ()


@dataclass(frozen=True)
class _Look:
    """How the text inside an element looks."""

    strong: bool = False
    emphasis: bool = False
    small: bool = False
    code: bool = False
    href: str = ""
    language: str = ""
    to_fill: bool = False


class _Reader:
    """Walks the elements of a page."""

    def __init__(self, resolve: Resolve) -> None:
        self.resolve = resolve

    def blocks(self, parent: LexborNode, look: _Look = _Look()) -> Iterator[Block]:
        """The blocks in an element; text that stands loose in it becomes a paragraph."""
        loose: list[LexborNode] = []
        for node in parent.iter(include_text=True):
            if node.tag in _BLOCKS or re.fullmatch(r"h[1-6]", node.tag or ""):
                yield from self._loose(loose, look)
                loose = []
                yield from self._block(node, look)
            else:
                loose.append(node)
        yield from self._loose(loose, look)

    def _loose(self, nodes: Sequence[LexborNode], look: _Look) -> Iterator[Block]:
        if runs := _trimmed([run for node in nodes for run in self._inline(node, look)]):
            yield Paragraph(runs)

    def _block(self, node: LexborNode, look: _Look) -> Iterator[Block]:
        tag, classes = node.tag or "", _classes(node)
        if "hidden" in node.attributes or _ON_PAGE & classes or tag == "hr":
            return
        look = replace(
            look,
            language=node.attributes.get("lang") or look.language,
            to_fill=look.to_fill or "fill" in classes,
        )
        if re.fullmatch(r"h[1-6]", tag):
            yield Heading(int(tag[1]), _unlinked(self.runs(node, look)), node.attributes.get("id") or "")
        elif one := self._by_tag().get(tag):
            yield one(node, look)
        elif tag == "p":
            yield from self._paragraph(node, classes, look)
        else:
            yield from self._group(node, classes, look)

    def _by_tag(self) -> Mapping[str, Callable[[LexborNode, _Look], Block]]:
        """What becomes exactly one block."""
        return {"ul": self._items, "ol": self._items, "table": self._table, "dl": self._terms, "pre": _code}

    def _paragraph(self, node: LexborNode, classes: set[str], look: _Look) -> Iterator[Block]:
        if runs := self.runs(node, look):
            styles = {"lead": "lead", "note": "note", "ruled-label": "label"}
            yield Paragraph(runs, next((style for name, style in styles.items() if name in classes), ""))

    def _group(self, node: LexborNode, classes: set[str], look: _Look) -> Iterator[Block]:
        """What stands in a `div` or `section`, by its class."""
        if made := next((_BY_CLASS[name] for name in _BY_CLASS if name in classes), None):
            yield made(node)
        elif "admonition" in classes:
            yield self._callout(node, look)
        elif _KEPT & classes:
            yield Together(tuple(self.blocks(node, look)))
        elif "checks" in classes:
            yield from map(_without_bullets, self.blocks(node, look))
        else:
            yield from self.blocks(node, look)

    def _callout(self, node: LexborNode, look: _Look) -> Callout:
        title = node.css_first(".admonition-title")
        words = self.runs(title, look) if title else ()
        if title:
            title.decompose()
        return Callout(words, tuple(self.blocks(node, look)))

    def _items(self, node: LexborNode, look: _Look) -> Items:
        items = tuple(tuple(self.blocks(item, look)) for item in node.iter() if item.tag == "li")
        return Items(items, "number" if node.tag == "ol" else "bullet")

    def _terms(self, node: LexborNode, look: _Look) -> Terms:
        items: list[tuple[tuple[Inline, ...], tuple[Block, ...]]] = []
        for child in node.iter():
            if child.tag == "dt":
                items.append((self.runs(child, look), ()))
            elif child.tag == "dd" and items:
                term, said = items[-1]
                items[-1] = (term, (*said, *self.blocks(child, look)))
        return Terms(tuple(items))

    def _table(self, node: LexborNode, look: _Look) -> Table:
        caption = node.css_first("caption")
        rows = [(row, tuple(self._cells(row, look))) for row in node.css("tr")]
        head = tuple(cells for row, cells in rows if _inside(row, "thead"))
        body = tuple(cells for row, cells in rows if not _inside(row, "thead") and cells)
        return Table(
            head=head,
            rows=body,
            caption=self.runs(caption, look) if caption else (),
            widths=_given(node) or (_of_matrix(head, body) if "matrix" in _classes(node) else _widths((*head, *body))),
            dense=bool({"matrix", "dense"} & _classes(node)),
            to_fill=any(cell.to_fill for row in body for cell in row),
        )

    def _cells(self, row: LexborNode, look: _Look) -> Iterator[Cell]:
        for node in row.iter():
            if node.tag not in ("td", "th"):
                continue
            scope = node.attributes.get("scope") or ("col" if _inside(row, "thead") else "")
            runs = self.runs(node, look)
            yield Cell(
                runs=_unlinked(runs) if scope == "col" else runs,
                heads={"col": "column", "row": "row", "rowgroup": "group"}.get(scope, ""),  # type: ignore[arg-type]
                span=int(node.attributes.get("colspan") or 1),
                to_fill="blank" in _classes(node),
            )

    def runs(self, node: LexborNode, look: _Look) -> tuple[Inline, ...]:
        """The text of an element, as one paragraph."""
        return _trimmed([run for child in node.iter(include_text=True) for run in self._inline(child, look)])

    def _inline(self, node: LexborNode, look: _Look) -> Iterator[Inline]:
        tag, classes = node.tag or "", _classes(node)
        if tag == "-text":
            yield from _text(node.text(deep=False) or "", look)
        elif tag == "br":
            yield Break()
        elif tag == "input":
            yield Tick()
        elif "boxes" in classes:
            yield from (Tick(each.text()) for each in node.css("span span"))
        elif mark := next((sign for name, sign in _MARKS.items() if name in classes), ""):
            yield Run(mark)
        elif not (tag in _ON_SCREEN or _UNSEEN & classes or "hidden" in node.attributes):
            inner = self._look(node, tag, classes, look)
            for child in node.iter(include_text=True):
                yield from self._inline(child, inner)

    def _look(self, node: LexborNode, tag: str, classes: set[str], look: _Look) -> _Look:
        return _Look(
            strong=look.strong or tag in ("strong", "b"),
            emphasis=look.emphasis or tag in ("em", "i"),
            small=look.small or tag == "small" or bool({"badge", "meter"} & classes),
            code=look.code or tag == "code",
            href=self.resolve(node.attributes.get("href") or "") if tag == "a" else look.href,
            language=node.attributes.get("lang") or look.language,
            to_fill=look.to_fill,
        )


def _text(text: str, look: _Look) -> Iterator[Inline]:
    """A stretch of text; words in brackets are gaps where the text is one to fill in."""
    text = _SPACES.sub(" ", text)
    for position, part in enumerate(_GAP.split(text) if look.to_fill else [text]):
        if position % 2:
            yield Gap(part)
        elif part:
            yield Run(part, look.strong, look.emphasis, look.small, look.code, look.href, look.language)


def _trimmed(runs: Sequence[Inline]) -> tuple[Inline, ...]:
    """The runs without spaces at the ends of lines, and runs of one look joined."""
    kept: list[Inline] = []
    for run in runs:
        last = kept[-1] if kept else Break()
        if isinstance(run, Run):
            text = run.text.lstrip(" ") if isinstance(last, Break) or _ends(last, " ") else run.text
            if not text:
                continue
            run = replace(run, text=text)
            if isinstance(last, Run) and replace(last, text="") == replace(run, text=""):
                kept[-1] = replace(last, text=last.text + text)
                continue
        elif isinstance(run, Break) and isinstance(last, Run):
            kept[-1] = replace(last, text=last.text.rstrip(" "))
        kept.append(run)
    while kept and (isinstance(kept[-1], Break) or kept[-1] == replace(kept[-1], text=" ")):
        kept.pop()
    if kept and isinstance(kept[-1], Run):
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
    return tuple(kept)


def _unlinked(runs: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without links: headings and heads of columns come back at the top of pages, where a link has no place."""
    return tuple(replace(run, href="") if isinstance(run, Run) else run for run in runs)


def _ends(run: Inline, sign: str) -> bool:
    return isinstance(run, Run) and run.text.endswith(sign)


def _classes(node: LexborNode) -> set[str]:
    return set((node.attributes.get("class") or "").split())


def _labels(node: LexborNode) -> tuple[str, ...]:
    return tuple(_SPACES.sub(" ", item.text()).strip(" ") for item in node.css("li"))


def _inside(node: LexborNode, tag: str) -> bool:
    return node.parent is not None and node.parent.tag == tag


_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def _figure(node: LexborNode) -> Figure:
    """A drawing; its title and description, which screen readers tell on the site, tell it here too."""
    drawn = node.css_first("svg")
    assert drawn is not None
    svg = drawn.html or ""
    size = _VIEW_BOX.search(svg)
    told = [each.text().strip() for each in drawn.css("title, desc")]
    return Figure(svg, " ".join(told), float(size[1]) / float(size[2]) if size else 1.0)


def _code(node: LexborNode, _look: _Look) -> Block:
    return Paragraph((Run(node.text().strip("\n"), code=True),))


def _without_bullets(block: Block) -> Block:
    return replace(block, style="plain") if isinstance(block, Items) else block


_BY_CLASS: Mapping[str, Callable[[LexborNode], Block]] = {
    "page-break": lambda _: PageBreak(),
    "former": lambda node: Anchor(node.attributes.get("id") or ""),
    "signatures": lambda node: Fields(_labels(node), tall=True),
    "blanks": lambda node: Fields(_labels(node)),
    "ruled": lambda node: Lines(len(node.css("span"))),
    "drawing": _figure,
}
"""What a `div` of a class becomes; signatures hold blanks, so they come first."""


def _given(table: LexborNode) -> tuple[float, ...]:
    """The shares of the width that a template gives to columns."""
    return tuple(float(share) for share in (table.attributes.get("data-widths") or "").split())


def _of_matrix(head: Sequence[tuple[Cell, ...]], body: Sequence[tuple[Cell, ...]]) -> tuple[float, ...]:
    """Shares for a matrix: its columns are narrow whatever heads them, and what is in its rows needs room."""
    return (MATRIX_HEAD, *(LEAST for _ in (*head, *body)[0][1:]))


MATRIX_HEAD = 45.0
LEAST, MOST, TO_FILL = 6.0, 60.0, 14.0
"""How narrow and how wide a column may be, and how wide one to fill in is, in characters."""


def _widths(rows: Sequence[tuple[Cell, ...]]) -> tuple[float, ...]:
    """Shares of the width that suit what the columns hold: long texts get more, though less than their length."""
    count = max((sum(cell.span for cell in row) for row in rows), default=0)
    wanted = [LEAST] * count
    for row in rows:
        place = 0
        for cell in row:
            if cell.span == 1:
                wanted[place] = max(wanted[place], _wanted(cell))
            place += cell.span
    return tuple(round(each, 1) for each in wanted)


def _wanted(cell: Cell) -> float:
    text = plain(cell.runs)
    ticks = sum(isinstance(run, Tick) for run in cell.runs)
    word = max((len(word) for word in text.split()), default=0)
    room: float = max(word * 1.15 + 2, len(text) ** 0.72, ticks * 4.2, TO_FILL if cell.to_fill else 0)
    return min(max(room, LEAST), MOST)
