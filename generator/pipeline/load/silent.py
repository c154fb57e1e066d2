"""What YAML reads without a murmur, and otherwise than it was meant.

In: the lines of a file and one value of its tree. Out: a finding for each text that would be cut, moved or lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from generator.diagnostics import Diagnostic, Fix
from generator.diagnostics.yaml_text import (
    NO_BREAK,
    ordinary_spaces,
    parts,
    quoted,
    quoted_line,
    safe,
    without_stray_quote,
)
from generator.model.document import Span
from generator.pipeline.load.lines import FIELDS, spanned

_PREFIXES = {"&": "yaml-alias", "!": "yaml-tag"}
_REMARK = re.compile(r"[ \t]*#(?P<close>\S?)")
_RUN_TOGETHER = re.compile(r"(?P<name>[\w-]+):(?P<text>[^\s/].*)")
_NO_COLON = re.compile(r"(?P<name>fr|en)[ \t]+(?P<text>\S.*)")
_NO_BREAK = re.compile(rf"(?:-|(?P<name>[\w-]+):)[{NO_BREAK}]")
_TIGHT_DASH = re.compile(r"-[^\s\d-]")
_ITEM = re.compile(r"- +\S")
_SWALLOWED = re.compile(r"[ \t]+(?P<name>fr|en):(?:[ \t]|$)")


def prefix(path: Path, lines: list[str], span: Span, is_text: bool) -> Diagnostic | None:
    """A value that starts with `&` or `!`, which YAML takes for itself; a list or a group of fields loses the sign."""
    source = lines[span.line - 1] if span.line <= len(lines) else ""
    sign = source[span.column - 1 : span.column]
    if sign not in _PREFIXES:
        return None
    start = span.column - 1
    width = len(re.split(r"[\s,\]}]", source[start:], maxsplit=1)[0])
    end = span.end_column - 1 if span.end_line == span.line else None
    fresh = quoted_line(source, start, end) if is_text else source[:start] + source[start + width :].lstrip()
    fix = Fix(span.line, span.line, (fresh.rstrip(),))
    help_ = _PREFIXES[sign] if is_text else "drop-the-sign"
    return Diagnostic(_PREFIXES[sign], spanned(path, span.line - 1, start, width), {"sign": sign}, help=help_, fix=fix)


def scalar(path: Path, lines: list[str], node: yaml.ScalarNode, own_line: bool) -> Iterator[Diagnostic]:
    """What is lost of one text, or has slipped into it."""
    if node.style in ("|", ">"):
        yield from _swallowed(path, lines, node)
    elif not node.style:
        yield from _cut(path, lines, node)
        yield from _unopened(path, lines, node)
        yield from _run_together(path, lines, node, own_line)


def _cut(path: Path, lines: list[str], node: yaml.ScalarNode) -> Iterator[Diagnostic]:
    """A ` #` after a text: the rest of the line is taken for a remark.

    A remark after a single word is left alone, when it is set off by a space as remarks are.
    """
    start, end = node.start_mark, node.end_mark
    source = lines[end.line] if end.line < len(lines) else ""
    remark = _REMARK.match(source, end.column)
    if remark is None or not (remark["close"].strip() or (" " in node.value and start.line == end.line)):
        return
    column = source.index("#", end.column)
    first = lines[start.line]
    if start.line == end.line:
        fresh = quoted_line(source, start.column if node.value else column)
    else:
        pieces = [first[start.column :], *lines[start.line + 1 : end.line + 1]]
        fresh = first[: start.column] + quoted(" ".join(piece.strip() for piece in pieces if piece.strip()))
    span = spanned(path, end.line, column, len(source) - column)
    yield Diagnostic("yaml-comment", span, fix=Fix(start.line + 1, end.line + 1, (fresh,)))


def _unopened(path: Path, lines: list[str], node: yaml.ScalarNode) -> Iterator[Diagnostic]:
    """A quote at the end of a text that has none at its start: it would stand in the page."""
    text = without_stray_quote(node.value)
    if text is None:
        return
    start, end = node.start_mark, node.end_mark
    fresh = lines[start.line][: start.column] + quoted(text) + lines[end.line][end.column :]
    span = spanned(path, end.line, end.column - 1, 1)
    fix = Fix(start.line + 1, end.line + 1, (fresh.rstrip(),))
    yield Diagnostic("yaml-quote", span, message="quote-not-opened", help="text-after-quote", fix=fix)


def key(path: Path, lines: list[str], node: yaml.ScalarNode) -> Iterator[Diagnostic]:
    """A no-break space before the name of a field, which YAML takes for a part of the name."""
    if not node.style and node.value[:1] in NO_BREAK:
        source = lines[node.start_mark.line].rstrip()
        span = spanned(path, node.start_mark.line, node.start_mark.column, 1)
        number = node.start_mark.line + 1
        yield Diagnostic("yaml-nbsp", span, fix=Fix(number, number, (ordinary_spaces(source),)))


def _run_together(path: Path, lines: list[str], node: yaml.ScalarNode, own_line: bool) -> Iterator[Diagnostic]:
    """Fields and list items that were run together into one text, line by line."""
    for number in range(node.start_mark.line, min(node.end_mark.line + 1, len(lines))):
        first = number == node.start_mark.line
        whole = lines[number].rstrip()
        source = whole[: node.end_mark.column].rstrip() if number == node.end_mark.line else whole
        column = node.start_mark.column if first else len(source) - len(source.lstrip())
        alone = own_line or not first
        text = source[column:]
        for look in (_no_break, _field, _dash):
            if found := look(text, alone):
                code, offset, width, fresh, values = found
                lead = whole[:column]
                if code == "yaml-indentation":
                    lead = " " * _dash_above(lines, node)
                    values = {"found": str(column), "spaces": str(len(lead))}
                fix = Fix(number + 1, number + 1, (lead + fresh + whole[len(source) :],))
                yield Diagnostic(code, spanned(path, number, column + offset, width), values, fix=fix)
                break


Found = tuple[str, int, int, str, dict[str, str]]
"""A code, where in the text and how wide, the text as it should be, and the values of the message."""


def _no_break(text: str, alone: bool) -> Found | None:
    match = _NO_BREAK.match(text)
    if match is None or not (alone or match["name"] in FIELDS):
        return None
    return "yaml-nbsp", match.end() - 1, 1, ordinary_spaces(text), {}


def _field(text: str, alone: bool) -> Found | None:
    if (match := _RUN_TOGETHER.fullmatch(text)) and match["name"] in FIELDS:
        fix = f"{match['name']}: {safe(match['text'])}"
        return "yaml-space", match.end("name"), 1, fix, {"name": match["name"]}
    if alone and (match := _NO_COLON.fullmatch(text)):
        fix = f"{match['name']}: {safe(match['text'])}"
        return "yaml-missing-colon", 0, len(match["name"]), fix, {"name": match["name"]}
    return None


def _dash(text: str, alone: bool) -> Found | None:
    if alone and _TIGHT_DASH.match(text):
        return "yaml-dash", 0, 1, f"- {safe(text[1:])}", {}
    if alone and _ITEM.match(text):
        return "yaml-indentation", 0, len(text), text, {}
    return None


def _dash_above(lines: list[str], node: yaml.ScalarNode) -> int:
    """The column of the dash whose item a text is, or of the text itself."""
    column = lines[node.start_mark.line].rfind("-", 0, node.start_mark.column)
    return column if column >= 0 else int(node.start_mark.column)


def _swallowed(path: Path, lines: list[str], node: yaml.ScalarNode) -> Iterator[Diagnostic]:
    """A field that stands so far to the right that the text above it takes it in."""
    holder = parts(lines[node.start_mark.line])
    for number in range(node.start_mark.line + 1, min(node.end_mark.line + 1, len(lines))):
        match = _SWALLOWED.match(lines[number])
        if match and (column := match.start("name")) > holder.column:
            values = {"found": str(column), "spaces": str(holder.column)}
            span = spanned(path, number, column, len(match["name"]))
            yield Diagnostic("yaml-indentation", span, values, fix=_out(lines, number, node, column, holder.column))


def _out(lines: list[str], number: int, node: yaml.ScalarNode, column: int, target: int) -> Fix:
    """A swallowed field and the deeper lines that are its own, moved to the column `target`."""
    end = number + 1
    while end < min(node.end_mark.line, len(lines)) and lines[end].startswith(" " * (column + 1)):
        end += 1
    return Fix(number + 1, end, tuple(line[column - target :] for line in lines[number:end]))
