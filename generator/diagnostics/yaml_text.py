"""The text to paste: how a line of YAML is written so that it says what was meant.

In: a line, or a value as typed. Out: the same words, safely written. Pure functions.
"""

from __future__ import annotations

import re
from typing import NamedTuple

BLANK = " \t"
NO_BREAK = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?P<dashes>(?:-[ \t]+)*)"
    r"(?:(?P<key>[\w-]+|\"[^\"]*\"|'[^']*')[ \t]*:(?:[ \t]+|$))?(?P<value>(?:.*[^ \t])?)[ \t]*"
)
_STRAY_QUOTE = re.compile(r'[^"]*[^"\d]"')
_FLOW_KEY = re.compile(r"[{,\[][ \t]*(?P<key>[\w-]+):[ \t]+")


class YamlLine(NamedTuple):
    """A line of YAML in its parts: what stands before the value, the key if there is one, and the value."""

    lead: str
    indent: int
    dashes: str
    key: str
    value: str

    @property
    def column(self) -> int:
        """The column, from 0, of the key or of the value where there is no key."""
        return self.indent + len(self.dashes)

    def fixed(self, value: str) -> str:
        """The line with another value."""
        return self.lead + value


def parts(source: str) -> YamlLine:
    """Take a line apart; any line has parts."""
    match = _LINE.fullmatch(source)
    assert match is not None
    lead = source[: match.start("value")]
    return YamlLine(lead, len(match["indent"]), match["dashes"], match["key"] or "", match["value"])


def quoted(text: str) -> str:
    """A text between straight quotes, as few escapes as possible."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def without_stray_quote(text: str) -> str | None:
    """A text without the straight quote that ends it and that none opens; None where it has no such quote.

    After a figure it is a sign of inches or seconds.
    """
    return text[:-1].rstrip() if _STRAY_QUOTE.fullmatch(text) else None


def safe(text: str) -> str:
    """A value as it is, or between quotes where it could be misread."""
    plain = re.fullmatch(r"[\w./-]+|[|>][+-]?", text) or text[:1] in ("", '"', "'", "[", "{")
    return text if plain else quoted(text)


def ordinary_spaces(source: str) -> str:
    """The line with ordinary spaces where YAML looks for them: before it, after a dash, after a field's colon."""
    bare = source.lstrip(BLANK + NO_BREAK)
    lead = re.sub(f"[{NO_BREAK}]", " ", source[: len(source) - len(bare)])
    bare = re.sub(f"^-[{NO_BREAK}]+", "- ", bare)
    return lead + re.sub(rf"^((?:- ?)*[\w-]+[ \t]*:)[{NO_BREAK}]+", r"\1 ", bare)


def quoted_line(source: str, column: int, end: int | None = None) -> str:
    """The line with what stands from `column` to `end` (from 0; without it, all the rest) between quotes."""
    rest = "" if end is None else source[end:]
    return source[:column] + quoted(source[column:end].rstrip()) + rest


def flow_values(source: str, start: int) -> list[tuple[int, int]]:
    """Where the values of a one-line `{key: value, …}` stand in the line, from its brace at `start`."""
    keys = list(_FLOW_KEY.finditer(source, start))
    closing = len(source.rstrip().rstrip("]}")) if source.rstrip().endswith(("}", "]")) else len(source.rstrip())
    found = []
    for position, match in enumerate(keys):
        end = keys[position + 1].start() if position + 1 < len(keys) else closing
        value = source[match.end() : end].rstrip()
        found.append((match.end(), match.end() + len(value.rstrip("]} ")) if value[:1] not in "[{" else end))
    return found
