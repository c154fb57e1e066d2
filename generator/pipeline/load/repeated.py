"""A field that stands twice in one place: an item of a list without its dash, a second language, or the same again.

In: the lines of a file and a group of fields of its tree. Out: a finding a fault. None of them asks to delete a text
that stands nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from generator.diagnostics import Diagnostic, Fix
from generator.language.i18n import LANGUAGES
from generator.model.document import DataPath
from generator.pipeline.load.lines import LISTS, spanned

Pair = tuple[yaml.ScalarNode, yaml.Node]


def repeated(path: Path, lines: list[str], pairs: Sequence[Pair], where: DataPath) -> Iterator[Diagnostic]:
    """What is wrong with a group of fields in which a name stands more than once."""
    names = [str(key.value) for key, _ in pairs]
    if len(set(names)) == len(names):
        return
    segments = _segments(names)
    is_item = bool(where) and (isinstance(where[-1], int) or where[-1] in LISTS)
    if is_item and len(segments) > 1 and _each_on_its_line(lines, pairs):
        yield _without_dash(path, lines, pairs, segments, has_dash=isinstance(where[-1], int))
        return
    for position, name in enumerate(names):
        if name in names[:position]:
            yield _twice(path, lines, pairs, position, names)


def _segments(names: Sequence[str]) -> list[int]:
    """Where items without a dash begin: at each return of the first name. None where that makes no list."""
    starts = [position for position, name in enumerate(names) if name == names[0]]
    for start, end in zip(starts, [*starts[1:], len(names)], strict=True):
        if max(Counter(names[start:end]).values()) > 1:
            return []
    return starts


def _each_on_its_line(lines: list[str], pairs: Sequence[Pair]) -> bool:
    columns = {key.start_mark.column for key, _ in pairs}
    bare = all(not lines[key.start_mark.line][: key.start_mark.column].strip(" -") for key, _ in pairs)
    return len(columns) == 1 and bare


def _without_dash(
    path: Path, lines: list[str], pairs: Sequence[Pair], segments: Sequence[int], has_dash: bool
) -> Diagnostic:
    """The items without a dash, as one finding with its places."""
    lacking = segments[1:] if has_dash else segments
    keys = [pairs[position][0] for position in lacking]
    column = keys[0].start_mark.column
    spans = [spanned(path, key.start_mark.line, column, len(key.value)) for key in keys]
    first, last = keys[0].start_mark.line, _last_line(lines, pairs[-1][1])
    starts = {key.start_mark.line for key in keys}
    dash = lines[pairs[0][0].start_mark.line].rfind("-", 0, column) if has_dash else column
    shift = 0 if has_dash else 2
    fresh = [
        f"{' ' * dash}-{' ' * (column + shift - dash - 1)}{line[column:]}"
        if number in starts
        else " " * shift + line
        if line.strip()
        else line
        for number, line in enumerate(lines[first : last + 1], start=first)
    ]
    return Diagnostic(
        "yaml-dash",
        spans[0],
        {"key": str(keys[0].value)},
        message="missing-dash",
        help="write-instead",
        related=tuple(spans[1:]),
        fix=Fix(first + 1, last + 1, tuple(fresh)),
    )


def _last_line(lines: list[str], node: yaml.Node) -> int:
    """The last line of a value that is not blank; a text block or a list ends at the start of what follows."""
    last = min(node.end_mark.line, len(lines) - 1)
    if node.end_mark.column == 0 or not lines[last][: node.end_mark.column].strip():
        last -= 1
    while last > node.start_mark.line and (not lines[last].strip() or lines[last].lstrip().startswith("#")):
        last -= 1
    return max(last, node.start_mark.line)


def _twice(path: Path, lines: list[str], pairs: Sequence[Pair], position: int, names: Sequence[str]) -> Diagnostic:
    """A field that repeats an earlier one."""
    key, value = pairs[position]
    name = names[position]
    other_key, other = pairs[names.index(name)]
    line, column = key.start_mark.line, key.start_mark.column
    span = spanned(path, line, column, len(key.value))
    first = spanned(path, other_key.start_mark.line, other_key.start_mark.column, len(key.value))
    values = {"key": name, "line": str(first.line)}
    help_, fix = "", None
    missing = [language for language in LANGUAGES if name in LANGUAGES and language not in names]
    if missing and names.count(name) == 2:
        source = lines[line]
        fix = Fix(line + 1, line + 1, (source[:column] + missing[0] + source[key.end_mark.column :],))
        values["language"] = missing[0]
        help_ = "other-language"
    elif yaml.serialize(value) == yaml.serialize(other) and not lines[line][:column].strip():
        fix = Fix(line + 1, _last_line(lines, value) + 1, ())
        help_ = "says-the-same"
    return Diagnostic("duplicate-key", span, values, help=help_, related=(first,), fix=fix)
