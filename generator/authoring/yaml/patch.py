"""Change the values of one file and nothing else.

In: a document, and the data it should hold. Out: its new text, in which every line that did not have to change is as
it was, comments and order with it. What comes out is read back: a text that does not hold exactly the data asked for,
or that lost a comment of a part that stays, is not given out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from json import dumps
from typing import Any

from generator.authoring.yaml.layout import STEP, formatted, on_one_line, rendered, styled, tree
from generator.model.document import DataPath, Document, Span
from generator.pipeline.load import load_document

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line for YAML."""


def written(data: Mapping[str, object]) -> str:
    """The text of a new file."""
    return "".join(f"{line}\n" for key, value in data.items() for line in rendered(key, value, 0))


def patched(document: Document, data: Mapping[str, object], order: Sequence[str] = ()) -> str | None:
    """The document's text with `data` in it, or None where it cannot be had without loss.

    `order` tells where new fields of the entry go: after the nearest field that comes before them in it.
    """
    text = document.text.replace("\r\n", "\n")
    result = _patched(document, text, data, order)
    if result is None and (anew := formatted(text)) is not None:
        result = _patched(document, anew, data, order)
    return result.replace("\n", "\r\n") if result and "\r\n" in document.text else result


def comments(document: Document) -> list[tuple[int, str]]:
    """Every comment of a document, with its line."""
    lines = _lines(document.text)
    scalars = [span for path, span in document.values.items() if not isinstance(_at(document.data, path), dict | list)]
    for span in [*document.keys.values(), *scalars]:
        _blank(lines, span)
    return [(number, line[line.index("#") :].rstrip()) for number, line in enumerate(lines) if "#" in line]


def _lines(text: str) -> list[str]:
    return _BREAK.split(text)


def _blank(lines: list[str], span: Span) -> None:
    for number in range(span.line - 1, min(span.end_line, len(lines))):
        start = span.column - 1 if number == span.line - 1 else 0
        end = span.end_column - 1 if number == span.end_line - 1 else len(lines[number])
        lines[number] = lines[number][:start] + "x" * (end - start) + lines[number][end:]


def _at(data: object, path: DataPath) -> object:
    for part in path:
        data = data[part]  # type: ignore[index]
    return data


def _patched(document: Document, text: str, data: Mapping[str, object], order: Sequence[str]) -> str | None:
    base, _ = load_document(document.path, text, document.kind)
    if base is None:
        return None
    patch = _Patch(base)
    patch.fields((), base.data, data, order)
    result = patch.text()
    again, _ = load_document(document.path, result, document.kind)
    if again is None or again.data != data:
        return None
    kept = [comment for line, comment in comments(base) if not patch.removes(line)]
    return result if [comment for _, comment in comments(again)] == kept else None


class _Patch:
    """Collects the stretches of lines to replace. Lines count from 0 here."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = _lines(document.text)
        self.edits: list[tuple[int, int, list[str]]] = []
        self.removed: list[range] = []

    def text(self) -> str:
        """The document's text with every edit made."""
        lines = self.lines.copy()
        in_order = sorted(enumerate(self.edits), key=lambda numbered: (*numbered[1][:2], numbered[0]))
        for _, (start, end, fresh) in reversed(in_order):
            lines[start:end] = fresh
        return "\n".join(lines)

    def removes(self, line: int) -> bool:
        """Whether a line belonged to a part that was asked to go."""
        return any(line in part for part in self.removed)

    def fields(self, path: DataPath, old: Mapping[str, Any], new: Mapping[str, Any], order: Sequence[str] = ()) -> None:
        """Turn the fields at `path`, each on lines of its own, from `old` into `new`."""
        for key in old:
            if key not in new:
                self.remove((*path, key))
            elif old[key] != new[key]:
                self.value((*path, key), old[key], new[key])
        for key in new:
            if key not in old:
                self.add_field(path, key, new[key], list(old), order or list(new))

    def add_field(self, path: DataPath, key: str, value: object, present: list[str], order: Sequence[str]) -> None:
        before = order[: order.index(key)] if key in order else order
        after = next((name for name in reversed(before) if name in present), present[-1])
        line = self.last((*path, after)) + 1
        self.edits.append((line, line, rendered(key, value, self.column((*path, present[0])))))

    def items(self, path: DataPath, old: list[Any], new: list[Any]) -> None:
        """Turn the items at `path`, each on lines of its own, from `old` into `new`."""
        matcher = SequenceMatcher(None, [*map(dumps, old)], [*map(dumps, new)], autojunk=False)
        for _, i, old_end, j, new_end in (code for code in matcher.get_opcodes() if code[0] != "equal"):
            both = min(old_end - i, new_end - j)
            for step in range(both):
                self.value((*path, i + step), old[i + step], new[j + step])
            for place in range(i + both, old_end):
                self.remove((*path, place))
            line = self.first((*path, 0)) if i + both == 0 else self.last((*path, i + both - 1)) + 1
            for item in new[j + both : new_end]:
                self.edits.append((line, line, rendered(None, item, self.column((*path, 0)))))

    def value(self, path: DataPath, old: Any, new: Any) -> None:
        """Turn one value from `old` into `new`: inside it where it is on lines of its own, else as a whole."""
        apart = old and new and self.sign(path) not in "{["
        if apart and isinstance(old, dict) and isinstance(new, dict) and self.keeps_first(path, old, new):
            self.fields(path, old, new)
        elif apart and isinstance(old, list) and isinstance(new, list):
            self.items(path, old, new)
        else:
            self.replace(path, old, new)

    def keeps_first(self, path: DataPath, old: dict[str, Any], new: dict[str, Any]) -> bool:
        """Whether the field beside the dash stays: the others can then go or come on lines of their own."""
        return not isinstance(path[-1], int) or next(iter(old)) in new

    def replace(self, path: DataPath, old: Any, new: Any) -> None:
        first, last = self.first(path), self.last(path)
        if type(old) is not type(new) or not new:
            self.removed.append(range(first, last + 1))
        key = path[-1] if isinstance(path[-1], str) else None
        column = self.column(path)
        lines = rendered(key, self.in_style(path, old, new), column)
        lines[0] = self.lines[first][:column] + lines[0][column:]
        span = self.document.values[path]
        tail = self.lines[last][span.end_column - 1 :].strip() if span.end_line - 1 == last else ""
        if tail.startswith("#"):
            lines = [f"{lines[0]}  {tail}"] if len(lines) == 1 else [" " * column + tail, *lines]
        self.edits.append((first, last + 1, lines))

    def in_style(self, path: DataPath, old: Any, new: Any) -> Any:
        """The new value in the style of the old one: its quotes, its folds, its brackets."""
        if isinstance(old, str) and isinstance(new, str):
            return styled(new, self.sign(path))
        if isinstance(old, dict) and isinstance(new, dict):
            parts = {key: self.in_style((*path, key), old.get(key), value) for key, value in new.items()}
            return self.in_brackets(path, tree(parts, item=True))
        if isinstance(old, list) and isinstance(new, list):
            signs = {item: self.sign((*path, place)) for place, item in enumerate(old) if isinstance(item, str)}
            return self.in_brackets(
                path,
                tree([styled(item, signs[item]) if isinstance(item, str) and item in signs else item for item in new]),
            )
        return new

    def in_brackets(self, path: DataPath, new: Any) -> Any:
        return on_one_line(new) if self.sign(path) in "{[" else new

    def sign(self, path: DataPath) -> str:
        """The first character of a value, which tells its style."""
        span = self.document.values[path]
        return self.lines[span.line - 1][span.column - 1 : span.column] or " "

    def remove(self, path: DataPath) -> None:
        part = range(self.first(path), self.last(path) + 1)
        self.removed.append(part)
        self.edits.append((part.start, part.stop, []))

    def column(self, path: DataPath) -> int:
        """Where a field's name or an item's dash stands."""
        if isinstance(path[-1], str):
            return self.document.keys[path].column - 1
        span = self.document.values[path]
        return self.lines[span.line - 1].rindex("-", 0, span.column - 1) if span.column > STEP else 0

    def first(self, path: DataPath) -> int:
        """The line on which a field or an item starts."""
        span = self.document.keys[path] if isinstance(path[-1], str) else self.document.values[path]
        return span.line - 1

    def last(self, path: DataPath) -> int:
        """The last line of a value; the comments and blank lines after it belong to what follows."""
        value = _at(self.document.data, path)
        if isinstance(value, dict | list) and value and self.sign(path) not in "{[":
            return self.last((*path, next(reversed(value)) if isinstance(value, dict) else len(value) - 1))
        span = self.document.values[path]
        last = span.end_line - 1 if span.end_column > 1 else span.end_line - 2
        while last > span.line - 1 and not self.lines[last].strip():
            last -= 1
        return max(last, span.line - 1)
