"""Validate: from documents to entries.

In: documents. Out: the entries that fit their kind's model, the site's settings, and a finding for each
thing that does not fit, at its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Choices, Diagnostic, Meaning, Place, Value
from generator.diagnostics.fixes import in_place
from generator.language.markup import web_address
from generator.model import meanings
from generator.model.catalog import Catalog
from generator.model.document import DataPath, Document
from generator.model.handbook import Entry, Setup
from generator.model.settings import Settings
from generator.pipeline.entry_names import EntryNames
from generator.pipeline.memory import Memory
from generator.pipeline.validate.choices import meant
from generator.pipeline.validate.dates import days
from generator.pipeline.validate.missing import missing, number_of
from generator.pipeline.validate.place import Loc, holder_of, path_of, short
from generator.pipeline.validate.shape import SHAPES, misshapen
from generator.pipeline.validate.unknown import unknown_field

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
    "field_needs": "field-needs",
    "field_name": "field-name",
}
"""Pydantic's error types, and our wording of each. One that is missing here still gets a plain message."""

_LENGTHS = {"too_short": "wrong-length-short", "too_long": "wrong-length-long"}
_ONE_BOUND = {"least": "out-of-range-least", "most": "out-of-range-most"}
"""What to write where a field has one bound."""


def validate(
    documents: Sequence[Document], catalog: Catalog, memory: Memory | None = None
) -> tuple[list[Entry], Setup | None, list[Diagnostic]]:
    """Turn documents into entries; a document that does not fit is reported and left out.

    With a `memory`, a document that it knows gives the same entry as before.
    """
    names = EntryNames.of(documents)
    entries: list[Entry] = []
    setup: Setup | None = None
    problems: list[Diagnostic] = []
    for document in documents:
        if memory and (entry := memory.entries.of(document.path, document)):
            entries.append(entry)
            continue
        content, found = validate_document(document, catalog, names=names)
        problems += found
        if isinstance(content, Settings):
            setup = Setup(content, document)
        elif content is not None:
            entries.append(Entry(document.kind, document.id, content, document))
    if memory:
        memory.entries.keep(entries)
    return entries, setup, problems


def validate_document(
    document: Document, catalog: Catalog, names: EntryNames | None = None
) -> tuple[Any, list[Diagnostic]]:
    """The content of one document as its kind's model, or as the settings; or None and why.

    `names` are those of all entries, if known. A pure function of its arguments.
    """
    model = catalog.kinds[document.kind].model if document.kind else Settings
    return validate_as(model, document, catalog, names)


def validate_as(
    model: type[BaseModel], document: Document, catalog: Catalog | None = None, names: EntryNames | None = None
) -> tuple[Any, list[Diagnostic]]:
    """The content of a document as a model, or None and why."""
    try:
        return model.model_validate(document.data, context=catalog), []
    except ValidationError as error:
        faults = error.errors(include_url=False)[:_MOST_FAULTS]
        return None, _problems(document, model, faults, names or EntryNames({}))


def _problems(
    document: Document, model: type[BaseModel], errors: Sequence[ErrorDetails], names: EntryNames
) -> list[Diagnostic]:
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
            found.append(_unfit(document, model, details, names))
    return _without_repeats(found)


def _without_repeats(problems: list[Diagnostic]) -> list[Diagnostic]:
    """One finding a place and code: an unfit value inside a table may be reported once for key and once for value."""
    unique = {(problem.code, problem.span, *map(str, problem.values.values())): problem for problem in problems}
    return sorted(unique.values(), key=lambda problem: problem.span)


def _unfit(document: Document, model: type[BaseModel], details: ErrorDetails, names: EntryNames) -> Diagnostic:
    kind, where = details["type"], path_of(document, details["loc"])
    if kind == "missing" or details["input"] is None:
        return missing(document, model, details, where)
    if kind == "literal_error":
        return _not_allowed(document, model, details, where)
    if kind in SHAPES:
        return misshapen(document, model, details, where, names)
    name = _MESSAGES.get(kind, "wrong-value")
    if rewrite := _REWRITES.get(name):
        return rewrite(document, str(details["input"]), where)
    context = {key: str(value) for key, value in details.get("ctx", {}).items()}
    values: dict[str, Value] = {"what": Place.at(where), "value": short(details["input"]), **context}
    if name == "out-of-range":
        return _out_of_range(document, model, details, where)
    span = document.key_span(where) if details["loc"][-1] == "[key]" else document.value_span(where)
    return Diagnostic("wrong-value", span, values, message=name, help=_LENGTHS.get(kind, name))


def _out_of_range(document: Document, model: type[BaseModel], details: ErrorDetails, where: DataPath) -> Diagnostic:
    """A number that is too small or too large, with the bounds that the field declares."""
    bounds = number_of(model, details["loc"])
    known = {name: str(bound) for name, bound in (("least", bounds.least), ("most", bounds.most)) if bound is not None}
    values = {"value": short(details["input"]), **known}
    help_ = _ONE_BOUND[next(iter(known))] if len(known) == 1 else "out-of-range"
    return Diagnostic("wrong-value", document.value_span(where), values, message="out-of-range", help=help_)


def _not_a_boolean(document: Document, given: str, where: DataPath) -> Diagnostic:
    """A yes or a no in another word."""
    text = {"oui": "true", "vrai": "true", "non": "false", "faux": "false"}.get(given.strip().lower(), "")
    return _wrong(document, where, "not-a-boolean", given, text)


def _not_a_date(document: Document, given: str, where: DataPath) -> Diagnostic:
    """A day in another form, a day that may be two, or none that there is."""
    found = days(given)
    if len(found) > 1:
        values = {"value": short(given), "first": found[0].isoformat(), "second": found[1].isoformat()}
        return Diagnostic("wrong-value", document.value_span(where), values, message="two-dates", help="two-dates")
    no_such = not found and re.fullmatch(r"\d{4}-\d\d-\d\d", given.strip())
    return _wrong(
        document, where, "no-such-day" if no_such else "not-a-date", given, found[0].isoformat() if found else ""
    )


def _not_an_address(document: Document, given: str, where: DataPath) -> Diagnostic:
    """A web address without its beginning, or a mailbox."""
    return _wrong(document, where, "not-an-address", given, web_address(given))


def _wrong(document: Document, where: DataPath, name: str, given: str, text: str) -> Diagnostic:
    """A value in the wrong form; `text` is the same in the right one, if that is known."""
    span = document.value_span(where)
    fix = in_place(document, span, text) if text else None
    help_ = "write-instead" if fix else name
    return Diagnostic("wrong-value", span, {"value": short(given)}, message=name, help=help_, fix=fix)


_REWRITES = {"not-a-boolean": _not_a_boolean, "not-a-date": _not_a_date, "not-an-address": _not_an_address}


def _not_allowed(document: Document, model: type[BaseModel], details: ErrorDetails, where: DataPath) -> Diagnostic:
    allowed = tuple(re.findall(r"'([^']*)'", details["ctx"]["expected"]))
    field = next((str(part) for part in reversed(where) if isinstance(part, str)), "")
    given, told = details["input"], meanings.of_words(holder_of(model, details["loc"]), field, allowed)
    near = meant(given, allowed, told) if isinstance(given, str) else ""
    span = document.value_span(where)
    values: dict[str, Value] = {
        "value": short(given),
        "near": near,
        "meaning": Meaning(near, told.get(near, {})),
        "known": Choices(allowed, told),
    }
    fix = in_place(document, span, near) if near else None
    return Diagnostic(
        "wrong-value", span, values, message="not-allowed", help="near-word" if near else "known", fix=fix
    )
