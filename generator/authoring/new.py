"""New: the file of a new entry, each field explained, sound as it stands.

In: a kind, an id, and the ids that exist. Out: YAML text, a draft that the check has nothing to say about. Fields
that must be there hold a text to replace; the others stand behind a `#`, ready to be used.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from generator.language.i18n import Words
from generator.model import meanings, shapes
from generator.model.blanks import DAY, TO_WRITE
from generator.model.catalog import Catalog
from generator.model.content import Content, Guidance
from generator.model.fields import Ref
from generator.model.meanings import WHOLE
from generator.model.shapes import DeclaredField, Shape

WIDTH = 110
FIRST = ("title", "summary", "status")
BOTH = "A/R"
"""The letter of who answers for a decision and carries it out."""


class LackingError(Exception):
    """A new entry must name an entry of another kind, and there is none yet."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the fields of one entry; `known` are the ids that exist, a list a kind."""

    id: str
    language: str
    known: Mapping[str, list[str]]
    words: Words


def skeleton(kind: str, entry_id: str, language: str, ids: Iterable[Ref], schema: str, catalog: Catalog) -> str:
    """The text of a new entry's file, its comments in `language`; `schema` is the address of its schema.

    Raises `LackingError` where it must refer to a kind without entries.
    """
    known: dict[str, list[str]] = {folder: [] for folder in catalog.kinds}
    for ref in sorted(ids):
        known[ref.kind].append(ref.id)
    writer = _Writer(entry_id, language, known, catalog.words(language))
    model = catalog.kinds[kind].model
    find = catalog.words(language)
    head = [
        f"# yaml-language-server: $schema={schema}",
        *_comment(f"{meanings.about(model, WHOLE, language)} {find('new.how')}"),
    ]
    blocks = [_field(writer, part) for part in in_order(model)]
    return "\n".join("\n".join(block) for block in [head, *blocks]) + "\n"


def in_order(model: type[BaseModel]) -> list[DeclaredField]:
    """The fields as one writes them: what names the entry, what is its kind's own, then what all entries share."""
    parts = shapes.parts(model)
    shared = set(Guidance.model_fields if issubclass(model, Guidance) else Content.model_fields)
    first = [part for name in FIRST for part in parts if part.name == name]
    own = [part for part in parts if part.name not in shared]
    rest = [part for part in parts if part.name in shared and part.name not in FIRST]
    return [*first, *own, *rest]


def _field(writer: _Writer, part: DeclaredField) -> list[str]:
    """A field with its explanation above it, used or ready to be used."""
    needed = part.offered > 0
    find = writer.words
    told = part.about(writer.language)
    if isinstance(part.shape, shapes.Choice):
        told += f" {find('new.choice', choices=', '.join(part.shape.words))}"
    lines = _value(writer, part.name, part.shape, part.offered) if needed else _offer(writer, part)
    if part.name == "title":
        lines = [f"title: {_line(writer.id.replace('-', ' ').capitalize())}"]
    return ["", *_comment(told if needed else f"{find('new.optional')} {told}"), *lines]


def _offer(writer: _Writer, part: DeclaredField) -> list[str]:
    """An optional field behind a `#`, with an example."""
    try:
        lines = _value(writer, part.name, part.shape, 1)
    except LackingError:
        lines = [f"{part.name}: …"]
    return [f"#{line}" for line in lines]


def _value(writer: _Writer, name: str, shape: Shape, count: int, position: int = 0) -> list[str]:
    """A field and its value, `count` items where it is a list; `position` is that of the group it stands in."""
    if isinstance(shape, shapes.Text) and shape.form == "prose":
        return [f"{name}:", *_indented(_prose())]
    if isinstance(shape, shapes.Many):
        return [f"{name}:", *_indented(_items(writer, shape.of, max(count, shape.least)))]
    if isinstance(shape, shapes.Group):
        return [f"{name}:", *_indented(_group(writer, shape.model))]
    if isinstance(shape, shapes.Table):
        return [f"{name}:", f"  {_target(writer, shape.key.kind)}: {_letter(writer, shape.value)}"]
    return [f"{name}: {_scalar(writer, name, shape, position)}"]


def _items(writer: _Writer, shape: Shape, count: int) -> Iterator[str]:
    for position in range(count):
        if isinstance(shape, shapes.Group):
            lines = _group(writer, shape.model, position)
        elif isinstance(shape, shapes.Text) and shape.form == "prose":
            lines = _prose()
        else:
            lines = [_scalar(writer, "", shape, position)]
        yield f"- {lines[0]}"
        yield from _indented(lines[1:])


def _group(writer: _Writer, model: type[BaseModel], position: int = 0) -> list[str]:
    lines: list[str] = []
    for part in shapes.parts(model):
        if part.name == "level":
            lines.append(f"level: {position + 1}")
        elif least := part.offered:
            lines += _value(writer, part.name, part.shape, least, position)
    return lines


def _prose() -> list[str]:
    return [line for language, text in TO_WRITE.items() for line in (f"{language}: >-", f"  {text}.")]


_SAMPLES: Mapping[type, str] = {
    shapes.NameList: '{fr: ["à écrire"], en: ["to write"]}',
    shapes.YesNo: "true",
    shapes.Day: DAY,
    shapes.Web: "https://example.org/",
}


def _scalar(writer: _Writer, name: str, shape: Shape, position: int = 0) -> str:
    match shape:
        case shapes.Text():
            return _line()
        case shapes.Reference(kind):
            return _target(writer, kind, position)
        case shapes.Choice(allowed):
            return "draft" if name == "status" else allowed[0]
        case shapes.Number(least, most):
            return str(least if least is not None else min(10, most) if most is not None else 10)
        case shapes.Plain():
            return f"a-nommer-{position + 1}" if shape.pattern else f'"{TO_WRITE["fr"]}"'
        case _:
            return _SAMPLES[type(shape)]


def _line(text: str = "") -> str:
    fr, en = (text, text) if text else (TO_WRITE["fr"], TO_WRITE["en"])
    return f'{{fr: "{fr}", en: "{en}"}}'


def _letter(writer: _Writer, shape: Shape) -> str:
    """The value of a table: the decision's one answerer does the work too; a number stands in the middle."""
    match shape:
        case shapes.Choice(allowed) if BOTH in allowed:
            return BOTH
        case shapes.Number(least, most) if least is not None and most is not None:
            return str((least + most + 1) // 2)
        case _:
            return _scalar(writer, "", shape)


def _target(writer: _Writer, kind: str, position: int = 0) -> str:
    """An entry to refer to, for want of a better one: the first, the second… of the kind; any page if any will do."""
    if not kind:
        return next(iter(writer.known))
    others = [name for name in writer.known[kind] if name != writer.id]
    if not others:
        raise LackingError(kind)
    return others[min(position, len(others) - 1)]


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
