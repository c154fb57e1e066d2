"""Validate: from documents to entries.

In: documents. Out: the entries that fit their kind's model, the site's settings, and a finding for each
thing that does not fit, at its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, nearest
from generator.handbook import Entry, Setup
from generator.models import KINDS, Settings
from generator.source import DataPath, Document
from generator.validate.place import Loc, path_of, short
from generator.validate.shape import SHAPES, misshapen
from generator.validate.unknown import unknown_field

_MOST_FAULTS = 100
"""Faults that are told of one document: a file with more of them is no entry."""

_MESSAGES = {
    "blank_text": "blank-text",
    "line_break": "line-break",
    "reference_form": "not-a-reference",
    "web_address": "not-an-address",
    "string_pattern_mismatch": "not-an-id",
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


def validate_document(document: Document, model: type[BaseModel] | None = None) -> tuple[Any, list[Diagnostic]]:
    """The content of one document as its kind's model, or as another; or None and why. A pure function of both."""
    model = model or (KINDS[document.kind].model if document.kind else Settings)
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        return None, _problems(document, model, error.errors(include_url=False)[:_MOST_FAULTS])


def _problems(document: Document, model: type[BaseModel], errors: Sequence[ErrorDetails]) -> list[Diagnostic]:
    """One finding a fault. A field that is missing because it was misspelled or misplaced is not told as well."""
    found: list[Diagnostic] = []
    explained: set[Loc] = set()
    for details in errors:
        if details["type"] == "extra_forbidden":
            problem, consequences = unknown_field(document, model, details["loc"])
            found.append(problem)
            explained |= consequences
    for details in errors:
        loc = details["loc"]
        if details["type"] != "extra_forbidden" and not any(loc[: len(cause)] == cause for cause in explained):
            found.append(_unfit(document, details))
    return _without_repeats(found)


def _without_repeats(problems: list[Diagnostic]) -> list[Diagnostic]:
    """One finding a place and code: an unfit value inside a table may be reported once for key and once for value."""
    unique = {(problem.code, problem.span, *problem.values.values()): problem for problem in problems}
    return sorted(unique.values(), key=lambda problem: problem.span)


def _unfit(document: Document, details: ErrorDetails) -> Diagnostic:
    kind, where = details["type"], path_of(document, details["loc"])
    if kind == "missing" or details["input"] is None:
        return _missing(document, details, where)
    if kind == "literal_error":
        return _not_allowed(document, details, where)
    if kind in SHAPES:
        return misshapen(document, details, where)
    values = {
        "field": str(where[-1]) if where else "",
        "value": short(details["input"]),
        **{key: str(value) for key, value in details.get("ctx", {}).items()},
    }
    name = _MESSAGES.get(kind, "wrong-value")
    if mend := _rewritten(name, str(details["input"])):
        return Diagnostic(
            "wrong-value", document.value_span(where), values | {"mend": mend}, message=name, help="write-instead"
        )
    return Diagnostic("wrong-value", document.value_span(where), values, message=name, help=name)


def _rewritten(name: str, value: str) -> str:
    """A date or a yes that was written as one writes it elsewhere, as it must be here."""
    if name == "not-a-boolean":
        return {"oui": "true", "vrai": "true", "non": "false", "faux": "false"}.get(value.strip().lower(), "")
    if name == "not-a-date" and (match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", value.strip())):
        day, month, year = match.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    return ""


def _missing(document: Document, details: ErrorDetails, where: DataPath) -> Diagnostic:
    field = str(details["loc"][-1])
    holder = str(where[-1]) if where else ""
    span = document.key_span(where) if where else document.value_span(())
    if not where:
        span = replace(span, end_line=span.line, end_column=span.column + 1)
    return Diagnostic("missing-field", span, {"field": field, "holder": holder, "mend": f"{field}: …"})


def _not_allowed(document: Document, details: ErrorDetails, where: DataPath) -> Diagnostic:
    allowed = re.findall(r"'([^']*)'", details["ctx"]["expected"])
    value = short(details["input"])
    near = nearest(value, allowed)
    return Diagnostic(
        "wrong-value",
        document.value_span(where),
        {"value": value, "near": near, "known": ", ".join(allowed)},
        message="not-allowed",
        help="near" if near else "known",
    )
