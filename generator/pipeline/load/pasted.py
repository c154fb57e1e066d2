"""What came from elsewhere: bullets of a word processor, marks of a merge that Git left open.

In: the lines of a file. Out: the finding for the marks of a merge, and a suspicion a list of bullets, which is always
right: a bullet below the bare name of a field can be nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.diagnostics.yaml_text import parts, safe
from generator.model.document import Span
from generator.pipeline.load.lines import FIELDS, LISTS, WrittenLine, spanned, written
from generator.pipeline.load.suspicion import Suspicion

_BULLET = re.compile(
    r"[ \t\u00a0]*(?P<sign>[•●▪◦‣⁃■\uf0a7\uf0b7]|[·–—*o](?=[ \t\u00a0]))[ \t\u00a0\u202f]*(?P<text>.*?)[ \t]*"
)
_ANY_BULLET = re.compile(rf"^{_BULLET.pattern}$", re.MULTILINE)
_MARK = re.compile(r"^(?:[<>|]{7}(?= |$)|={7}$).*", re.MULTILINE)


def conflict(path: Path, text: str) -> Diagnostic | None:
    """The marks that Git puts around two versions of a passage."""
    marks = [_mark(path, text, match) for match in _MARK.finditer(text)] if "<<<<<<<" in text else []
    return Diagnostic("merge-conflict", marks[0], related=tuple(marks[1:])) if marks else None


def _mark(path: Path, text: str, match: re.Match[str]) -> Span:
    return spanned(path, text.count("\n", 0, match.start()), 0, len(match[0].rstrip()))


def bullets(text: str, lines: list[str]) -> Iterator[Suspicion]:
    """Each list whose items start with the bullet of a word processor."""
    if not _ANY_BULLET.search(text):
        return
    starts = list(written(lines))
    for place, (start, following) in enumerate(pairwise(starts)):
        if start.line.key and not start.line.value and _BULLET.fullmatch(lines[following.number]):
            yield _list(lines, starts, place)


def _list(lines: list[str], starts: list[WrittenLine], place: int) -> Suspicion:
    holder, first = starts[place], starts[place + 1].number
    last = first
    for start in starts[place + 1 :]:
        if start.line.indent <= holder.line.column and not _BULLET.fullmatch(lines[start.number]):
            break
        last = start.number
    column = holder.line.column + 2
    is_list = holder.line.key in LISTS
    head = lines[holder.number].rstrip() if is_list else f"{lines[holder.number].rstrip()} |"
    end = next((start.number for start in starts if start.number > last), len(lines))
    while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
        end -= 1
    items = _items(lines[first:end], column, is_list)
    between = lines[holder.number + 1 : first]
    sign = _BULLET.fullmatch(lines[first])
    assert sign is not None
    return Suspicion(
        "yaml-dash",
        first,
        sign.start("sign"),
        1,
        (head, *between, *items),
        start=holder.number,
        values={"sign": sign["sign"]},
        message="word-bullet",
        help="write-instead",
    )


def _items(lines: Sequence[str], column: int, is_list: bool) -> Iterator[str]:
    """The lines of the list: each item after its dash at `column`, and below it what belongs to it."""
    inside = 0
    for source in lines:
        if bullet := _BULLET.fullmatch(source):
            inside = bullet.start("text")
            plain = not is_list or parts(bullet["text"]).key in FIELDS
            yield f"{' ' * column}- {bullet['text'] if plain else safe(bullet['text'])}"
        else:
            yield " " * (column + 2 + _deeper(source, inside)) + source.strip() if source.strip() else ""


def _deeper(source: str, inside: int) -> int:
    """How much further right than the item's first field a line stands; with tabs, only a field's name tells."""
    lead = source[: len(source) - len(source.lstrip())]
    if "\t" in lead:
        return 0 if parts(source).key in FIELDS else 2
    return max(len(lead) - inside, 0)
