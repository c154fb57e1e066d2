"""Faults of where a line starts: tabs, too far left or right.

In: the lines of a file. Out: lines that may not start where they should, with the lines as they should be.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from generator.diagnostics.yaml_text import parts, quoted
from generator.pipeline.load.lines import FIELDS, LISTS, WrittenLine, block_of, written
from generator.pipeline.load.suspicion import Suspicion

_TAB = re.compile(r"[ ]*(?P<tabs>\t[ \t]*)")


def misplaced(lines: list[str], last: int) -> Iterator[Suspicion]:
    """Every line up to `last` whose start may be at fault, with the starts that may be meant, the likeliest first."""
    starts = list(written(lines))
    yield from _tabs(lines, starts, last)
    yield from _steps(lines, starts, last)
    for place, start in enumerate(starts):
        if start.number > last:
            break
        if start.opens_block:
            yield from _in_block(lines, start, starts[place + 1 :])
        elif place and not start.line.key and not start.line.dashes:
            yield from _not_indented(lines, starts[place - 1], start)


def _tabs(lines: list[str], starts: list[WrittenLine], last: int) -> Iterator[Suspicion]:
    numbers = [start.number for start in starts]
    for number, source in enumerate(lines[: last + 1]):
        match = _TAB.match(source)
        if match is None or not source.strip():
            continue
        column = match.start("tabs")
        bare = source.lstrip()
        place = bisect_left(numbers, number)
        above = starts[place - 1] if place else None
        columns = [len(match[0].replace("\t", "  "))]
        if above is not None and above.opens_block and parts(bare).key not in FIELDS and not bare.startswith("- "):
            # A line of the text, its first or a later one.
            before = lines[number - 1]
            is_first = above.number == number - 1
            columns.insert(0, above.line.column + 2 if is_first else len(before) - len(before.lstrip(" ")))
        if above is not None:
            columns += [above.line.indent, above.line.column, above.line.column + 2]
        for width in columns:
            values = {"fix": bare, "spaces": str(width)}
            yield Suspicion("yaml-tab", number, column, len(match["tabs"]), (" " * width + bare,), values=values)


def _steps(lines: list[str], starts: list[WrittenLine], last: int) -> Iterator[Suspicion]:
    """A field or item that starts at a column where none of those above does."""
    open_columns: list[int] = []
    for place, start in enumerate(starts):
        line = start.line
        if start.number > last:
            break
        if not line.key and not line.dashes:
            continue
        yield from _lost_dash(lines, starts, place)
        yield from _first_dash(lines, starts, place)
        for column, like in _better_columns(starts, place, open_columns):
            yield _moved(lines, starts, place, column, like)
        open_columns = [column for column in open_columns if column < line.indent]
        open_columns += [line.indent] if not line.dashes else [line.indent, line.column]


def _lost_dash(lines: list[str], starts: list[WrittenLine], place: int) -> Iterator[Suspicion]:
    """A field at the column of the dash above it, in an item that has this field already: the next item."""
    start = starts[place]
    column = start.line.indent
    above = next((number for number in range(place - 1, -1, -1) if starts[number].line.indent <= column), None)
    if above is None or start.line.dashes or not starts[above].line.dashes or starts[above].line.indent != column:
        return
    item = starts[above].line
    keys = {other.line.key for other in starts[above:place] if other.line.column == item.column}
    if not start.line.key or start.line.key not in keys:
        return
    yield _dashed(lines, starts, place, column, item.column)


def _first_dash(lines: list[str], starts: list[WrittenLine], place: int) -> Iterator[Suspicion]:
    """A field below the bare name of a list, in the place of its first dash."""
    start, above = starts[place], starts[place - 1] if place else None
    if above is None or above.line.value or above.line.key not in LISTS or start.line.dashes or not start.line.key:
        return
    column, deeper = start.line.indent, above.line.column < start.line.indent
    following = starts[place + 1 : place + 2]
    if following and following[0].line.indent == column + 2 and deeper:
        yield _dashed(lines, starts, place, column, column + 2)
    others = takewhile(lambda other: other.line.indent > above.line.indent, starts[place + 1 :])
    if deeper and any(other.line.dashes and other.line.indent == column - 2 for other in others):
        yield _dashed(lines, starts, place, column - 2, column)


def _dashed(lines: list[str], starts: list[WrittenLine], place: int, column: int, inside: int) -> Suspicion:
    """The line with the dash that it lost at `column`, its field at `inside`; what goes with it moves if it must."""
    start = starts[place]
    following = starts[place + 1 : place + 2]
    fits = bool(following) and following[0].line.indent == inside
    moved = _moved(lines, starts, place, start.line.indent if fits else inside, None)
    first = f"{' ' * column}-{' ' * (inside - column - 1)}{moved.lines[0].lstrip()}"
    return replace(
        moved,
        code="yaml-dash",
        width=len(start.line.key),
        lines=(first, *moved.lines[1:]),
        values={"key": start.line.key},
        message="missing-dash",
        help="write-instead",
    )


def _better_columns(
    starts: list[WrittenLine], place: int, open_columns: list[int]
) -> Iterator[tuple[int, WrittenLine | None]]:
    """The columns where a line may be meant to start, the nearest first; none where it stands well."""
    indent = starts[place].line.indent
    before = starts[place - 1] if place else None
    fits = before is not None and _may_go_deeper(before)
    if not open_columns:
        if indent:
            yield 0, None
    elif indent not in open_columns and not (fits and indent > open_columns[-1]):
        for column in sorted(open_columns, key=lambda column: (abs(column - indent), -column)):
            yield column, _holder(starts[:place], column)
    elif before is not None and indent > before.line.column and not fits:
        yield before.line.column, before
        yield before.line.indent, before


def _may_go_deeper(start: WrittenLine) -> bool:
    """Whether what a line starts may hold fields of its own."""
    return not start.line.value and (bool(start.line.key) or bool(start.line.dashes))


def _holder(starts: list[WrittenLine], column: int) -> WrittenLine | None:
    return next((start for start in reversed(starts) if start.line.indent == column), None)


def _moved(lines: list[str], starts: list[WrittenLine], place: int, column: int, like: WrittenLine | None) -> Suspicion:
    """The line, and all that goes with it, moved to another column."""
    start = starts[place]
    indent = start.line.indent
    last = start.number
    for following in starts[place + 1 :]:
        holds = not start.line.value and following.number == starts[place + 1].number
        if following.line.indent < indent or (holds and following.line.indent == indent and not following.line.dashes):
            # What a bare name holds stands further right: here it did already, before the name moved.
            break
        last = following.number
    end = next((s.number for s in starts if s.number > last), len(lines))
    moved = []
    for source in lines[start.number : end]:
        own = len(source) - len(source.lstrip(" "))
        moved.append(" " * max(own + column - indent, 0) + source.lstrip(" ") if source.strip() else source)
    values = {"found": str(indent), "spaces": str(column), "line": str(like.number + 1) if like else "1"}
    width = len(start.line.key or start.line.dashes.strip() or "x")
    return Suspicion("yaml-indentation", start.number, indent, width, tuple(moved), values=values)


def _in_block(lines: list[str], start: WrittenLine, following: list[WrittenLine]) -> Iterator[Suspicion]:
    """Lines of a text block that start left of its first line, or left of where any of it may start."""
    block = block_of(lines, start)
    if block:
        first = len(lines[block[0]]) - len(lines[block[0]].lstrip(" "))
        for number in block:
            source = lines[number]
            indent = len(source) - len(source.lstrip(" "))
            if indent < first and not parts(source).key:
                values = {"found": str(indent), "spaces": str(first)}
                fixed = (" " * first + source.strip(),)
                yield Suspicion("yaml-indentation", number, indent, len(source.strip()), fixed, values=values)
        return
    column = start.line.column + 2
    run = []
    for other in following:
        if other.line.key in FIELDS or other.line.dashes:
            break
        run.append(other.number)
    if run:
        texts = tuple(" " * column + source.strip() for source in lines[run[0] : run[-1] + 1])
        values = {"found": str(len(lines[run[0]]) - len(lines[run[0]].lstrip())), "spaces": str(column)}
        bare = lines[run[0]].strip()
        at = lines[run[0]].index(bare)
        yield Suspicion("yaml-indentation", run[0], at, len(bare), texts, values=values)


def _not_indented(lines: list[str], above: WrittenLine, start: WrittenLine) -> Iterator[Suspicion]:
    """The rest of a text, which must start further right than the field that it belongs to."""
    if start.line.value in FIELDS:
        return
    if above.opens_block:
        yield from _out_of_block(lines, above, start)
    if not above.line.value or above.opens_block or start.line.indent > above.line.indent:
        return
    first = start.line.value.split(" ")[0]
    if first in FIELDS or re.match(r"[\"'\[\]{}-]|[\w-]+:", first):
        return
    column = above.line.column + 2
    source = lines[start.number]
    values = {"found": str(start.line.indent), "spaces": str(column)}
    value = above.line.value
    fixed = (" " * column + source.strip(),)
    width = 1 if value[0] in "\"'" else len(source.strip())
    yield Suspicion("yaml-indentation", start.number, start.line.indent, width, fixed, values=values)
    if value[0] in "\"'":
        return
    joined = above.line.fixed(quoted(f"{value} {start.line.value}"))
    gap = [""] * (start.number - above.number)
    yield Suspicion(
        "yaml-indentation",
        start.number,
        start.line.indent,
        len(source.strip()),
        (joined, *gap),
        start=above.number,
        values=values,
        help="write-instead",
    )


def _out_of_block(lines: list[str], above: WrittenLine, start: WrittenLine) -> Iterator[Suspicion]:
    """A line of a text block that starts left of where the block may stand."""
    block = block_of(lines, above)
    if block:
        source = lines[start.number]
        column = len(lines[block[0]]) - len(lines[block[0]].lstrip(" "))
        values = {"found": str(start.line.indent), "spaces": str(column)}
        fixed = (" " * column + source.strip(),)
        width = len(source.strip())
        yield Suspicion("yaml-indentation", start.number, start.line.indent, width, fixed, values=values)
