"""Which sheets and columns a kind has in a workbook.

In: the shapes of the kinds' models. Out: `Sheet` and `SheetColumn`. A kind has a sheet with a row an entry. A list of
texts or of groups inside an entry has a sheet of its own, with a row an item; what is a list again inside such an item
takes numbered columns. Every text in two languages has a column for each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from pydantic import BaseModel

from generator.language.i18n import LANGUAGES
from generator.model.catalog import Kind
from generator.model.content import Content
from generator.model.document import DataPath
from generator.model.fields import ID_PATTERN
from generator.model.shapes import (
    Choice,
    Day,
    DeclaredField,
    Group,
    Many,
    NameList,
    Number,
    Shape,
    Table,
    Text,
    YesNo,
    parts,
)

Item = Group | Text | NameList
"""What takes more than a cell, so that a list of it has a sheet of its own."""

LAST_FIELDS = ("on_monday", "examples", "figures", "see_also", "sources")
"""The fields that authors write at the end of an entry, whatever its kind."""

_LONGEST_PART = 200
_PART = re.compile(ID_PATTERN[1:-1] + r"|[a-z0-9_]+")


class Form(StrEnum):
    """What a cell holds: a text; a number, a date or yes and no; short words after commas; names, one a line."""

    TEXT = "text"
    NUMBER = "integer"
    DATE = "date"
    BOOLEAN = "boolean"
    WORDS = "words"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: where its value stands in the entry or item, and what it may be.

    `shared` marks a text that serves every language where it has no translation.
    """

    path: DataPath
    form: Form = Form.TEXT
    choices: tuple[str, ...] = ()
    localized: bool = False
    shared: bool = False

    @property
    def key(self) -> str:
        """The path as the workbook writes it; positions count from 1."""
        return ".".join(str(part + 1) if isinstance(part, int) else part for part in self.path)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the entries of a kind or, with a `place`, the items of the list at that place in them."""

    kind: str
    place: DataPath
    columns: tuple[SheetColumn, ...] = ()

    @property
    def key(self) -> str:
        """The sheet's name for the machine."""
        return ".".join((self.kind, *map(str, self.place)))


@dataclass(frozen=True, slots=True)
class Extent:
    """How many numbered columns each list takes, and which keys each table has: what the models leave open."""

    counts: Mapping[DataPath, int] = field(default_factory=dict)
    keys: Mapping[DataPath, tuple[str, ...]] = field(default_factory=dict)


def sheets(kind: Kind, extents: Mapping[DataPath, Extent]) -> Iterator[Sheet]:
    """The sheets of a kind, its own first; `extents` has one for each sheet, by its place."""
    yield Sheet(kind.name, (), tuple(_columns(Group(kind.model), (), extents.get((), Extent()), nested=False)))
    for place, item in list_places(kind).items():
        yield Sheet(kind.name, place, tuple(_columns(item, (), extents.get(place, Extent()), nested=True)))


def field_order(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model in the order in which authors write them."""
    return tuple(part.name for part in _ordered(model))


def _ordered(model: type[BaseModel]) -> list[DeclaredField]:
    last = {name: place for place, name in enumerate(LAST_FIELDS)} if issubclass(model, Content) else {}
    return sorted(parts(model), key=lambda part: last.get(part.name, -1))


@cache
def list_places(kind: Kind) -> Mapping[DataPath, Item]:
    """Where the entries of a kind have lists with sheets of their own, and what their items are."""
    return dict(_lists(Group(kind.model), ()))


def _lists(group: Group, path: DataPath) -> Iterator[tuple[DataPath, Item]]:
    for part in _ordered(group.model):
        match part.shape:
            case Many(Group() | Text() | NameList() as item):
                yield (*path, part.name), item
            case Group() as inner:
                yield from _lists(inner, (*path, part.name))


def _columns(shape: Shape, path: DataPath, extent: Extent, nested: bool) -> Iterator[SheetColumn]:
    """The columns of what stands at `path`; only a `nested` list takes numbered ones, others have sheets."""
    match shape:
        case Group(model):
            for part in _ordered(model):
                yield from _columns(part.shape, (*path, part.name), extent, nested)
        case Table(_, value):
            for key in extent.keys.get(path, ()):
                yield from _columns(value, (*path, key), extent, nested)
        case Many(Group() | Text() | NameList() as item):
            for position in range(extent.counts.get(path, 0) if nested else 0):
                yield from _columns(item, (*path, position), extent, nested)
        case _:
            yield from _value(shape, path)


def _value(shape: Shape, path: DataPath) -> Iterator[SheetColumn]:
    """The columns of one value: a text in each language, words in one cell, or anything plain."""
    match shape:
        case NameList():
            yield from (SheetColumn((*path, language), Form.NAMES) for language in LANGUAGES)
        case Text(form):
            shared = form == "neutral"
            yield from (SheetColumn((*path, language), localized=True, shared=shared) for language in LANGUAGES)
        case Many(item):
            yield SheetColumn(path, Form.WORDS, _single(item)[1])
        case _:
            yield SheetColumn(path, *_single(shape))


def _single(shape: Shape) -> tuple[Form, tuple[str, ...]]:
    """The form of one value, and the values it may have."""
    match shape:
        case Choice(words):
            return Form.TEXT, words
        case YesNo():
            return Form.BOOLEAN, ("true", "false")
        case Number():
            return Form.NUMBER, ()
        case Day():
            return Form.DATE, ()
        case _:
            return Form.TEXT, ()


def table_kinds(kind: Kind) -> Mapping[DataPath, str]:
    """The tables of a kind whose keys are entries of another: their places, and that other kind."""
    tables = ((part.name, part.shape) for part in parts(kind.model))
    return {(name,): shape.key.kind for name, shape in tables if isinstance(shape, Table)}


def path_of(key: str, tables: Collection[DataPath] = ()) -> DataPath | None:
    """The path that a workbook's key stands for, or None where it cannot be one.

    A number is a position, except as a key of one of the `tables`.
    """
    path: DataPath = ()
    for part in key.split("."):
        if len(part) > _LONGEST_PART or not _PART.fullmatch(part):
            return None
        position = part.isdecimal() and part != "0" and path not in tables
        path = (*path, int(part) - 1 if position else part)
    return path


def extent_of(paths: Iterable[DataPath]) -> Extent:
    """The extent that holds every one of `paths`."""
    counts: dict[DataPath, int] = {}
    keys: dict[DataPath, dict[str, None]] = {}
    for path in paths:
        for place, part in enumerate(path):
            if isinstance(part, int):
                counts[path[:place]] = max(counts.get(path[:place], 0), part + 1)
            else:
                keys.setdefault(path[:place], {})[part] = None
    return Extent(counts, {path: tuple(names) for path, names in keys.items()})
