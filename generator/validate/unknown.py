"""A field that has no place where it stands: misspelled, misplaced, or a piece of a text.

In: a document and the location of the field. Out: the finding, and the locations that are amiss for that reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from generator.diagnostics import Diagnostic, nearest
from generator.i18n import LANGUAGES, SOURCE_LANGUAGE, Localized
from generator.mend import flow_values, quoted, quoted_line, safe
from generator.source import Document, Span
from generator.validate.place import Loc, data_at, model_at, source_line


def unknown_field(document: Document, model: type[BaseModel], loc: Loc) -> tuple[Diagnostic, set[Loc]]:
    """A field that has no place here, and the locations of what is amiss for that very reason."""
    field, parents = str(loc[-1]), loc[:-1]
    holder = model_at(model, parents)
    if issubclass(holder, Localized) and (in_text := _in_text(document, loc)):
        return in_text, {(*parents, SOURCE_LANGUAGE)}
    for misplaced, consequence in _misplaced(document, model, loc):
        return misplaced, {consequence}
    known = list(holder.model_fields)
    near = nearest(field, known)
    problem = Diagnostic(
        "unknown-field",
        document.key_span(loc),
        {"field": field, "near": near, "known": ", ".join(known)},
        help="near" if near else "known",
    )
    return problem, {(*parents, near)} if near and (*parents, near) not in document.values else set()


def _in_text(document: Document, loc: Loc) -> Diagnostic | None:
    """A piece of a text that YAML took for a field: cut off by a comma, or before a colon."""
    field, holder = str(loc[-1]), data_at(document, loc[:-1])
    if isinstance(holder, dict) and holder.get(field) is None:
        if (match := re.fullmatch(r"(\w+):(\S.*)", field)) and match[1] in LANGUAGES:
            span = document.key_span(loc)
            span = Span(span.file, span.line, span.column + len(match[1]), span.line, span.column + len(match[1]) + 1)
            return Diagnostic("yaml-space", span, {"name": match[1], "mend": f"{match[1]}: {safe(match[2])}"})
        return _comma(document, loc)
    if isinstance(holder, dict) and not any(language in holder for language in LANGUAGES):
        return split_at_colon(document, loc)
    return None


def _comma(document: Document, loc: Loc) -> Diagnostic:
    span = document.key_span(loc)
    source = source_line(document, span)
    mend = source.strip()
    for start, end in flow_values(source, 0):
        if start < span.column - 1 <= end:
            mend = (source[:start] + quoted(source[start:end].rstrip(" ,")) + source[end:]).strip()
    comma = source.rfind(",", 0, span.column - 1)
    column = comma + 1 if comma >= 0 else span.column
    return Diagnostic("yaml-comma", Span(span.file, span.line, column, span.line, column + 1), {"mend": mend})


def split_at_colon(document: Document, loc: Loc) -> Diagnostic:
    """A text that YAML split at its colon into a field and its value."""
    span = document.key_span(loc)
    source = source_line(document, span).rstrip()
    colon = max(source.find(":", span.end_column - 1), span.column)
    mend = quoted_line(source, span.column - 1)
    if source[: span.column - 1].rstrip().endswith(("[", "{", ",")):
        # Inside brackets the text ends where the next item begins.
        rest = re.split(r"(?=[,\]}])", source[span.column - 1 :], maxsplit=1)
        mend = (source[: span.column - 1] + quoted(rest[0].rstrip()) + "".join(rest[1:])).strip()
    return Diagnostic("yaml-colon", Span(span.file, span.line, colon + 1, span.line, colon + 2), {"mend": mend})


def _misplaced(document: Document, model: type[BaseModel], loc: Loc) -> Iterator[tuple[Diagnostic, Loc]]:
    """A field that stands too far left, after the empty field it belongs to; or too far right, in a neighbour."""
    field, parents = str(loc[-1]), loc[:-1]
    span = document.key_span(loc)
    holder = data_at(document, parents)
    if isinstance(holder, dict):
        names = list(holder)
        for name in reversed(names[: names.index(field)]):
            empty = holder[name] is None
            if empty and field in model_at(model, (*parents, name)).model_fields:
                yield _shifted(span, document.key_span((*parents, name)).column + 1), (*parents, name)
                return
    for depth in range(len(parents) - 1, -1, -1):
        above = parents[:depth]
        if field in model_at(model, above).model_fields and (*above, field) not in document.values:
            siblings = [key for key in document.keys if key[:-1] == above and isinstance(key[-1], str)]
            if siblings:
                yield _shifted(span, document.key_span(siblings[0]).column - 1), (*above, field)
                return


def _shifted(span: Span, spaces: int) -> Diagnostic:
    return Diagnostic("yaml-indentation", span, {"found": str(span.column - 1), "spaces": str(spaces)})
