"""Formats: a difference as one text, for a terminal, a pull request or a tool.

In: a `Difference`, the names of the two revisions, and a language. Out: `FORMATS`, a function a format.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from generator.editorial.changes.compare import Change, Difference, EntryChange, How, Item, Path
from generator.editorial.changes.tell import MARKDOWN, PLAIN, Teller

LIMIT = 60_000
"""How long a comment may be: code hosts refuse one of more than 65,536 characters."""


def as_text(difference: Difference, base: str, head: str, language: str) -> str:
    """For a terminal."""
    teller = Teller(difference, language, PLAIN)
    return "\n\n".join([*teller.opening(base, head), *map(teller.entry, difference.entries)])


def as_markdown(difference: Difference, base: str, head: str, language: str) -> str:
    """For the comment on a pull request: in full as far as a comment can hold it, the rest by name."""
    teller = Teller(difference, language, MARKDOWN)
    blocks = teller.opening(base, head)
    room = LIMIT - sum(map(len, blocks))
    for number, change in enumerate(difference.entries):
        block = teller.entry(change)
        room -= len(block) + 2
        if room < 0:
            blocks.append(teller.rest(difference.entries[number:]))
            break
        blocks.append(block)
    return "\n\n".join(blocks)


def as_json(difference: Difference, base: str, head: str, language: str) -> str:
    """For a tool: references and plain values, and the same words for the fields."""
    teller = Teller(difference, language, PLAIN)
    tree = {
        "base": base,
        "head": head or None,
        "unread": [str(ref) for ref in difference.unread],
        "settings": [_record(teller, "", change) for change in difference.settings],
        "entries": [_entry_record(teller, change) for change in difference.entries],
    }
    return json.dumps(tree, ensure_ascii=False, indent=2)


def as_names(difference: Difference, _base: str, _head: str, _language: str) -> str:
    """For other commands: the entries that changed and still are there, a line each."""
    return "\n".join(str(change.entry.ref) for change in difference.entries if change.how is not How.REMOVED)


def _entry_record(teller: Teller, change: EntryChange) -> Mapping[str, object]:
    return {
        "entry": str(change.entry.ref),
        "kind": change.entry.kind,
        "title": teller.text(change.entry.data.title),
        "change": change.how,
        "former": str(change.old.ref) if change.old and change.how is How.RENAMED else None,
        "fields": [_record(teller, change.entry.kind, each) for each in change.changes],
        "used_by": [str(entry.ref) for entry in change.dependents],
        "views": [str(ref) for ref in change.views],
        "outdated": [_place(each.path) for each in change.changes if each.outdates],
    }


def _record(teller: Teller, kind: str, change: Change) -> Mapping[str, object]:
    return {
        "field": _place(change.path),
        "label": teller.label(kind, change.path),
        "change": change.how,
        "old": _plain(change.old),
        "new": _plain(change.new),
        "outdates_translation": change.outdates,
    }


def _place(path: Path) -> str:
    """A path as one text; the places of items count from 1."""
    names = (part.name if isinstance(part, Item) else part for part in path)
    return ".".join(str(name + 1) if isinstance(name, int) else str(name) for name in names)


def _plain(value: Any) -> object:
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name, None)) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value if isinstance(value, str | int | None) else str(value)


FORMATS: Mapping[str, Callable[[Difference, str, str, str], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "names": as_names,
}
