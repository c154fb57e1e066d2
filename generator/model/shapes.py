"""Shapes: what an entry is made of, in terms that an author knows.

In: the models. Out: `DeclaredField`s: name, whether it must be there, and its `Shape`. The editor's schemas, the
skeletons of new entries, the field reference and the columns of workbooks are made of them. What fields mean stands in
`meanings`.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from generator.language.i18n import Line as LineText
from generator.language.i18n import Names, Neutral, Prose
from generator.model import meanings
from generator.model.fields import AtLeast, Offered, Ref, RefTo, ViewName, WebAddress


@dataclass(frozen=True, slots=True)
class Text:
    """A text in two languages. `form`: a single `line`, running `prose`, or a `neutral` line, the same in both."""

    form: Literal["line", "prose", "neutral"]


@dataclass(frozen=True, slots=True)
class NameList:
    """Lists of names, one a language."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in no language, such as a code; `pattern` is the form it must have, if any."""

    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Web:
    """A web address."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number between two bounds, where it has any."""

    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class ViewShape:
    """The name of a view of the catalog."""


@dataclass(frozen=True, slots=True)
class YesNo:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to an entry of a kind or, without a kind, to any page."""

    kind: str


@dataclass(frozen=True, slots=True)
class Many:
    """A list; `least` and `most` bound its length where they are set."""

    of: Shape
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table from references to values."""

    key: Reference
    value: Shape


@dataclass(frozen=True, slots=True)
class Named:
    """Values under names that the author chooses."""

    of: Shape


@dataclass(frozen=True, slots=True)
class Group:
    """A group of fields."""

    model: type[BaseModel]


Shape = (
    Text | NameList | Plain | Web | Choice | ViewShape | Number | YesNo | Day | Reference | Many | Table | Named | Group
)


@dataclass(frozen=True, slots=True)
class DeclaredField:
    """One field: its name and shape, whether it must be there or may be left blank, and the model it belongs to.

    `at_least` is how many items the check asks for, `offered` how many a new entry starts with.
    """

    name: str
    shape: Shape
    required: bool
    blank: bool
    model: type[BaseModel]
    at_least: int = 0
    offered: int = 0

    def about(self, language: str) -> str:
        """What the field means."""
        return meanings.about(self.model, self.name, language)


def parts(model: type[BaseModel]) -> list[DeclaredField]:
    """The fields of a model, in the order of its declaration."""
    return [_part(model, name, field) for name, field in model.model_fields.items()]


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and every group inside it, each once, in reading order."""
    seen: dict[type[BaseModel], None] = {}
    _collect(model, seen)
    yield from seen


def group_of(shape: Shape) -> type[BaseModel] | None:
    """The model of a group, or of those that a list or a table holds; None where there is no group."""
    while isinstance(shape, Many | Table):
        shape = shape.of if isinstance(shape, Many) else shape.value
    return shape.model if isinstance(shape, Group) else None


def free_references(tops: Iterable[type[BaseModel]]) -> frozenset[str]:
    """The names of the fields of these models, at any depth, that may refer to a page of any kind."""
    every = (part for top in tops for group in models(top) for part in parts(group))
    inner = ((part.name, part.shape.of if isinstance(part.shape, Many) else part.shape) for part in every)
    return frozenset(name for name, shape in inner if shape == Reference(""))


def _collect(model: type[BaseModel], seen: dict[type[BaseModel], None]) -> None:
    if model in seen:
        return
    seen[model] = None
    for part in parts(model):
        if group := group_of(part.shape):
            _collect(group, seen)


def _part(model: type[BaseModel], name: str, field: FieldInfo) -> DeclaredField:
    blank = types.NoneType in get_args(field.annotation)
    shape = _shape(field.annotation, tuple(field.metadata))
    asked = next((mark.count for mark in field.metadata if isinstance(mark, AtLeast)), 0)
    offered = next((mark.count for mark in field.metadata if isinstance(mark, Offered)), asked)
    return DeclaredField(name, shape, field.is_required(), blank, model, asked, max(offered, int(field.is_required())))


_TEXTS: Mapping[Any, Shape] = {
    LineText: Text("line"),
    Prose: Text("prose"),
    Neutral: Text("neutral"),
    Names: NameList(),
    WebAddress: Web(),
    bool: YesNo(),
    date: Day(),
}


def _shape(annotation: Any, metadata: tuple[Any, ...] = ()) -> Shape:
    """The shape that an annotation declares, with what `Annotated` says of it."""
    if annotation in _TEXTS:
        return _TEXTS[annotation]
    if annotation is Ref:
        return Reference(next(marker.kind for marker in metadata if isinstance(marker, RefTo)))
    if annotation in (int, float):
        return Number(_bound(metadata, Ge, "ge"), _bound(metadata, Le, "le"))
    if annotation is str:
        return _plain(metadata)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Group(annotation)
    return _composed(annotation, metadata)


def _composed(annotation: Any, metadata: tuple[Any, ...]) -> Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        told = (told for item in arguments[1:] for told in (item.metadata if isinstance(item, FieldInfo) else (item,)))
        return _shape(arguments[0], (*metadata, *told))
    if origin is Literal:
        return Choice(tuple(str(word) for word in arguments))
    if origin in (Union, types.UnionType):
        return _shape(next(argument for argument in arguments if argument is not types.NoneType), metadata)
    if origin is Mapping:
        return Named(_shape(arguments[1]))
    if origin is dict:
        key = _shape(arguments[0])
        assert isinstance(key, Reference)
        return Table(key, _shape(arguments[1]))
    if origin is tuple and arguments[-1] is not Ellipsis:
        return Many(_shape(arguments[0]), len(arguments), len(arguments))
    if origin is tuple:
        return Many(
            _shape(arguments[0]), _bound(metadata, MinLen, "min_length") or 0, _bound(metadata, MaxLen, "max_length")
        )
    raise TypeError(f"no shape for {annotation}")


def _bound(metadata: tuple[Any, ...], marker: type, name: str) -> int | None:
    return next((getattr(item, name) for item in metadata if isinstance(item, marker)), None)


def _plain(metadata: tuple[Any, ...]) -> Plain | Web | ViewShape:
    if get_args(WebAddress)[1] in metadata:
        return Web()
    if any(isinstance(item, ViewName) for item in metadata):
        return ViewShape()
    constraints = next((item for item in metadata if isinstance(item, StringConstraints)), None)
    return Plain(str(constraints.pattern or "") if constraints else "")
