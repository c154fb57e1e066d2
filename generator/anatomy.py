"""Anatomy: what an entry is made of, in terms that an author knows.

In: the models, and what the `kind.yml` of each kind and `model/fields.yml` say of their fields. Out: `Part`s: name,
meaning, whether it must be there, and its `Shape`. The editor's schemas, the skeletons of new entries and the field
reference are made of them.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from generator.diagnostics import BLANK
from generator.kinds import KINDS
from generator.kinds.settings import Settings, known_sheet
from generator.kinds.sheet import SHEETS
from generator.language.i18n import LANGUAGES, Names, Neutral, Prose
from generator.language.i18n import Line as LineText
from generator.model.fields import Ref, RefTo, WebAddress
from generator.model.kind import read_tree

TO_WRITE: Mapping[str, str] = {"fr": "À écrire", "en": "To write"}
"""What stands in a new entry where its author is to write."""

DAY = "2000-01-01"
"""What stands there for a date: a day that nobody takes for a real one."""


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
class Group:
    """A group of fields."""

    model: type[BaseModel]


Shape = Text | NameList | Plain | Web | Choice | Number | YesNo | Day | Reference | Many | Table | Group


@dataclass(frozen=True, slots=True)
class Part:
    """One field: its name and shape, whether it must be there or may be left blank, and the model it belongs to."""

    name: str
    shape: Shape
    required: bool
    blank: bool
    model: type[BaseModel]

    def about(self, language: str) -> str:
        """What the field means."""
        return about(self.model, self.name, language)


def parts(model: type[BaseModel]) -> list[Part]:
    """The fields of a model, in the order of its declaration."""
    return [_part(model, name, field) for name, field in model.model_fields.items()]


def blank(shape: Shape | None) -> str:
    """The value of a field as it is written, with a blank in the place of each thing that the author knows."""
    match shape:
        case Text("neutral") | Plain() | Web():
            return f'"{BLANK}"'
        case Text():
            return "{" + ", ".join(f'{language}: "{BLANK}"' for language in LANGUAGES) + "}"
        case Many(inner, least):
            return f"[{', '.join([blank(inner)] * max(least, 1))}]"
        case Group(model):
            return "{" + ", ".join(_required(model)) + "}"
        case _:
            return BLANK


def _required(model: type[BaseModel]) -> Iterator[str]:
    """The fields that a group must have."""
    return (f"{part.name}: {blank(part.shape)}" for part in parts(model) if part.required)


def about(model: type[BaseModel], name: str, language: str) -> str:
    """What a field means, in its model's own words or in those of the model it derives from. Raises `KeyError`."""
    texts = _meanings()
    for owner in model.__mro__:
        if text := texts.get(owner.__name__, {}).get(name):
            return text[language]
    raise KeyError(f"{model.__name__}.{name}")


@cache
def _meanings() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """What each field means in each language, by the names of its model and of the field."""
    shared = read_tree(Path(__file__).parent / "model" / "fields.yml")
    own = {model: fields for kind in KINDS.values() for model, fields in kind.meanings.items()}
    return {
        **shared,
        **{
            model: {name: field["meaning"] for name, field in fields.items() if "meaning" in field}
            for model, fields in own.items()
        },
    }


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and every group inside it, each once, in reading order."""
    seen: dict[type[BaseModel], None] = {}
    _collect(model, seen)
    yield from seen


@cache
def free_references() -> frozenset[str]:
    """The names of the fields that may refer to a page of any kind."""
    every = (part for kind in KINDS.values() for group in models(kind.model) for part in parts(group))
    settings = (part for group in models(Settings) for part in parts(group))
    inner = ((part.name, part.shape.of if isinstance(part.shape, Many) else part.shape) for part in (*every, *settings))
    return frozenset(name for name, shape in inner if shape == Reference(""))


def _collect(model: type[BaseModel], seen: dict[type[BaseModel], None]) -> None:
    if model in seen:
        return
    seen[model] = None
    for part in parts(model):
        inner = part.shape
        while isinstance(inner, Many | Table):
            inner = inner.of if isinstance(inner, Many) else inner.value
        if isinstance(inner, Group):
            _collect(inner.model, seen)


def _part(model: type[BaseModel], name: str, field: FieldInfo) -> Part:
    blank = types.NoneType in get_args(field.annotation)
    return Part(name, _shape(field.annotation, tuple(field.metadata)), field.is_required(), blank, model)


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
    if annotation is int:
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
    if origin is dict:
        key = _shape(arguments[0])
        assert isinstance(key, Reference)
        return Table(key, _shape(arguments[1]))
    if origin is tuple and arguments[-1] is not Ellipsis:
        return Many(_shape(arguments[0]), len(arguments), len(arguments))
    if origin is tuple:
        return Many(_shape(arguments[0]))
    raise TypeError(f"no shape for {annotation}")


def _bound(metadata: tuple[Any, ...], marker: type, name: str) -> int | None:
    return next((getattr(item, name) for item in metadata if isinstance(item, marker)), None)


def _plain(metadata: tuple[Any, ...]) -> Plain | Web | Choice:
    if get_args(WebAddress)[1] in metadata:
        return Web()
    if any(getattr(item, "func", None) is known_sheet for item in metadata):
        return Choice(tuple(SHEETS))
    constraints = next((item for item in metadata if isinstance(item, StringConstraints)), None)
    return Plain(str(constraints.pattern or "") if constraints else "")
