"""Schema: what an editor must know to complete, explain and underline an entry while it is typed.

In: the kinds, and the ids that exist. Out: one JSON Schema a kind (draft 2020-12), and one for the settings. They
accept exactly what `validate` and `link` accept, once a file is loaded: there every plain value is text. Where an
editor reads YAML's own types first (`no` as false, `2026` as a number), the value is accepted in that form too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.files import refuse_foreign, write_all
from generator.language.i18n import LANGUAGES
from generator.language.markup import EXTERNAL
from generator.model import meanings, shapes
from generator.model.catalog import Catalog
from generator.model.fields import Ref
from generator.model.meanings import WHOLE
from generator.model.settings import Settings
from generator.model.shapes import DeclaredField, Shape

Json = dict[str, Any]

FOLDER = Path(".vscode") / "schemas"
"""Where an editor finds the schemas of a project, as its settings there say."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_SOME_TEXT = r"\S"
_ONE_LINE = r"^\s*\S[^\n]*\s*$"
_TYPED = ["string", "number", "boolean"]
"""The types as which an editor may see a plain value that the loader keeps as text."""


def schemas(ids: Iterable[Ref], catalog: Catalog) -> Mapping[str, Json]:
    """The schema of each kind, by folder, and of the settings (`handbook`). `ids` are the entries that exist."""
    known: dict[str, list[str]] = {kind: [] for kind in catalog.kinds}
    for ref in sorted(ids):
        known[ref.kind].append(ref.id)
    models: dict[str, type[BaseModel]] = {
        "handbook": Settings,
        **{kind.name: kind.model for kind in catalog.kinds.values()},
    }
    return {name: _Writer(known, catalog).whole(name, model) for name, model in models.items()}


def write(folder: Path, ids: Iterable[Ref], catalog: Catalog) -> None:
    """Write all schemas into a folder, or none; a file that would not change is left alone.

    Raises `ForeignError` where a file is no schema of ours, and `OSError`.
    """
    files = {}
    for name, schema in schemas(ids, catalog).items():
        file, data = folder / f"{name}.json", (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
        refuse_foreign(file, DRAFT.encode())
        if not file.is_file() or file.read_bytes() != data:
            files[file] = data
    write_all(files, folder)


class _Writer:
    """Writes one schema: shared parts stand once, under `$defs`."""

    def __init__(self, known: Mapping[str, list[str]], catalog: Catalog) -> None:
        self.catalog = catalog
        self.known = known
        self.shared: Json = {}

    def whole(self, name: str, model: type[BaseModel]) -> Json:
        top = {"$schema": DRAFT, "title": name, **_told(model, WHOLE), **self._fields(model)}
        return {**top, "$defs": self.shared} if self.shared else top

    def _fields(self, model: type[BaseModel]) -> Json:
        parts = shapes.parts(model)
        return {
            "type": "object",
            "properties": {part.name: self._field(part) for part in parts},
            "required": [part.name for part in parts if part.required],
            "additionalProperties": False,
        }

    def _field(self, part: DeclaredField) -> Json:
        title = " · ".join(dict.fromkeys(self._label(part, language) for language in LANGUAGES))
        shape = self._shape(part.shape)
        return {"title": title, **_told(part.model, part.name), **(_or_blank(shape) if part.blank else shape)}

    def _label(self, part: DeclaredField, language: str) -> str:
        return self.catalog.words(language).find(f"fields.{part.name}") or part.name

    def _shape(self, shape: Shape) -> Json:
        """The schema of a value that holds others; `_single` writes those that hold none."""
        match shape:
            case shapes.Many(inner, least, most):
                return _list(self._shape(inner), least, most)
            case shapes.Table(key, value):
                names = {"enum": self._targets(key.kind)}
                return {"type": "object", "propertyNames": names, "additionalProperties": self._shape(value)}
            case shapes.Group(model):
                return self._group(model)
            case shapes.Reference(kind):
                return self._share(f"ref-{kind or 'any'}", {"enum": self._targets(kind)})
            case shapes.Text(form):
                return self._share(f"text-{form}", _text(form))
            case shapes.NameList():
                return self._share("names", _names())
            case shapes.ViewShape():
                return {"enum": list(self.catalog.views)}
            case _:
                return _single(shape)

    def _group(self, model: type[BaseModel]) -> Json:
        if model.__name__ not in self.shared:
            self.shared[model.__name__] = {}
            self.shared[model.__name__] = self._fields(model)
        return {"$ref": f"#/$defs/{model.__name__}"}

    def _share(self, name: str, schema: Json) -> Json:
        self.shared[name] = schema
        return {"$ref": f"#/$defs/{name}"}

    def _targets(self, kind: str) -> list[str]:
        """What a reference may name: ids of a kind, or any page."""
        if kind:
            return self.known[kind]
        entries = [f"{folder}/{name}" for folder, names in self.known.items() for name in names]
        pages = [
            f"{view.name}/{name}" for view in self.catalog.views.values() for name in self.known.get(view.each, ())
        ]
        return [*self.catalog.places, *entries, *pages]


def _or_blank(schema: Json) -> Json:
    """The schema of a value that may stand without a text after its name."""
    return {"anyOf": [schema, {"type": "null"}]}


def _single(shape: Shape) -> Json:
    match shape:
        case shapes.Choice(allowed):
            return {"enum": list(allowed)}
        case shapes.Number(least, most):
            return _number(least, most)
        case shapes.YesNo():
            return {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": _YES_NO}], "examples": [True]}
        case shapes.Day():
            return {"type": "string", "format": "date", "pattern": _DAY, "examples": ["2026-11-24"]}
        case shapes.Web():
            return {"type": "string", "pattern": f"^(?:{EXTERNAL.pattern})$", "examples": ["https://example.org/"]}
        case shapes.Plain(pattern):
            return {"type": _TYPED, "pattern": pattern} if pattern else {"type": _TYPED}
        case _:
            raise TypeError(f"no schema for {shape}")


_YES_NO = (
    "^(?:"
    + "|".join(
        "".join(f"[{sign}{sign.upper()}]" for sign in word)
        for word in ("true", "false", "yes", "no", "on", "off", "t", "f", "y", "n")
    )
    + "|[01])$"
)
"""The words that the validator takes for yes and no, whatever their case."""

_DAY = r"^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$"


def _told(model: type[BaseModel], name: str) -> Json:
    """What a field means, in each language, one paragraph each: editors show it on hover."""
    return {"description": "\n\n".join(meanings.about(model, name, language) for language in LANGUAGES)}


def _text(form: str) -> Json:
    text = {"type": _TYPED, "pattern": _SOME_TEXT if form == "prose" else _ONE_LINE}
    first, *others = LANGUAGES
    both = {
        "type": "object",
        "properties": {first: text, **dict.fromkeys(others, _or_blank(text))},
        "required": [first],
        "additionalProperties": False,
    }
    example: Json = {"fr": "Point quotidien", "en": "Daily huddle"}
    return {"anyOf": [text, both], "examples": [example]}


def _names() -> Json:
    one = {"type": "array", "items": {"type": _TYPED}}
    return {"type": "object", "properties": dict.fromkeys(LANGUAGES, one), "additionalProperties": False}


def _number(least: int | None, most: int | None) -> Json:
    """A whole number, as a number or as the text of one."""
    number: Json = {"type": "integer"}
    if least is None or most is None:
        return {"anyOf": [number, {"type": "string", "pattern": r"^\s*[+-]?\d+\s*$"}]}
    digits = "|".join(re.escape(str(value)) for value in range(least, most + 1))
    return {"anyOf": [{**number, "minimum": least, "maximum": most}, {"type": "string", "pattern": f"^(?:{digits})$"}]}


def _list(items: Json, least: int, most: int | None) -> Json:
    schema: Json = {"type": "array", "items": items}
    if least:
        schema["minItems"] = least
    if most is not None:
        schema["maxItems"] = most
    return schema
