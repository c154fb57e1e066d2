"""Reference: the page that lists every field of every kind, for authors.

In: the models, what `locales/` says of their fields, a language. Out: a hand-written-like page in Markdown. It is
kept in `docs/`, where a test tells when it no longer says what the models do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from generator.authoring.new import in_order
from generator.files import refuse_foreign, write_all
from generator.language.i18n import Words
from generator.model import meanings, shapes
from generator.model.catalog import Catalog
from generator.model.content import Content, Guidance
from generator.model.meanings import WHOLE
from generator.model.settings import Settings
from generator.model.shapes import DeclaredField, Shape

PLACES = {"fr": Path("fr") / "reference" / "champs.md", "en": Path("en") / "reference" / "fields.md"}
"""Where the page stands among the hand-written ones."""


def reference(language: str, catalog: Catalog) -> str:
    """The whole page."""
    find = catalog.words(language)
    title = find("reference.title")
    parts = [
        f"---\ntitle: {title}\nkey: fields\norder: 45\n---\n\n# {title}\n\n{find('reference.opening')}",
        *_shared(find),
        *(block for kind in catalog.kinds.values() for block in _kind(kind.name, kind.model, find)),
        *_kind("handbook.yml", Settings, find),
    ]
    return "\n\n".join(parts) + "\n"


def _shared(find: Words) -> Iterator[str]:
    yield f"## {find('reference.shared')} {{: #shared }}"
    yield _table(shapes.parts(Content), find)
    yield find("reference.guidance")
    yield _table([part for part in shapes.parts(Guidance) if part.name not in Content.model_fields], find)
    yield from _groups(Guidance, find, set())


def _kind(folder: str, model: type[BaseModel], find: Words) -> Iterator[str]:
    shared = set(Guidance.model_fields) if issubclass(model, Guidance) else set(Content.model_fields)
    if not issubclass(model, Content):
        shared = set()
    own = [part for part in in_order(model) if part.name not in shared or part.name in model.__annotations__]
    yield f"## `{folder}` {{: #{folder.removesuffix('.yml')} }}"
    yield meanings.about(model, WHOLE, find.language)
    yield _table(own, find)
    yield from _groups(model, find, shared)


def _groups(model: type[BaseModel], find: Words, shared: set[str]) -> Iterator[str]:
    """The tables of the groups inside a model, each after the field that holds it."""
    for part in shapes.parts(model):
        inner = _inside(part.shape)
        if part.name not in shared and isinstance(inner, shapes.Group):
            yield find("reference.group", field=f"`{part.name}`")
            yield _table(shapes.parts(inner.model), find)
            yield from _groups(inner.model, find, set())


def _inside(shape: Shape) -> Shape:
    return _inside(shape.of) if isinstance(shape, shapes.Many) else shape


def _table(parts: list[DeclaredField], find: Words) -> str:
    head = [find(f"reference.{name}") for name in ("field", "meaning", "form", "needed")]
    rows = [_row(part, find) for part in parts]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def _row(part: DeclaredField, find: Words) -> list[str]:
    needed = find("reference.yes") if part.required else ""
    return [f"`{part.name}`", part.about(find.language), _form(part.shape, find), needed]


def _form(shape: Shape, find: Words) -> str:
    """What may stand in a field, in words."""
    match shape:
        case shapes.Many(inner):
            return find("reference.many", inner=_form(inner, find))
        case shapes.Table(key, value):
            return find("reference.table", name=_form(key, find), value=_form(value, find))
        case shapes.Group(model):
            return find("reference.fields", fields=", ".join(f"`{name}`" for name in model.model_fields))
        case shapes.Choice(allowed):
            return ", ".join(f"`{word}`" for word in allowed)
        case shapes.Number(least, most) if least is not None and most is not None:
            return find("reference.between", least=str(least), most=str(most))
        case shapes.Reference(kind) if kind:
            return find("reference.entry", kind=f"`{kind}`")
        case shapes.Text(form):
            return find(f"reference.{form}")
        case _:
            return find(f"reference.{type(shape).__name__.lower()}")


def write(docs: Path, catalog: Catalog) -> list[Path]:
    """Write the page in each language under `docs`, or none.

    Raises `ForeignError` where another page stands in the place, and `OSError`.
    """
    files = {docs / place: reference(language, catalog).encode() for language, place in PLACES.items()}
    for file in files:
        refuse_foreign(file, b"key: fields")
    write_all(files, docs)
    return list(files)
