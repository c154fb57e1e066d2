"""The JSON Schema of the data (draft 2020-12): what a program may rely on.

In: the kinds. Out: one schema for `handbook.json` and for the files of single kinds, with the meaning of each field in
both languages. A field without a value is left out of the data, so no field of an entry is required.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from generator.language.i18n import LANGUAGES, SOURCE_LANGUAGE
from generator.model import shapes
from generator.model.catalog import Catalog, Kind
from generator.model.shapes import DeclaredField, Shape

Json = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Json = {"type": "string"}
_COUNT: Json = {"type": "integer", "minimum": 0}
_ID: Json = {"type": "string", "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"}
_PAGE_ID: Json = {"type": "string", "pattern": "^[a-z0-9-]+(/[a-z0-9-]+)?$"}


def schema(catalog: Catalog) -> Json:
    """The schema of the whole data."""
    shared = _Shared(catalog)
    kinds = {kind.name: shared.entry(kind) for kind in catalog.kinds.values()}
    fields = {f"fields-{name}": fields for name, fields in kinds.items()}
    return {
        "$schema": DRAFT,
        "title": "handbook",
        **_top(list(catalog.kinds)),
        "$defs": {**_DEFS, **shared.defs, **fields},
    }


def _object(required: Json, optional: Json | None = None) -> Json:
    properties = {**required, **(optional or {})}
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _table(values: Json, names: Json | None = None) -> Json:
    return {"type": "object", "additionalProperties": values, **({"propertyNames": names} if names else {})}


def _or_none(value: Json) -> Json:
    return {"anyOf": [value, {"type": "null"}]}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _def(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _top(kinds: list[str]) -> Json:
    kind = _object({"title": _def("text"), "addresses": _def("addresses"), "file": _TEXT, "count": _COUNT})
    tool = _object({"title": _def("text"), "addresses": _def("addresses")})
    return _object(
        {
            "$schema": _TEXT,
            "format": {"type": "integer"},
            "title": _def("text"),
            "version": _or_none(_TEXT),
            "languages": _list({"enum": list(LANGUAGES)}),
            "site": _or_none(_TEXT),
            "kinds": _table(kind, {"enum": kinds}),
            "tools": _table(tool, _PAGE_ID),
            "entries": _list({"oneOf": [_entry(name) for name in kinds]}),
        }
    )


def _entry(kind: str) -> Json:
    return _object(
        {
            "id": {**_ID, "pattern": f"^{kind}/"},
            "kind": {"const": kind},
            "title": _def("text"),
            "addresses": _def("addresses"),
            "fields": _def(f"fields-{kind}"),
            "links": _list(_def("link")),
            "linked_from": _list(_def("link")),
        }
    )


_DEFS: Json = {
    "text": _object({SOURCE_LANGUAGE: _TEXT}, dict.fromkeys(LANGUAGES[1:], _TEXT)),
    "names": _object({}, dict.fromkeys(LANGUAGES, _list(_TEXT))),
    "addresses": _object(dict.fromkeys(LANGUAGES, _TEXT)),
    "link": _object({"field": _TEXT, "id": _ID, "addresses": _def("addresses")}),
}


HIDDEN = ("accepted", "status", "title")
"""Fields that the data do not show: what editors note for themselves, and what stands above the fields."""


class _Shared:
    """Writes the schemas of fields; groups that kinds share stand once, in `defs`."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.defs: Json = {}

    def entry(self, kind: Kind) -> Json:
        """The fields of the entries of a kind."""
        return self._fields(kind.model, HIDDEN)

    def _fields(self, model: type[BaseModel], hidden: tuple[str, ...] = ()) -> Json:
        parts = (part for part in shapes.parts(model) if part.name not in hidden)
        return _object({}, {part.name: self._field(part) for part in parts})

    def _field(self, part: DeclaredField) -> Json:
        told = "\n\n".join(filter(None, (part.about(language) for language in LANGUAGES)))
        return {**({"description": told} if told else {}), **self._shape(part.shape)}

    def _shape(self, shape: Shape) -> Json:
        match shape:
            case shapes.Many(inner):
                return _list(self._shape(inner))
            case shapes.Table(_, value):
                return _table(self._shape(value), _ID)
            case shapes.Named(value):
                return _table(self._shape(value))
            case shapes.Group(model):
                return self._group(model)
            case shapes.Reference(kind):
                return {"type": "string", "pattern": f"^{kind}/"} if kind else _PAGE_ID
            case _:
                return _single(shape)

    def _group(self, model: type[BaseModel]) -> Json:
        name = f"group-{model.__module__.split('.')[-2]}-{model.__name__}"
        if name not in self.defs:
            self.defs[name] = {}
            self.defs[name] = self._fields(model)
        return _def(name)


def _single(shape: Shape) -> Json:
    """The schema of a value that holds no others."""
    match shape:
        case shapes.Text():
            return _def("text")
        case shapes.NameList():
            return _def("names")
        case shapes.Choice(words):
            return {"enum": list(words)}
        case shapes.Number():
            return {"type": "integer"}
        case shapes.YesNo():
            return {"type": "boolean"}
        case shapes.Day():
            return {"type": "string", "format": "date"}
        case _:
            return _TEXT
