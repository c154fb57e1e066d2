"""Where Pydantic found something amiss, as a place in the file.

In: a document and a location. Out: the path, the data, the model and the line that stand there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast, get_args

from pydantic import BaseModel

from generator.diagnostics import Word
from generator.model.document import DataPath, Document, Span

Loc = tuple[int | str, ...]
"""Where Pydantic found something amiss: a path, in which some parts may not be in the file."""


def path_of(document: Document, loc: Loc) -> DataPath:
    """Pydantic's location without the parts that are not in the file (`[key]`, names of types)."""
    path: DataPath = ()
    for part in loc:
        if (*path, part) in document.values:
            path = (*path, part)
    return path


def data_at(document: Document, loc: Loc) -> object:
    """The plain data at a location, or None."""
    value: object = document.data
    for part in loc:
        held = isinstance(value, list) or (isinstance(value, dict) and part in value)
        value = cast("dict[str | int, object]", value)[part] if held else None
    return value


def source_line(document: Document, span: Span) -> str:
    """The line where a stretch starts."""
    lines = document.lines
    return lines[span.line - 1] if 0 < span.line <= len(lines) else ""


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """The model that stands at `loc` inside `model`."""
    for part in loc:
        if isinstance(part, str) and part in model.model_fields:
            model = next(models_in(model.model_fields[part].annotation), model)
    return model


def holder_of(model: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """The model that has the field in which `loc` lies."""
    last = max(position for position, part in enumerate(loc) if isinstance(part, str))
    return model_at(model, loc[:last])


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models inside an annotation such as `tuple[Level, ...]` or `Prose | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def short(value: object) -> str:
    """A value as a message may show it."""
    text = value if isinstance(value, str) else Word("words.list" if isinstance(value, list) else "words.mapping")
    return text if isinstance(text, Word) or len(text) <= 60 else text[:59] + "…"
