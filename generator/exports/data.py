"""Data: the handbook as plain values, for programs.

In: an edition. Out: `handbook.json` with everything in both languages, a file a kind in the same form, and the JSON
Schema of both. Texts stand as their authors wrote them: a link in a running text names an entry (`[OTIF](kpis/otif)`),
under which the data have it too. What is not published, such as a draft, is nowhere in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from generator.exports import data_schema
from generator.exports.edition import Edition, Files
from generator.exports.texts import with_links
from generator.language.i18n import LANGUAGES, Prose
from generator.language.markup import EXTERNAL
from generator.model.fields import Ref, RefTo
from generator.model.handbook import Entry, Handbook
from generator.render.pages import page_title

NAME = "handbook.json"
SCHEMA_NAME = "handbook.schema.json"
FORMAT = 1
"""Raised where a program that reads the data would have to change."""


def files(edition: Edition) -> Files:
    """All files of the data, by name."""
    lines = {kind: [_dumped(record(entry, edition)) for entry in edition.handbook.of(kind)] for kind in _kinds(edition)}
    kinds = {kind: _kind(kind, len(of_kind), edition) for kind, of_kind in lines.items()}
    top = _top(edition)
    found = {
        NAME: _as_json(top | {"kinds": kinds}, [line for of_kind in lines.values() for line in of_kind]),
        SCHEMA_NAME: _as_json(data_schema.schema(edition.handbook.catalog)),
    }
    return found | {
        f"{kind}.json": _as_json(top | {"kinds": {kind: kinds[kind]}}, of_kind) for kind, of_kind in lines.items()
    }


def _as_json(top: Mapping[str, Any], entries: Iterable[bytes] | None = None) -> bytes:
    """JSON as a file: UTF-8, a line for each value of the top, and for each item of a list in it.

    The `entries` are JSON already. A change of one entry changes one line, and the encoder of Python that indents takes
    ten times as long.
    """
    values = {
        name: _list(map(_dumped, value)) if isinstance(value, list) else [_dumped(value)] for name, value in top.items()
    }
    if entries is not None:
        values["entries"] = _list(entries)
    lines = ((_dumped(name), b": ", *value) for name, value in values.items())
    return b"".join([b"{\n", *_joined(lines), b"\n}\n"])


def _list(items: Iterable[bytes]) -> list[bytes]:
    """The pieces of a list with an item a line."""
    pieces = list(_joined((item,) for item in items))
    return [b"[\n", *pieces, b"\n]"] if pieces else [b"[]"]


def _joined(lines: Iterable[Iterable[bytes]]) -> Iterator[bytes]:
    """The pieces of lines, with what stands between two lines."""
    for place, line in enumerate(lines):
        if place:
            yield b",\n"
        yield from line


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _kinds(edition: Edition) -> list[str]:
    return [kind for kind in edition.handbook.catalog.kinds if edition.handbook.of(kind)]


def _top(edition: Edition) -> dict[str, Any]:
    """What each file says of the handbook; the kinds that are in the file are still to be told."""
    settings = edition.handbook.settings
    return {
        "$schema": SCHEMA_NAME,
        "format": FORMAT,
        "title": plain(settings.title, edition.handbook),
        "version": settings.version or None,
        "languages": list(LANGUAGES),
        "site": edition.site or None,
        "kinds": {},
        "tools": dict(_tools(edition)),
    }


def _kind(kind: str, count: int, edition: Edition) -> dict[str, Any]:
    intro = edition.handbook.settings.intro(kind)
    title = plain(intro.title, edition.handbook) if intro else dict.fromkeys(LANGUAGES, kind)
    return {"title": title, "addresses": edition.addresses(Ref(kind, "")), "file": f"{kind}.json", "count": count}


def _tools(edition: Edition) -> Iterator[tuple[str, dict[str, Any]]]:
    """The computed pages, which links may lead to: their titles and addresses."""
    for key in edition.keys:
        if key.kind in edition.handbook.catalog.views:
            titles = {language: page_title(edition.handbook, key, language) for language in LANGUAGES}
            yield str(key), {"title": titles, "addresses": edition.addresses(key)}


def record(entry: Entry, edition: Edition) -> dict[str, Any]:
    """One entry: what it is called, where it stands, its fields, and its links both ways."""
    handbook = edition.handbook
    names = (name for name in type(entry.data).model_fields if name not in data_schema.HIDDEN)
    fields = {name: plain(getattr(entry.data, name), handbook) for name in names}
    return {
        "id": str(entry.ref),
        "kind": entry.kind,
        "title": plain(entry.data.title, handbook),
        "addresses": edition.addresses(entry.ref),
        "fields": {name: value for name, value in fields.items() if value not in (None, [], {})},
        "links": _ends(((link.field, link.target) for link in handbook.links_from(entry)), edition),
        "linked_from": _ends(((link.field, link.source) for link in handbook.links_to(entry)), edition),
    }


def _ends(ends: Iterable[tuple[str, Entry]], edition: Edition) -> list[dict[str, Any]]:
    """The other ends of links, each field and entry once."""
    once = {(field, entry.ref): None for field, entry in ends}
    return [{"field": field, "id": str(ref), "addresses": edition.addresses(ref)} for field, ref in once]


def plain(value: Any, handbook: Handbook) -> Any:
    """A value of an entry as JSON has it; None for a reference to what is not published."""
    match value:
        case Prose():
            return {
                language: with_links(text, lambda target: _is_shown(target, handbook))
                for language, text in value.texts()
            }
        case BaseModel():
            named = ((name, plain(getattr(value, name), handbook)) for name in type(value).model_fields)
            return {name: inner for name, inner in named if inner not in (None, [])}
        case tuple():
            return [inner for item in value if (inner := plain(item, handbook)) is not None]
        case Mapping():
            return {key: plain(inner, handbook) for name, inner in value.items() if (key := _key(name, handbook))}
        case Ref():
            return _key(value, handbook) or None
        case date():
            return value.isoformat()
        case _:
            return value


def _key(name: Any, handbook: Handbook) -> str:
    """A name, or a reference as text; empty where the reference leads to what is not published."""
    if not isinstance(name, Ref):
        return str(name)
    shown = handbook.behind(name) if name.id else handbook.lists(name.kind)
    return str(name) if shown else ""


def _is_shown(target: str, handbook: Handbook) -> bool:
    if EXTERNAL.fullmatch(target):
        return True
    return bool(target.strip() and _key(RefTo("").parse(target), handbook))
