"""What a line of a file is: field, list item, or part of a longer text.

In: the lines of a file. Out: `WrittenLine`, a line that starts something, and where each text block stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, get_args, get_origin

from pydantic import BaseModel

from generator.diagnostics.yaml_text import YamlLine, parts
from generator.language.i18n import LANGUAGES
from generator.model.document import Span

_BLOCK = re.compile(r"(?:.*[ \t]|)[|>][+-]?[1-9]?[+-]?[ \t]*(?:#.*)?")


class Failure(NamedTuple):
    """Where the parser gave up, counted from 0, and its reason."""

    line: int
    column: int
    problem: str


class WrittenLine(NamedTuple):
    """A line that starts a field, a list item or anything but the rest of a text block."""

    number: int
    line: YamlLine
    opens_block: bool


def spanned(path: Path, line: int, column: int, width: int) -> Span:
    """A stretch of one line, from positions counted from 0."""
    return Span(path, line + 1, column + 1, line + 1, column + 1 + max(width, 1))


def written(lines: list[str]) -> Iterator[WrittenLine]:
    """Each line that starts something; blank lines, remarks and text blocks are left out."""
    inside: int | None = None
    text = 0
    for number, source in enumerate(lines):
        bare = source.strip()
        if not bare:
            continue
        indent = len(source) - len(source.lstrip(" "))
        if inside is not None and indent > inside:
            text = text or indent
            if indent >= text or parts(source).key not in FIELDS:
                continue
        inside, text = None, 0
        if bare.startswith("#") or bare in ("---", "..."):
            continue
        line = parts(source)
        opens = _BLOCK.fullmatch(source) is not None and line.value[:1] in "|>"
        if opens:
            inside = line.column if line.key else line.indent
        yield WrittenLine(number, line, opens)


def block_of(lines: list[str], start: WrittenLine) -> list[int]:
    """The numbers of the lines of the text block that a line opens, blank ones left out."""
    inside = start.line.column if start.line.key else start.line.indent
    found = []
    for number in range(start.number + 1, len(lines)):
        source = lines[number]
        if not source.strip():
            continue
        if len(source) - len(source.lstrip(" \t")) <= inside:
            break
        found.append(number)
    return found


def _names(model: object, seen: set[object]) -> Iterator[str]:
    fields = getattr(model, "model_fields", None)
    if fields is not None and model not in seen:
        seen.add(model)
        for name, field in fields.items():
            yield name
            yield from _names_in(field.annotation, seen)


def _names_in(annotation: object, seen: set[object]) -> Iterator[str]:
    yield from _names(annotation, seen)
    for argument in getattr(annotation, "__args__", ()):
        yield from _names_in(argument, seen)


FIELDS: set[str] = set()
"""The name of every field of every kind that is known, at any depth."""

LISTS: set[str] = set()
"""The name of every field that holds a list. A language holds one in names only, and a text everywhere else."""


def learn(models: Iterable[type[BaseModel]]) -> None:
    """Take the fields of these models for names of fields: the catalog says so of the kinds that a project has."""
    for model in models:
        FIELDS.update(_names(model, set()))
        LISTS.update(set(_lists(model, set())).difference(LANGUAGES))


def _lists(model: object, seen: set[object]) -> Iterator[str]:
    fields = getattr(model, "model_fields", None)
    if fields is not None and model not in seen:
        seen.add(model)
        yield from (name for name, field in fields.items() if get_origin(field.annotation) is tuple)
    for argument in [field.annotation for field in (fields or {}).values()] or get_args(model):
        if argument not in seen:
            yield from _lists(argument, seen)
