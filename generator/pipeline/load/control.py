"""Characters that are no part of any text: as they stand in a file, and as an escape between quotes makes them.

In: the text of a file, or one value of its tree. Out: where the first one stands, and a finding for each line that
makes one. Nothing that leaves the generator (pages, feed, workbook) may hold one: XML has no way to write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from generator.diagnostics import Diagnostic, Fix
from generator.model.document import Span
from generator.pipeline.load.lines import Failure, spanned

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML calls unprintable, and the characters that it takes for line ends and an author cannot see."""
_ESCAPE = re.compile(r"\\(?:x(?P<x>[0-9A-Fa-f]{2})|u(?P<u>[0-9A-Fa-f]{4})|U(?P<U>[0-9A-Fa-f]{8})|(?P<name>.))")
_NAMED = frozenset("0abvfeNLP")
"""The letters whose escapes stand for such a character."""
_IMPOSSIBLE = re.compile(r"\\(?:u[Dd][89A-Fa-f]|U(?!000[0-9A-Fa-f]|0010|0000[Dd][89A-Fa-f]))")
_PARSER_SAYS = "found invalid Unicode character escape code"


def first(text: str) -> int | None:
    """The position of the first such character of a text; None where it has none."""
    found = _CONTROL.search(text)
    return found.start() if found else None


def in_file(path: Path, text: str) -> Diagnostic | None:
    """The finding about the first such character that stands in a file as it is."""
    position = first(text)
    if position is None:
        return None
    before = re.split("\r\n|\r|\n", text[:position])
    return Diagnostic("control-character", spanned(path, len(before) - 1, len(before[-1]), 1))


def escaped(path: Path, lines: list[str], node: yaml.ScalarNode) -> Iterator[Diagnostic]:
    """A finding for each line of a value that makes such a character with an escape."""
    start, end = node.start_mark, node.end_mark
    if node.style != '"' or first(node.value) is None or start is None or end is None:
        return
    for number in range(start.line, min(end.line + 1, len(lines))):
        source = lines[number]
        left = start.column if number == start.line else 0
        right = end.column if number == end.line else len(source)
        found = [escape for escape in _ESCAPE.finditer(source, left, right) if _makes_control(escape)]
        if found:
            yield _told(path, number, source, found)


def impossible(path: Path, lines: list[str], failure: Failure) -> Diagnostic | None:
    """The finding about an escape that stands for no character at all, where the parser gave up because of it."""
    if failure.problem != _PARSER_SAYS or failure.line >= len(lines):
        return None
    source = lines[failure.line]
    # The parser stops behind the letter of the escape.
    escape = _ESCAPE.match(source, source.rfind("\\", 0, failure.column + 1))
    return _told(path, failure.line, source, [escape]) if escape else None


def impossible_escape(text: str) -> Failure:
    """Where such an escape stands, for a parser that does not say."""
    found = _IMPOSSIBLE.search(text)
    before = text[: found.start() if found else 0]
    return Failure(before.count("\n"), len(before.rpartition("\n")[2]), _PARSER_SAYS)


def _makes_control(escape: re.Match[str]) -> bool:
    if escape["name"] is not None:
        return escape["name"] in _NAMED
    number = int(escape["x"] or escape["u"] or escape["U"], 16)
    return first(chr(number)) is not None


def _told(path: Path, number: int, source: str, escapes: list[re.Match[str]]) -> Diagnostic:
    """The finding about the first of some escapes of a line, with the line in which each is the text it looks like."""
    fixed, position = "", 0
    for escape in escapes:
        fixed += source[position : escape.start()] + "\\"
        position = escape.start()
    span = Span(path, number + 1, escapes[0].start() + 1, number + 1, escapes[0].end() + 1)
    fix = Fix(number + 1, number + 1, (fixed + source[position:],))
    values = {"sign": escapes[0][0]}
    return Diagnostic("control-character", span, values, message="escaped-character", help="escaped-character", fix=fix)
