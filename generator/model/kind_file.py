"""What the `kind.yml` of a project may say: the kind, and the fields of its entries.

In: the data of the file. Out: `KindFile`, and `fields_of`, which makes the annotations of a model of entries from it.
The kinds of the generator declare their fields in Python; their `kind.yml` says no more than what these mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from generator.language.i18n import Line, Names, Neutral, Prose
from generator.model.content import Content
from generator.model.fields import Id, Ref, RefTo, Strict, WebAddress


def _field_name(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", value):
        raise PydanticCustomError("field_name", "field name")
    return value


FieldName = Annotated[str, AfterValidator(_field_name)]
Type = Literal[
    "line",
    "prose",
    "neutral",
    "names",
    "web",
    "yes-no",
    "date",
    "number",
    "choice",
    "reference",
    "list",
    "group",
    "table",
]

_SIMPLE: Mapping[str, Any] = {
    "line": Line,
    "prose": Prose,
    "neutral": Neutral,
    "names": Names,
    "web": WebAddress,
    "yes-no": bool,
    "date": date,
}
_NEEDED = {"choice": "choices", "list": "of", "group": "fields", "table": "of"}
"""What else must be said of a field of a type."""


class Pair(Strict):
    """A text that must be there in both languages."""

    fr: str
    en: str


class Segments(Strict):
    """The first part of the addresses of a kind, in each language."""

    fr: Id
    en: Id


class KindNames(Strict):
    """What the kind is called: one entry, that there is none, and one entry as readers see it, if otherwise."""

    one: Pair
    none: Pair
    shown: Pair | None = None


class Value(Strict):
    """What may stand somewhere: its type, and what that type asks for."""

    type: Type
    choices: Mapping[Id, Pair] | None = None
    of: Value | None = None
    fields: Mapping[FieldName, FieldFile] | None = None
    to: str = ""
    least: int | None = None
    most: int | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needed = _NEEDED.get(self.type, "")
        if needed and not getattr(self, needed):
            raise PydanticCustomError("field_needs", "field needs", {"type": self.type, "needed": needed})
        if self.type == "table" and not self.to:
            raise PydanticCustomError("field_needs", "field needs", {"type": self.type, "needed": "to"})
        return self


class FieldFile(Value):
    """One field: its label on pages, what it means, and whether it must be there."""

    label: Pair
    meaning: Pair
    required: bool = False


class DocumentFile(Strict):
    """A document to hand out: the name of its file, what a button calls it, and its sheet. `DocumentForm` reads it."""

    address: Segments
    label: Pair
    each: str = ""
    pages: Annotated[int, Field(ge=1)] | None = None
    paper: Literal["a4", "a3"] = "a4"
    wide: bool = False
    size: Annotated[float, Field(ge=6, le=24)] = 10
    margin: Annotated[float, Field(ge=5, le=50)] = 20


class KindFile(Strict):
    """The whole file."""

    address: Segments
    layout: Literal["page", "items", "single"] = "page"
    search_weight: Annotated[float, Field(gt=0, le=10)] = 3
    wide: bool = False
    sourced: bool = False
    titles_are_sentences: bool = False
    names: KindNames
    meaning: Pair
    fields: Mapping[FieldName, FieldFile]
    headings: Mapping[FieldName, Pair] = {}
    words: Mapping[FieldName, Pair] = {}
    documents: Mapping[Id, DocumentFile] = {}


def model_of(name: str, file: KindFile) -> type[Content]:
    """The model of the entries of a kind, as its file declares it."""
    return cast("type[Content]", _model(name, file.fields, Content, f"kinds.{name}"))


def _group_name(path: str) -> str:
    """The name of the model of a group, given the kind and the fields that lead to it, joined by underscores."""
    return "".join(part.capitalize() for part in path.replace("-", "_").split("_"))


def _model(path: str, fields: Mapping[str, FieldFile], base: type[BaseModel], module: str) -> Any:
    declared: dict[str, Any] = {name: _declared(f"{path}_{name}", value, module) for name, value in fields.items()}
    return create_model(_group_name(path), __base__=base, __module__=module, **declared)


def _declared(name: str, field: FieldFile, module: str) -> tuple[Any, Any]:
    annotation = _annotation(name, field, module)
    if field.required:
        return annotation, ...
    return (annotation, ()) if field.type == "list" else (annotation | None, None)


def _annotation(name: str, value: Value, module: str) -> Any:
    """The annotation that the models of the generator would have for such a value."""
    match value.type:
        case "number":
            return Annotated[int, Field(ge=value.least, le=value.most)]
        case "choice":
            return Literal[tuple(value.choices or ())]
        case "reference":
            return _reference(value.to)
        case "list":
            assert value.of is not None
            items: Any = tuple[_annotation(name, value.of, module), ...]  # type: ignore[misc]
            return Annotated[items, Field(min_length=value.least, max_length=value.most)]
        case "group":
            return _model(name, value.fields or {}, Strict, module)
        case "table":
            assert value.of is not None
            return dict[_reference(value.to), _annotation(name, value.of, module)]  # type: ignore[misc]
        case _:
            return _SIMPLE[value.type]


def _reference(kind: str) -> Any:
    marker = RefTo(kind)
    return Annotated[Ref, BeforeValidator(marker.parse), marker]
