"""A field that is missing, or there without a value.

In: a document, its model and what Pydantic says. Out: the finding, with the field to paste in the form it takes.
"""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.diagnostics import Choices, Diagnostic, Value
from generator.diagnostics.fixes import with_field
from generator.model import blanks, meanings, shapes
from generator.model.document import DataPath, Document
from generator.model.shapes import Shape
from generator.pipeline.validate.place import Loc, holder_of, model_at


def missing(document: Document, model: type[BaseModel], details: ErrorDetails, where: DataPath) -> Diagnostic:
    """The finding for one missing field."""
    loc = details["loc"]
    field = str(loc[-1])
    holder = str(where[-1]) if where else ""
    span = document.key_span(where) if where else document.value_span(())
    if not where:
        span = replace(span, end_line=span.line, end_column=span.column + 1)
    shape = shape_of(model_at(model, loc[:-1]), field)
    values: dict[str, Value] = {"field": field, "holder": holder}
    help_ = "missing-field"
    if isinstance(shape, shapes.Choice):
        values["known"] = Choices(shape.words, meanings.of_words(model_at(model, loc[:-1]), field, shape.words))
        help_ = "missing-choice"
    parent = where[:-1] if where and where[-1] == field else where
    fix = with_field(document, parent, field, blanks.blank(shape)) if isinstance(loc[-1], str) else None
    if fix is None:
        values["form"] = f"{field}: {blanks.blank(shape)}"
        help_ = "missing-elsewhere"
    return Diagnostic("missing-field", span, values, help=help_, fix=fix)


def number_of(model: type[BaseModel], loc: Loc) -> shapes.Number:
    """The bounds of the number that stands at `loc`, in a field, a list or a table."""
    field = next(part for part in reversed(loc) if isinstance(part, str) and shape_of(holder_of(model, loc), part))
    shape = shape_of(holder_of(model, loc), field)
    while isinstance(shape, shapes.Many | shapes.Table):
        shape = shape.of if isinstance(shape, shapes.Many) else shape.value
    return shape if isinstance(shape, shapes.Number) else shapes.Number()


def shape_of(model: type[BaseModel], field: str) -> Shape | None:
    """What may stand in a field, None where the model has none of that name."""
    return next((part.shape for part in shapes.parts(model) if part.name == field), None)
