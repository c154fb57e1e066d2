"""The kinds that a project brings: a folder each under `kinds/`, beside the folder of its content.

In: the folder of the kinds, and what the project has already. Out: the kinds whose files are sound, and what is wrong
with the others, at its line, as for content.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel

from generator.diagnostics import Diagnostic, nearest
from generator.diagnostics.fixes import in_place
from generator.kinds import declared, described
from generator.language.tables import Tree
from generator.model.catalog import DOCUMENT, KIND_FILE, TEMPLATE, Catalog, ComputedView, Kind
from generator.model.content import Content
from generator.model.document import DataPath, Document, Span
from generator.model.fields import ID_PATTERN
from generator.model.kind_file import KindFile, model_of
from generator.model.shapes import group_of, parts
from generator.pipeline.load import is_folder, load_document, read_text, slug
from generator.pipeline.validate import validate_as

FOLDER = "kinds"
_MODEL = "model.py"


def own_kinds(folder: Path, base: Catalog) -> tuple[dict[str, Kind], list[Diagnostic]]:
    """The kinds under a folder, by their names."""
    kinds: dict[str, Kind] = {}
    problems: list[Diagnostic] = []
    files = sorted(folder.glob(f"*/{KIND_FILE}")) if is_folder(folder) else []
    names = [*base.kinds, *(file.parent.name for file in files)]
    for file in files:
        document, found = _document(file)
        data, unfit = validate_as(KindFile, document) if document else (None, [])
        wrong = [*found, *unfit, *(_wrong(document, data, base, kinds, names) if document and data else ())]
        problems += wrong
        if document and data and not wrong:
            try:
                kinds[file.parent.name] = _kind(file.parent, data, document)
            except Exception as error:  # whatever a project's own Python does
                values = {"error": f"{type(error).__name__}: {error}"}
                place = Span(file.parent / _MODEL)
                problems.append(Diagnostic("wrong-value", place, values, message="model-fails", help="model-fails"))
    return kinds, problems


def _document(file: Path) -> tuple[Document | None, list[Diagnostic]]:
    text, problem = read_text(file)
    if text is None:
        return None, [problem] if problem else []
    return load_document(file, text, "")


def _kind(place: Path, data: KindFile, document: Document) -> Kind:
    name = place.name
    model = _of_python(place) if (place / _MODEL).is_file() else model_of(name, data)
    groups: dict[str, Tree] = {}
    fields = _fields(cast("Mapping[str, Any]", document.data["fields"]), model, groups)
    return described(name, model, place, {**document.data, "fields": fields, "groups": groups})


def _of_python(place: Path) -> type[Content]:
    """The model that a project declares in Python, which runs as part of the generator."""
    spec = importlib.util.spec_from_file_location(f"kinds.{place.name}.model", place / _MODEL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (model,) = declared(module)
    return model


def _fields(fields: Mapping[str, Any], model: type[BaseModel], groups: dict[str, Tree]) -> Tree:
    """What is said of fields as the kinds of the generator say it: those of a group stand under its model's name."""
    inside = {part.name: group_of(part.shape) for part in parts(model)}
    said: dict[str, Any] = {}
    for name, field in fields.items():
        inner = field
        while "of" in inner:
            inner = inner["of"]
        if "fields" in inner and (group := inside.get(name)):
            own_fields = _fields(inner["fields"], group, groups)
            groups[group.__name__] = {**groups.get(group.__name__, {}), **own_fields}
        own = {part: field[part] for part in ("label", "meaning") if part in field}
        said[name] = {**own, "choices": inner["choices"]} if "choices" in inner else own
    return said


def _wrong(
    document: Document, data: KindFile, base: Catalog, others: Mapping[str, Kind], names: list[str]
) -> Iterator[Diagnostic]:
    """What no file says of itself: names and addresses that are taken, references to kinds that do not exist."""
    name = document.path.parent.name
    if name in base.places:
        yield Diagnostic("wrong-value", Span(document.path), {"name": name}, message="kind-taken", help="kind-taken")
    elif not re.fullmatch(ID_PATTERN, name):
        values = {"id": name, "name": slug(name)}
        yield Diagnostic("wrong-value", Span(document.path), values, message="kind-name", help="kind-name")
    if not (document.path.parent / TEMPLATE).is_file() and data.layout != "page":
        values = {"file": TEMPLATE, "layout": data.layout}
        yield Diagnostic("wrong-value", Span(document.path), values, message="no-template", help="no-template")
    for language, segment in data.address:
        taken = {place.segment[language]: other for other, place in {**base.places, **others}.items()}
        if segment in taken:
            span = document.value_span(("address", language))
            values = {"address": segment, "kind": taken[segment]}
            yield Diagnostic("wrong-value", span, values, message="address-taken", help="address-taken")
    for field in data.fields:
        if field in Content.model_fields:
            span = document.key_span(("fields", field))
            yield Diagnostic("wrong-value", span, {"field": field}, message="field-taken", help="field-taken")
    yield from _unknown_targets(document, ("fields",), document.data["fields"], names)
    yield from _wrong_documents(document, data, {**base.places, **others}, names)


def _wrong_documents(
    document: Document, data: KindFile, others: Mapping[str, Kind | ComputedView], names: list[str]
) -> Iterator[Diagnostic]:
    """Documents without a template, for entries of no kind, or with a name or an address that another one has."""
    forms = [form for place in others.values() for form in place.documents]
    for name, form in data.documents.items():
        span = document.key_span(("documents", name))
        file = f"{name}{DOCUMENT}"
        if not (document.path.parent / file).is_file():
            yield Diagnostic("wrong-value", span, {"file": file}, message="no-document", help="no-document")
        if form.each and form.each not in names:
            each = document.value_span(("documents", name, "each"))
            values = {"value": form.each, "near": nearest(form.each, names), "known": ", ".join(names)}
            yield Diagnostic("wrong-value", each, values, "not-allowed", "near" if values["near"] else "known")
        for other in forms:
            if other.name == name:
                yield Diagnostic("wrong-value", span, {"name": name}, message="kind-taken", help="document-taken")
            for language, segment in form.address:
                if other.segment[language] == segment:
                    address = document.value_span(("documents", name, "address", language))
                    values = {"address": segment, "kind": other.name}
                    yield Diagnostic("wrong-value", address, values, message="address-taken", help="address-taken")


def _unknown_targets(document: Document, path: DataPath, value: object, names: list[str]) -> Iterator[Diagnostic]:
    """The references to kinds that do not exist, at any depth."""
    if not isinstance(value, dict):
        return
    target = value.get("to")
    if isinstance(target, str) and "type" in value and target not in names:
        near, span = nearest(target, names), document.value_span((*path, "to"))
        fix = in_place(document, span, near) if near else None
        values = {"value": target, "near": near, "known": ", ".join(names)}
        yield Diagnostic("wrong-value", span, values, "not-allowed", "near" if near else "known", fix=fix)
    for name, inner in cast("dict[str, object]", value).items():
        yield from _unknown_targets(document, (*path, name), inner, names)
