"""Validate: from documents to entries.

In: documents. Out: the entries that fit their kind's model, the site's settings, and a finding for each
thing that does not fit, at its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, Word, nearest
from generator.handbook import Entry, Setup
from generator.models import KINDS, Settings
from generator.source import DataPath, Document

_MESSAGES = {
    "blank_text": "blank-text",
    "line_break": "line-break",
    "reference_form": "not-a-reference",
    "web_address": "not-an-address",
    "string_type": "not-a-text",
    "string_pattern_mismatch": "not-an-id",
    "model_type": "not-a-mapping-here",
    "model_attributes_type": "not-a-mapping-here",
    "dict_type": "not-a-mapping-here",
    "tuple_type": "not-a-list",
    "int_type": "not-a-number",
    "int_parsing": "not-a-number",
    "bool_type": "not-a-boolean",
    "bool_parsing": "not-a-boolean",
    "date_type": "not-a-date",
    "date_parsing": "not-a-date",
    "date_from_datetime_parsing": "not-a-date",
    "date_from_datetime_inexact": "not-a-date",
    "greater_than_equal": "out-of-range",
    "less_than_equal": "out-of-range",
    "too_short": "wrong-length",
    "too_long": "wrong-length",
}
"""Pydantic's error types, and our wording of each. One that is missing here still gets a plain message."""


def validate(documents: Iterable[Document]) -> tuple[list[Entry], Setup | None, list[Diagnostic]]:
    """Turn documents into entries; a document that does not fit is reported and left out."""
    entries: list[Entry] = []
    setup: Setup | None = None
    problems: list[Diagnostic] = []
    for document in documents:
        content, found = validate_document(document)
        problems += found
        if isinstance(content, Settings):
            setup = Setup(content, document)
        elif content is not None:
            entries.append(Entry(document.kind, document.id, content, document))
    return entries, setup, problems


def validate_document(document: Document) -> tuple[Any, list[Diagnostic]]:
    """The content of one document as its kind's model, or None and why. A pure function of the document."""
    model: type[BaseModel] = KINDS[document.kind].model if document.kind else Settings
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        problems = [_diagnostic(document, model, details) for details in error.errors(include_url=False)]
        return None, _without_repeats(problems)


def _without_repeats(problems: list[Diagnostic]) -> list[Diagnostic]:
    """One finding a place and code: an unfit value inside a table may be reported once for key and once for value."""
    return list({(problem.code, problem.span, *problem.values.values()): problem for problem in problems}.values())


def _diagnostic(document: Document, model: type[BaseModel], details: ErrorDetails) -> Diagnostic:
    kind, where = details["type"], _path(document, details["loc"])
    if kind == "missing" or _is_empty(details):
        return _missing(document, details, where)
    if kind == "extra_forbidden":
        return _unknown_field(document, model, details["loc"])
    if kind == "literal_error":
        return _not_allowed(document, details, where)
    values = {
        "field": str(where[-1]) if where else "",
        "value": _short(details["input"]),
        **{key: str(value) for key, value in details.get("ctx", {}).items()},
    }
    name = _MESSAGES.get(kind, "wrong-value")
    return Diagnostic("wrong-value", document.value_span(where), values, message=name, help=name)


def _is_empty(details: ErrorDetails) -> bool:
    return details["input"] is None


def _path(document: Document, loc: tuple[int | str, ...]) -> DataPath:
    """Pydantic's location without the parts that are not in the file (`[key]`, names of types)."""
    path: DataPath = ()
    for part in loc:
        if (*path, part) in document.values:
            path = (*path, part)
    return path


def _missing(document: Document, details: ErrorDetails, where: DataPath) -> Diagnostic:
    field = str(details["loc"][-1])
    holder = str(where[-1]) if where else ""
    span = document.key_span(where) if where else document.value_span(())
    if not where:
        span = replace(span, end_line=span.line, end_column=span.column + 1)
    return Diagnostic("missing-field", span, {"field": field, "holder": holder, "mend": f"{field}: …"})


def _unknown_field(document: Document, model: type[BaseModel], loc: tuple[int | str, ...]) -> Diagnostic:
    field, parents = str(loc[-1]), loc[:-1]
    known = _fields_at(model, parents)
    near = nearest(field, known)
    return Diagnostic(
        "unknown-field",
        document.key_span(loc),
        {"field": field, "near": near, "known": ", ".join(known)},
        help="near" if near else "known",
    )


def _fields_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The fields of the model that stands at `loc` inside `model`."""
    for part in loc:
        if isinstance(part, str) and part in model.model_fields:
            model = next(_models_in(model.model_fields[part].annotation), model)
    return list(model.model_fields)


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models inside an annotation such as `tuple[Level, ...]` or `Prose | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _not_allowed(document: Document, details: ErrorDetails, where: DataPath) -> Diagnostic:
    allowed = re.findall(r"'([^']*)'", details["ctx"]["expected"])
    value = _short(details["input"])
    near = nearest(value, allowed)
    return Diagnostic(
        "wrong-value",
        document.value_span(where),
        {"value": value, "near": near, "known": ", ".join(allowed)},
        message="not-allowed",
        help="near" if near else "known",
    )


def _short(value: object) -> str:
    text = value if isinstance(value, str) else Word("words.list" if isinstance(value, list) else "words.mapping")
    return text if isinstance(text, Word) or len(text) <= 60 else text[:59] + "…"
