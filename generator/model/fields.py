"""The small types that the fields of every kind are made of.

In: `i18n`. Out: `Ref` and its annotations, `Figure`, `Examples`, the enumerations, and `walk`, the one place
that knows how to visit every value of an entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from generator.language.i18n import Line, Neutral, Prose
from generator.language.markup import EXTERNAL
from generator.model.document import DataPath

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""Ids are kebab-case ASCII: they are file names, addresses and anchors at once."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]

Cadence = Literal["continuous", "daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"]
LevelNumber = Annotated[int, Field(ge=1, le=4)]


class Strict(BaseModel):
    """A part of an entry: read-only, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A reference to an entry (`kpis`, `otif`) or, without id, to the index page of a kind."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}" if self.id else self.kind


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a field as a reference: the kind it must have, or empty where any kind may stand."""

    kind: str

    def parse(self, value: object) -> Ref:
        """The reference that an author wrote: `otif` where the kind is fixed, else `kpis/otif`."""
        if isinstance(value, Ref):
            return value
        if not isinstance(value, str) or not value.strip():
            raise PydanticCustomError("reference_form", "not a reference")
        if self.kind:
            return Ref(self.kind, value)
        kind, _, entry_id = value.partition("/")
        return Ref(kind, entry_id)


def reference(kind: str = "") -> Any:
    """The type of a field that refers to an entry of a kind, or of any kind."""
    marker = RefTo(kind)
    return Annotated[Ref, BeforeValidator(marker.parse), marker]


AnyRef = reference()
SourceRef = reference("sources")


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Marks a field that the check asks for: with how many items, 1 for a field that holds no list."""

    count: int


@dataclass(frozen=True, slots=True)
class Offered:
    """Marks a field with how many items a new entry starts with, where a rule of the kind asks for them."""

    count: int


@dataclass(frozen=True, slots=True)
class ViewName:
    """Marks a field as the name of a view of the catalog."""


class Figure(Strict):
    """A number that the text relies on. Without a source it is refused."""

    value: Neutral
    text: Line
    source: Annotated[Ref, BeforeValidator(RefTo("sources").parse), RefTo("sources")]
    area: Literal["united-states", "world", "europe", "france", "united-kingdom", "china", "none"]
    as_of: str
    confidence: Literal["seen", "textbook", "editorial"]


class Examples(Strict):
    """What it looks like in industry and in services."""

    industry: Annotated[tuple[Prose, ...], Offered(1)] = ()
    services: Annotated[tuple[Prose, ...], Offered(1)] = ()


def _web_address(value: str) -> str:
    if not EXTERNAL.fullmatch(value):
        raise PydanticCustomError("web_address", "not a web address")
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]


class Leaf(NamedTuple):
    """One value found by `walk`; `is_key` tells that it stands as a mapping key."""

    path: DataPath
    value: Any
    is_key: bool = False


def walk(value: object, path: DataPath = ()) -> Iterator[Leaf]:
    """Every value inside an entry with its path, parents before their children.

    Models are yielded, then entered; so a caller can stop at the types it knows (`Localized`, `Figure`).
    """
    found: list[Leaf] = []
    _walk(value, path, found)
    return iter(found)


def _walk(value: object, path: DataPath, found: list[Leaf]) -> None:
    if value is None:
        return
    if isinstance(value, tuple):
        for position, item in enumerate(value):
            _walk(item, (*path, position), found)
    elif isinstance(value, BaseModel):
        found.append(Leaf(path, value))
        for name in type(value).model_fields:
            _walk(getattr(value, name), (*path, name), found)
    elif isinstance(value, dict):
        for key, item in value.items():
            name = key.id if isinstance(key, Ref) else str(key)
            found.append(Leaf((*path, name), key, is_key=True))
            _walk(item, (*path, name), found)
    else:
        found.append(Leaf(path, value))
