"""Faults inside one line: quotes, colons, signs, missing signs.

In: the lines of a file. Out: what may be wrong with each, with the line as it should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.diagnostics.yaml_text import (
    NO_BREAK,
    flow_values,
    ordinary_spaces,
    parts,
    quoted,
    safe,
    without_stray_quote,
)
from generator.pipeline.load.lines import FIELDS, WrittenLine, written
from generator.pipeline.load.suspicion import Suspicion

OPENING = "“”„«‘’‹"
CLOSING = "”“»’‘›"

_CLOSED = re.compile(r'"(?:[^"\\]|\\.)*"')
_CLOSED_SINGLE = re.compile(r"'(?:[^']|'')*'(?!')")
_WRONG_ESCAPE = re.compile(
    r"\\(?![0abtnvfre \"/\\N_LPxuU\t])|\\(?=x(?![0-9A-Fa-f]{2})|u(?![0-9A-Fa-f]{4})|U(?![0-9A-Fa-f]{8}))"
)
_BLOCK_WITH_TEXT = re.compile(r"(?P<sign>[|>][+-]?)[ \t]+(?P<text>\S.*)")
_REMARK = re.compile(r"[ \t]+#.*")
_COLON = re.compile(r"[ \t]*:(?=[ \t]|$)")
_RUN_TOGETHER = re.compile(r"(?P<start>[ \t]*(?:-[ \t]+)*)(?P<name>[\w-]+):(?P<text>[^\s/].*)")
_NO_COLON = re.compile(r"(?P<start>[ \t]*(?:-[ \t]+)*)(?P<name>[\w-]+)(?P<gap>[ \t]+)(?P<text>[^\s:].*)")
_SIGNS = {"&": "yaml-alias", "*": "yaml-alias", "!": "yaml-tag"}
_BRACKETS = {"[": "]", "{": "}"}


class Fault(NamedTuple):
    """What is wrong with a value: where in it, how wide, and the value as it should be."""

    code: str
    offset: int
    width: int
    value: str
    message: str = ""
    help: str = ""


def faults(lines: list[str], last: int) -> Iterator[Suspicion]:
    """What may be wrong with each line up to `last` by itself, the surest first."""
    starts = list(written(lines))
    for place, start in enumerate(starts):
        if start.number > last:
            break
        source = lines[start.number].rstrip()
        yield from _wrong_spaces(start.number, source)
        yield from _missing_sign(start, source)
        yield from _in_value(start, source)
        yield from _in_flow(start, source)
        yield from _brackets(start, source)
        yield from _joined(lines, starts, place)
    yield from _documents(lines)


def _wrong_spaces(number: int, source: str) -> Iterator[Suspicion]:
    """No-break spaces where YAML wants ordinary ones."""
    plain = ordinary_spaces(source)
    if plain != source:
        column = next(position for position, sign in enumerate(source) if sign in NO_BREAK)
        yield Suspicion("yaml-nbsp", number, column, 1, (plain,))


def _in_value(start: WrittenLine, source: str) -> Iterator[Suspicion]:
    """Faults of the value that a line holds."""
    line = start.line
    if not line.key and not line.dashes:
        return
    inner = parts(line.value)
    if line.key and inner.key in FIELDS and not inner.dashes:
        # The rest is tried away; the author puts it on the line below.
        column, bare = len(line.lead), source[: len(line.lead)].rstrip()
        values = {"name": inner.key, "spaces": str(line.column + 2)}
        yield Suspicion(
            "yaml-colon",
            start.number,
            column,
            len(inner.key),
            (bare,),
            values=values,
            message="field-beside-field",
            help="field-beside-field",
            paste=(bare, f"{' ' * (line.column + 2)}{line.value}"),
        )
    for fault in _of_value(line.value):
        yield _at(start.number, source, len(line.lead), fault)


def _at(number: int, source: str, column: int, fault: Fault, end: int | None = None) -> Suspicion:
    rest = "" if end is None else source[end:]
    fixed = source[:column] + fault.value + rest
    return Suspicion(
        fault.code, number, column + fault.offset, fault.width, (fixed,), message=fault.message, help=fault.help
    )


def _of_value(value: str) -> Iterator[Fault]:
    first = value[:1]
    if first == '"':
        yield from _double(value)
    elif first == "'":
        yield from _single(value)
    elif first and first in OPENING:
        yield from _typographic(value)
    elif first and first in "|>":
        yield from _block(value)
    elif (first and first in "@%`&*!,?-]}") or first in _BRACKETS:
        yield from _sign(value)
    elif (text := without_stray_quote(value)) and _COLON.search(value):
        message, help_ = "quote-not-opened", "text-after-quote"
        yield Fault("yaml-quote", len(value) - 1, 1, quoted(text), message=message, help=help_)
    elif match := _COLON.search(value):
        colon = match.end() - 1
        yield Fault("yaml-colon", colon, 1, quoted(value))


def _double(value: str) -> Iterator[Fault]:
    if escape := _WRONG_ESCAPE.search(value):
        yield Fault("yaml-backslash", escape.start(), 2, _WRONG_ESCAPE.sub(r"\\\\", value))
    closed = _CLOSED.match(value)
    if closed is None:
        if value[1:] and value[-1] in CLOSING:
            yield Fault("yaml-typographic-quote", len(value) - 1, 1, value[:-1] + '"')
        yield Fault("yaml-quote", 0, 1, f'{value}"')
        return
    rest = value[closed.end() :]
    if rest.strip() and not _REMARK.fullmatch(rest):
        inner = value[1:-1] if len(value) > closed.end() and value.endswith('"') else value
        column = closed.end() - 1
        yield Fault("yaml-quote", column, 1, quoted(inner), message="text-after-quote", help="text-after-quote")


def _single(value: str) -> Iterator[Fault]:
    closed = _CLOSED_SINGLE.match(value)
    if closed is None:
        inner = value[1:-1] if len(value) > 1 and value[-1] in CLOSING else value[1:]
        yield Fault("yaml-quote", 0, 1, quoted(inner.replace("''", "'")))
        return
    rest = value[closed.end() :]
    if rest.strip() and not _REMARK.fullmatch(rest):
        inner = value[1:-1] if value.endswith("'") else value
        if "'" in inner and value.endswith("'"):
            yield Fault("yaml-apostrophe", closed.end() - 1, 1, quoted(inner.replace("''", "'")))
        else:
            column = closed.end() - 1
            yield Fault("yaml-quote", column, 1, quoted(value), message="text-after-quote", help="text-after-quote")


def _typographic(value: str) -> Iterator[Fault]:
    """A text between « », which stay, or between “ ”, which were meant to be straight."""
    encloses = len(value) > 1 and value[-1] in CLOSING + "\"'"
    inner = value[1:-1].strip() if encloses and value[0] != "«" else value
    yield Fault("yaml-typographic-quote", 0, 1, quoted(inner))


def _block(value: str) -> Iterator[Fault]:
    """A text beside `|` or `>`, which announce one on the lines below."""
    if match := _BLOCK_WITH_TEXT.fullmatch(value):
        text = value if match["text"][:1].isdecimal() or match["text"].startswith("#") else match["text"]
        yield Fault("yaml-block", 0, len(match["sign"]), quoted(text))
    elif len(value) > 1:
        yield Fault("yaml-block", 0, 1, quoted(value))


def _sign(value: str) -> Iterator[Fault]:
    first = value[0]
    if first in _BRACKETS and (value.endswith(_BRACKETS[first]) or _BRACKETS[first] not in value):
        return
    if re.match(r"\{[ \t]*[\w-]+:[ \t]", value):
        # A group of fields: it lacks its last brace.
        return
    if first in "-?" and value[1:2].strip():
        if match := _COLON.search(value):
            yield Fault("yaml-colon", match.end() - 1, 1, quoted(value))
        return
    if first == "-" and len(value) > 1:
        yield Fault("yaml-dash", 0, 1, f"[{value[1:].strip()}]", help="dash-beside-key")
        yield Fault("yaml-dash", 0, 1, f"[{quoted(value[1:].strip())}]", help="dash-beside-key")
        return
    yield Fault(_SIGNS.get(first, "yaml-sign"), 0, 1, quoted(value))


def _in_flow(start: WrittenLine, source: str) -> Iterator[Suspicion]:
    """Faults of the values inside `{fr: …, en: …}` on one line, each alone, then all together."""
    if not re.search(r"[{\[]", source):
        return
    found: list[tuple[int, int, Fault]] = []
    for column, end in flow_values(source, 0):
        value = source[column:end]
        fault = next(_of_flow_value(value), None)
        if fault is not None:
            found.append((column, end, fault))
            yield _at(start.number, source, column, fault, end)
    if len(found) > 1:
        fixed = source
        for column, end, fault in reversed(found):
            fixed = fixed[:column] + fault.value + fixed[end:]
        column, _, fault = found[0]
        yield Suspicion(
            fault.code,
            start.number,
            column + fault.offset,
            fault.width,
            (fixed,),
            message=fault.message,
            help=fault.help,
        )


def _of_flow_value(value: str) -> Iterator[Fault]:
    if value[:1] in _BRACKETS:
        return
    cut = re.search(r"[ \t](?=#)", value)
    if cut and value[:1] not in ("'", '"'):
        yield Fault("yaml-comment", cut.end(), len(value) - cut.end(), quoted(value))
    yield from _of_value(value)


def _brackets(start: WrittenLine, source: str) -> Iterator[Suspicion]:
    """A bracket that opens and does not close on its line, or closes once too often."""
    value = start.line.value
    if value[:1] not in _BRACKETS:
        return
    column = len(start.line.lead)
    bare = _CLOSED_SINGLE.sub(_blank, _CLOSED.sub(_blank, value))
    stack: list[str] = []
    for position, sign in enumerate(bare):
        if sign in _BRACKETS:
            stack.append(_BRACKETS[sign])
        elif sign in "]}":
            if not stack:
                fixed = source[: column + position] + source[column + position + 1 :]
                yield Suspicion(
                    "yaml-bracket", start.number, column + position, 1, (fixed,), message="bracket-too-many"
                )
                return
            stack.pop()
    if stack:
        closing = "".join(reversed(stack))
        yield Suspicion("yaml-bracket", start.number, column, 1, (source + closing,))
        if (quote := bare.find('"')) >= 0:
            yield Suspicion("yaml-quote", start.number, column + quote, 1, (f'{source}"{closing}',))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _joined(lines: list[str], starts: list[WrittenLine], place: int) -> Iterator[Suspicion]:
    """A text that goes on below, and is broken there by a colon or a `#`: all of it goes between quotes."""
    start = starts[place]
    if start.opens_block or not start.line.value or start.line.value[0] in "\"'[{":
        return
    last = start.number
    for following in starts[place + 1 :]:
        same = following.line.indent > start.line.indent and not following.line.dashes
        if not same or following.line.key in FIELDS:
            break
        last = following.number
    if last == start.number:
        return
    pieces = [start.line.value, *(lines[number].strip() for number in range(start.number + 1, last + 1))]
    fixed = (start.line.fixed(quoted(" ".join(filter(None, pieces)))), *[""] * (last - start.number))
    for number in range(start.number, last + 1):
        source = lines[number]
        column = len(start.line.lead) if number == start.number else 0
        cut = re.compile(r"[ \t](?=#)").search(source, column)
        colon = _COLON.search(source, column)
        if cut and number < last:
            yield Suspicion("yaml-comment", number, cut.end(), len(source) - cut.end(), fixed, start=start.number)
        if colon:
            yield Suspicion("yaml-colon", number, colon.end() - 1, 1, fixed, start=start.number)


def _missing_sign(start: WrittenLine, source: str) -> Iterator[Suspicion]:
    """No space after a colon, no colon after a name, no space after a dash."""
    if match := _RUN_TOGETHER.fullmatch(source):
        text = match["text"]
        fixed = f"{match['start']}{match['name']}: {safe(text)}"
        column = match.end("name")
        yield Suspicion("yaml-space", start.number, column, 1, (fixed,), values={"name": match["name"]})
    if start.line.key or start.opens_block:
        return
    if match := _NO_COLON.fullmatch(source):
        if match["name"] in FIELDS:
            fixed = f"{match['start']}{match['name']}: {safe(match['text'])}"
            name = match["name"]
            yield Suspicion(
                "yaml-missing-colon", start.number, match.start("name"), len(name), (fixed,), values={"name": name}
            )
    elif start.line.value in FIELDS:
        name = start.line.value
        column = source.index(name)
        yield Suspicion("yaml-missing-colon", start.number, column, len(name), (f"{source}:",), values={"name": name})
    if match := re.fullmatch(r"([ \t]*)-([^\s-].*)", source):
        fixed = f"{match[1]}- {safe(match[2])}"
        yield Suspicion("yaml-dash", start.number, len(match[1]), 1, (fixed,))


def _documents(lines: list[str]) -> Iterator[Suspicion]:
    """A line of dashes that starts a second document in the file."""
    begun = False
    for number, source in enumerate(lines):
        bare = source.rstrip()
        if begun and (bare in ("---", "...") or re.match(r"---[ \t]", source)):
            yield Suspicion("yaml-document", number, 0, 3, ("",))
        begun = begun or bool(bare and not bare.startswith("#") and bare != "---")
