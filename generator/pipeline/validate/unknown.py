"""A field that has no place where it stands: misspelled, misplaced, or a piece of a text.

In: a document and the location of the field. Out: the finding, and the locations that are amiss for that reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from pydantic import BaseModel

from generator.diagnostics import Diagnostic, Fix, nearest
from generator.diagnostics.fixes import in_place, last_line
from generator.diagnostics.yaml_text import flow_values, quoted, quoted_line, safe
from generator.language.i18n import LANGUAGES, SOURCE_LANGUAGE, Localized, words
from generator.model import meanings
from generator.model.document import Cell, Document, Span
from generator.pipeline.validate.place import Loc, data_at, model_at, source_line


def unknown_field(document: Document, model: type[BaseModel], loc: Loc) -> tuple[Diagnostic, set[Loc]]:
    """A field that has no place here, and the locations of what is amiss for that very reason."""
    field, parents = str(loc[-1]), loc[:-1]
    holder = model_at(model, parents)
    is_language = language_of(field) is not None
    if issubclass(holder, Localized) and not is_language and (in_text := _in_text(document, loc)):
        return in_text, {(*parents, SOURCE_LANGUAGE)}
    for misplaced, consequence in _misplaced(document, model, loc):
        return misplaced, {consequence}
    known = list(holder.model_fields)
    near = _meant(field, holder, present if isinstance(present := data_at(document, parents), dict) else {})
    problem = Diagnostic(
        "unknown-field",
        document.key_span(loc),
        {"field": field, "near": near, "known": ", ".join(known)},
        help="near" if near else "known",
        fix=in_place(document, document.key_span(loc), near) if near else None,
    )
    return problem, {(*parents, near)} if near and (*parents, near) not in document.values else set()


def language_of(name: str) -> str | None:
    """The language that a field is named after, in French or in English."""
    bare = name.strip().casefold().replace("ç", "c").partition("-")[0].partition("_")[0]
    return next((language for language, names in _LANGUAGE_NAMES.items() if bare in names), None)


_LANGUAGE_NAMES = {
    "fr": {"fr", "fra", "fre", "francais", "francaise", "french"},
    "en": {"en", "eng", "gb", "uk", "anglais", "anglaise", "english"},
}


def _meant(field: str, holder: type[BaseModel], present: Mapping[str, object]) -> str:
    """The field that was meant, among those that are not there yet; an empty text where none is like it."""
    free = [name for name in holder.model_fields if name not in present]
    if language_of(field) in free:
        return str(language_of(field))
    labels = {
        label.casefold(): name for name in free for language in LANGUAGES if (label := _label(holder, name, language))
    }
    labels |= {label: name for label, name in _COMMON.items() if name in free}
    return labels.get(field.casefold().replace("_", " "), "") or nearest(field.casefold(), free)


def _label(model: type[BaseModel], name: str, language: str) -> str:
    """What pages call a field: as its kind says, else as the interface does."""
    own: Mapping[str, str] = meanings.described(model, name).get("label", {})
    return own.get(language) or words(language).find(f"fields.{name}")


_COMMON = {
    "titre": "title",
    "résumé": "summary",
    "resume": "summary",
    "statut": "status",
    "état": "status",
    "ordre": "order",
    "sheet": "view",
    "sheets": "views",
}
"""What people call the fields that no page has a heading for, and what fields were called in earlier versions."""


def _in_text(document: Document, loc: Loc) -> Diagnostic | None:
    """A piece of a text that YAML took for a field: cut off by a comma, or before a colon."""
    field, holder = str(loc[-1]), data_at(document, loc[:-1])
    if isinstance(holder, dict) and holder.get(field) is None:
        if (match := re.fullmatch(r"(\w+):(\S.*)", field)) and match[1] in LANGUAGES:
            span = document.key_span(loc)
            span = Span(span.file, span.line, span.column + len(match[1]), span.line, span.column + len(match[1]) + 1)
            fix = in_place(document, document.key_span(loc), f"{match[1]}: {safe(match[2])}")
            return Diagnostic("yaml-space", span, {"name": match[1]}, fix=fix)
        return _comma(document, loc)
    if isinstance(holder, dict) and not any(language in holder for language in LANGUAGES):
        return split_at_colon(document, loc)
    return None


def _comma(document: Document, loc: Loc) -> Diagnostic:
    span = document.key_span(loc)
    source = source_line(document, span)
    fresh = source
    for start, end in flow_values(source, 0):
        if start < span.column - 1 <= end:
            text = source[start:end].rstrip(" ,")
            fresh = source[:start] + quoted(text) + source[start + len(text) :]
    comma = source.rfind(",", 0, span.column - 1)
    column = comma + 1 if comma >= 0 else span.column
    return Diagnostic("yaml-comma", replace(span, column=column, end_column=column + 1), fix=_line(span, fresh))


def _line(span: Span, text: str) -> Fix | None:
    return None if isinstance(span, Cell) else Fix(span.line, span.line, (text,))


def split_at_colon(document: Document, loc: Loc) -> Diagnostic:
    """A text that YAML split at its colon into a field and its value."""
    span = document.key_span(loc)
    source = source_line(document, span).rstrip()
    colon = max(source.find(":", span.end_column - 1), span.column)
    fresh = quoted_line(source, span.column - 1)
    if source[: span.column - 1].rstrip().endswith(("[", "{", ",")):
        # Inside brackets the text ends where the next item begins.
        rest = re.split(r"(?=[,\]}])", source[span.column - 1 :], maxsplit=1)
        fresh = source[: span.column - 1] + quoted(rest[0].rstrip()) + "".join(rest[1:])
    where = replace(span, column=colon + 1, end_column=colon + 2)
    return Diagnostic("yaml-colon", where, fix=_line(span, fresh))


def _misplaced(document: Document, model: type[BaseModel], loc: Loc) -> Iterator[tuple[Diagnostic, Loc]]:
    """A field that stands too far left, after the empty field it belongs to; or too far right, in a neighbour."""
    field, parents = str(loc[-1]), loc[:-1]
    span = document.key_span(loc)
    holder = data_at(document, parents)
    if isinstance(holder, dict):
        names = list(holder)
        for name in reversed(names[: names.index(field)]):
            empty = holder[name] is None
            fields = model_at(model, (*parents, name)).model_fields
            if empty and field in fields:
                together = [
                    (*parents, other) for other in takewhile(fields.__contains__, names[names.index(name) + 1 :])
                ]
                spaces = document.key_span((*parents, name)).column + 1
                yield _shifted(document, [*together, loc], span, spaces), (*parents, name)
                return
    for depth in range(len(parents) - 1, -1, -1):
        above = parents[:depth]
        if field in model_at(model, above).model_fields and (*above, field) not in document.values:
            siblings = [key for key in document.keys if key[:-1] == above and isinstance(key[-1], str)]
            if siblings:
                yield _shifted(document, [loc], span, document.key_span(siblings[0]).column - 1), (*above, field)
                return


def _shifted(document: Document, fields: list[Loc], span: Span, spaces: int) -> Diagnostic:
    """A field at the wrong column; the fix moves all of those that belong together."""
    values = {"found": str(span.column - 1), "spaces": str(spaces)}
    return Diagnostic("yaml-indentation", span, values, fix=_moved(document, fields, span, spaces))


def _moved(document: Document, fields: list[Loc], span: Span, spaces: int) -> Fix | None:
    """The fields with all their lines, their names at another column."""
    source = source_line(document, span)
    if isinstance(span, Cell) or source[: span.column - 1].strip():
        return None
    lines = document.lines
    first = min(document.key_span(loc).line for loc in fields)
    last, by = max(last_line(document, lines, loc) for loc in fields), spaces - span.column + 1
    return Fix(first, last, tuple(_moved_line(line, by) for line in lines[first - 1 : last]))


def _moved_line(line: str, by: int) -> str:
    if not line.strip():
        return ""
    return " " * by + line if by > 0 else line[min(-by, len(line) - len(line.lstrip())) :]
