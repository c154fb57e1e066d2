"""Which sheets and columns a kind has in a workbook.

In: the kinds' models. Out: `Sheet` and `SheetColumn`. A kind has a sheet with a row an entry. A list of texts or of
structures inside an entry has a sheet of its own, with a row an item; what is a list again inside such an item takes
numbered columns. Every text in two languages has a column for each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.language.i18n import LANGUAGES, Localized, Names, Neutral
from generator.model.catalog import Kind
from generator.model.content import Content
from generator.model.document import DataPath
from generator.model.fields import ID_PATTERN, RefTo

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
    model = kind.model
    yield Sheet(kind.name, (), _columns(model, (), extents.get((), Extent()), nested=False))
    for place, annotation in list_places(kind).items():
        yield Sheet(kind.name, place, _columns(annotation, (), extents.get(place, Extent()), nested=True))


def field_order(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model in the order in which authors write them."""
    if not issubclass(model, Content):
        return tuple(model.model_fields)
    return (*(name for name in model.model_fields if name not in LAST_FIELDS), *_last(model))


def _last(model: type[BaseModel]) -> Iterator[str]:
    return (name for name in LAST_FIELDS if name in model.model_fields)


@cache
def list_places(kind: Kind) -> Mapping[DataPath, Any]:
    """Where the entries of a kind have lists with sheets of their own, and what their items are."""
    return dict(_lists(kind.model, ()))


def _lists(model: type[BaseModel], path: DataPath) -> Iterator[tuple[DataPath, Any]]:
    for name in field_order(model):
        annotation = _bare(model.model_fields[name])
        item = _item(annotation)
        if item is not None and _has_sheet(item):
            yield (*path, name), item
        elif _is_structure(annotation):
            yield from _lists(annotation, (*path, name))


def _columns(annotation: Any, path: DataPath, extent: Extent, nested: bool) -> tuple[SheetColumn, ...]:
    return tuple(_walk(_bare(annotation), path, extent, nested))


def _walk(annotation: Any, path: DataPath, extent: Extent, nested: bool) -> Iterator[SheetColumn]:
    """The columns of what stands at `path`; only a `nested` list takes numbered ones, others have sheets."""
    item = _item(annotation)
    if _is_structure(annotation):
        for name in field_order(annotation):
            yield from _walk(_bare(annotation.model_fields[name]), (*path, name), extent, nested)
    elif get_origin(annotation) is dict:
        for key in extent.keys.get(path, ()):
            yield from _walk(_bare(get_args(annotation)[1]), (*path, key), extent, nested)
    elif item is not None and _has_sheet(item):
        for position in range(extent.counts.get(path, 0) if nested else 0):
            yield from _walk(item, (*path, position), extent, nested)
    else:
        yield from _value(annotation, item, path)


def _value(annotation: Any, item: Any, path: DataPath) -> Iterator[SheetColumn]:
    """The columns of one value: a text in each language, words in one cell, or anything plain."""
    if _is(annotation, Names):
        yield from (SheetColumn((*path, language), Form.NAMES) for language in LANGUAGES)
    elif _is(annotation, Localized):
        shared = issubclass(annotation, Neutral)
        yield from (SheetColumn((*path, language), localized=True, shared=shared) for language in LANGUAGES)
    elif item is not None:
        yield SheetColumn(path, Form.WORDS, _single(item)[1])
    else:
        yield SheetColumn(path, *_single(annotation))


def _single(annotation: Any) -> tuple[Form, tuple[str, ...]]:
    """The form of one value, and the values it may have."""
    if get_origin(annotation) is Literal:
        return Form.TEXT, get_args(annotation)
    forms = {bool: Form.BOOLEAN, int: Form.NUMBER, date: Form.DATE}
    return forms.get(annotation, Form.TEXT), ("true", "false") if annotation is bool else ()


def _bare(annotation: Any) -> Any:
    """A field's type without what stands around it: `Annotated[X, …]` and `X | None` are X."""
    if isinstance(annotation, FieldInfo):
        return _bare(annotation.annotation)
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return _bare(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation


def _item(annotation: Any) -> Any:
    """What the items of a list are, or None where it is no list."""
    return _bare(get_args(annotation)[0]) if get_origin(annotation) is tuple else None


def _has_sheet(item: Any) -> bool:
    return _is(item, BaseModel)


def _is_structure(annotation: Any) -> bool:
    return _is(annotation, BaseModel) and not issubclass(annotation, (Localized, Names))


def _is(annotation: Any, model: type[BaseModel]) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, model)


def table_kinds(kind: Kind) -> Mapping[DataPath, str]:
    """The tables of a kind whose keys are entries of another: their places, and that other kind."""
    return {
        (name,): marker.kind
        for name, info in kind.model.model_fields.items()
        if get_origin(_bare(info)) is dict
        for marker in getattr(get_args(_bare(info))[0], "__metadata__", ())
        if isinstance(marker, RefTo)
    }


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
