"""Give an entry another name everywhere at once.

In: content folders, a kind, the name an entry has or had, and its new one. Out: the new text of each file, None for one
that goes: the entry under its new name and remembering the old, every file that refers to it, and the record of its
translations. Nothing is written here. Comments and layout stay: only the references change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.authoring.new import in_order
from generator.authoring.yaml import format_document, patched
from generator.diagnostics import Diagnostic
from generator.editorial.translations import SETTINGS, place, respelled
from generator.model.catalog import Catalog
from generator.model.document import Document, Span
from generator.model.fields import Ref, walk
from generator.pipeline.link import FoundReference, references
from generator.pipeline.load import load, load_document
from generator.pipeline.validate import validate_document


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new name changes: the files, and the places in them that refer to the entry."""

    files: dict[Path, str | None] = field(default_factory=dict)
    places: tuple[Span, ...] = ()


class RenameError(Exception):
    """Why an entry cannot have the name; `key` names the words, `values` fill them."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def plan(roots: Sequence[Path], old: Ref, new: Ref, catalog: Catalog) -> Plan | list[Diagnostic]:
    """What is to be written, or the errors to be corrected before: a file that cannot be read may hold a reference.

    Raises `RenameError` where the names do not allow it.
    """
    documents, problems = load(roots, catalog)
    models: dict[Path, Any] = {}
    for document in documents:
        models[document.path], found = validate_document(document, catalog)
        problems += found
    if errors := [problem for problem in problems if problem.is_error]:
        return errors
    by_ref = {Ref(document.kind, document.id): document for document in documents if document.kind}
    _refuse(roots, by_ref, models, old, new)
    files: dict[Path, str | None] = {}
    records: dict[Ref, str | None] = {}
    places: list[Span] = []
    for document in documents:
        found_here = [one for one in references(walk(models[document.path]), document, catalog) if one.ref == old]
        is_entry = Ref(document.kind, document.id) in (old, new)
        if found_here or is_entry:
            text = _respelled(document, models[document.path], found_here, old, new, catalog)
            files[_place(document, old, new)] = (
                _remembering(document, text, old.id, new.id, catalog) if is_entry else text
            )
            ref = Ref(document.kind, document.id) if document.kind else SETTINGS
            records[ref] = respelled(roots, ref, models[document.path], lambda text: _in_text(text, old, new))
            places += sorted(one.place() for one in found_here)
    if old in by_ref:
        files[by_ref[old].path] = None
    return Plan(files | _records(roots[-1], records, old, new), tuple(places))


def _refuse(
    roots: Sequence[Path], by_ref: Mapping[Ref, Document], models: Mapping[Path, Any], old: Ref, new: Ref
) -> None:
    """Raise where the entry is not there, is not one's own, or the new name is another's."""
    if old not in by_ref and new not in by_ref:
        raise RenameError("unknown", name=old, near=old.kind)
    if old in by_ref and new in by_ref:
        raise RenameError("taken", name=new, file=by_ref[new].path)
    entry = by_ref.get(old) or by_ref[new]
    lower = next((root for root in roots[:-1] if (root / old.kind / f"{old.id}.yml").exists()), None)
    if lower is not None or entry.path.parent.parent != roots[-1]:
        raise RenameError("carried", name=old, folder=lower or entry.path.parent.parent)
    for other in by_ref.values():
        former = models[other.path].previous_ids
        if other.kind == old.kind and other is not entry and {old.id, new.id} & set(former):
            raise RenameError("former", name=new if new.id in former else old, file=other.path)


def _place(document: Document, old: Ref, new: Ref) -> Path:
    """Where the file stands afterwards."""
    is_old = Ref(document.kind, document.id) == old
    return document.path.with_name(f"{new.id}.yml") if is_old else document.path


def _respelled(
    document: Document, model: Any, found: Sequence[FoundReference], old: Ref, new: Ref, catalog: Catalog
) -> str:
    """The text with each reference to the old name turned to the new one, read back to be sure of it."""
    lines = document.text.split("\n")
    edits: set[tuple[Span, str]] = set()
    for one in found:
        if one.in_prose:
            edits.update(_in_prose(lines, document.value_span(one.path), old, new))
        else:
            edits.add((one.place(), str(new) if one.is_free else new.id))
    for span, name in sorted(edits, key=lambda edit: edit[0], reverse=True):
        line = lines[span.line - 1]
        start, end = span.column - 1, span.end_column - 1
        quote = line[start] if line[start] in "\"'" else ""
        lines[span.line - 1] = f"{line[:start]}{quote}{name}{quote}{line[end:]}"
    text = "\n".join(lines)
    again = _same(document, model, text, old, new, catalog)
    if again is None:
        raise RenameError("not_rewritten", file=document.path)
    is_laid_out = format_document(document) == document.text
    return (is_laid_out and format_document(again)) or text


def _in_prose(lines: Sequence[str], span: Span, old: Ref, new: Ref) -> Iterator[tuple[Span, str]]:
    """Every link to the old name on the lines of a running text; a link outside of it is one of another text."""
    for number in range(span.line, min(span.end_line, len(lines)) + 1):
        for match in re.finditer(re.escape(f"]({old})"), lines[number - 1]):
            column = match.start() + 3
            yield Span(span.file, number, column, number, column + len(str(old))), str(new)


def _same(document: Document, model: Any, text: str, old: Ref, new: Ref, catalog: Catalog) -> Document | None:
    """The document of the new text, if it holds what the old one does but for the name."""
    again, _ = load_document(document.path, text, document.kind)
    fresh = validate_document(again, catalog)[0] if again else None
    before = [_renamed(leaf.value, old, new) for leaf in walk(model)]
    after = [_renamed(leaf.value, new, new) for leaf in walk(fresh)]
    return again if before == after else None


def _renamed(value: Any, old: Ref, new: Ref) -> Any:
    """One value under the new name; a group of values counts by its parts."""
    if value == old:
        return new
    if isinstance(value, str):
        return _in_text(value, old, new)
    return type(value) if isinstance(value, BaseModel) else value


def _in_text(text: str, old: Ref, new: Ref) -> str:
    """A running text with its links under the new name."""
    return text.replace(f"]({old})", f"]({new})")


def _remembering(document: Document, text: str, old: str, new: str, catalog: Catalog) -> str:
    """The entry's text with the old name among its former ones, and without the new."""
    again, _ = load_document(document.path, text, document.kind)
    assert again is not None
    held = again.data.get("previous_ids")
    former = [name for name in (held if isinstance(held, list) else []) if name not in (old, new)]
    data = {**again.data, "previous_ids": [*former, old]}
    result = (
        text
        if data == again.data
        else patched(again, data, [part.name for part in in_order(catalog.kinds[document.kind].model)])
    )
    if result is None:
        raise RenameError("not_rewritten", file=document.path)
    return result


def _records(root: Path, records: Mapping[Ref, str | None], old: Ref, new: Ref) -> dict[Path, str | None]:
    """The record of the translations: that of the entry under its new name, and the texts that now link to it."""
    files: dict[Path, str | None] = {place(root, ref): text for ref, text in records.items() if text is not None}
    if place(root, old).is_file():
        files[place(root, old)] = None
        files[place(root, new)] = records.get(old) or place(root, old).read_text("utf-8")
    return files
