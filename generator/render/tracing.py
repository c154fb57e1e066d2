"""Tracing: what of the handbook a page is made from.

In: the linked handbook. Out: the same handbook, which notes what it is asked; and the value of each thing asked, to be
compared later. Where all values are the same as before, the page would be too: a build then takes the text that it
made then (a verifying trace: A. Mokhov, N. Mitchell, S. Peyton Jones, *Build Systems à la Carte*, 2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import cast

from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook, Link

Asked = tuple[str, str]
"""A question: its sort, and the entry, kind or view that it is about."""


class Values:
    """The values of questions in one handbook, each found once."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._known: dict[Asked, str] = {}

    def of(self, asked: Asked) -> str:
        """The value as a text. For an entry it is the whole text of its file, as a page may show any of it."""
        if asked not in self._known:
            sort, name = asked
            self._known[asked] = str(getattr(self, f"_{sort}")(name))
        return self._known[asked]

    def _entry(self, name: str) -> str:
        entry = self._handbook.entries.get(_ref(name))
        return entry.document.text if entry else ""

    def _entries(self, _: str) -> str:
        return " ".join(map(str, self._handbook.entries))

    def _of(self, kind: str) -> str:
        return " ".join(entry.id for entry in self._handbook.of(kind))

    def _lists(self, name: str) -> str:
        return str(self._handbook.lists(name))

    def _pages(self, name: str) -> str:
        return " ".join(map(str, self._handbook.pages(name)))

    def _basis(self, name: str) -> str:
        entry = self._handbook.basis(name)
        return str(entry.ref) if entry else ""

    def _to(self, name: str) -> str:
        return _told(self._handbook.links_to(entry) if (entry := self._handbook.entries.get(_ref(name))) else ())

    def _from(self, name: str) -> str:
        return _told(self._handbook.links_from(entry) if (entry := self._handbook.entries.get(_ref(name))) else ())

    def _broken(self, name: str) -> str:
        return str(_ref(name) in self._handbook.broken)

    def _outdated(self, name: str) -> str:
        return str(_ref(name) in self._handbook.outdated)


def _ref(name: str) -> Ref:
    kind, _, entry_id = name.partition("/")
    return Ref(kind, entry_id)


def _told(links: tuple[Link, ...]) -> str:
    return " ".join(f"{link.source.ref}:{'.'.join(map(str, link.path))}:{link.target.ref}" for link in links)


@dataclass(frozen=True, eq=False)
class TracedHandbook(Handbook):
    """A handbook that notes what it is asked. An entry that it hands out counts as read in full."""

    base: Handbook = field(kw_only=True)
    asked: dict[Asked, None] = field(kw_only=True)

    def of(self, kind: str) -> tuple[Entry, ...]:
        """As in any handbook."""
        self.asked["of", kind] = None
        return self._read(self.base.of(kind))

    def lists(self, name: str) -> bool:
        """As in any handbook."""
        self.asked["lists", name] = None
        return self.base.lists(name)

    def pages(self, name: str) -> tuple[Ref, ...]:
        """As in any handbook."""
        self.asked["pages", name] = None
        return self.base.pages(name)

    def basis(self, name: str) -> Entry | None:
        """As in any handbook."""
        self.asked["basis", name] = None
        entry = self.base.basis(name)
        return self._read((entry,))[0] if entry else None

    def links_to(self, entry: Entry) -> tuple[Link, ...]:
        """As in any handbook."""
        self.asked["to", str(entry.ref)] = None
        found = self.base.links_to(entry)
        self._read(tuple(link.source for link in found))
        return found

    def links_from(self, entry: Entry) -> tuple[Link, ...]:
        """As in any handbook."""
        self.asked["from", str(entry.ref)] = None
        found = self.base.links_from(entry)
        self._read(tuple(link.target for link in found))
        return found

    def _read(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        self.asked.update(dict.fromkeys(("entry", str(entry.ref)) for entry in entries))
        return entries


class _Entries(Mapping[Ref, Entry]):
    """Entries that are noted when they are asked for."""

    def __init__(self, entries: Mapping[Ref, Entry], asked: dict[Asked, None]) -> None:
        self._entries, self._asked = entries, asked

    def __getitem__(self, ref: Ref) -> Entry:
        self._asked["entry", str(ref)] = None
        return self._entries[ref]

    def __iter__(self) -> Iterator[Ref]:
        self._asked["entries", ""] = None
        return iter(self._entries)

    def __len__(self) -> int:
        self._asked["entries", ""] = None
        return len(self._entries)


class _Refs(AbstractSet[Ref]):
    """References that are noted when it is asked whether they are among these."""

    def __init__(self, sort: str, refs: AbstractSet[Ref], asked: dict[Asked, None]) -> None:
        self._sort, self._refs, self._asked = sort, refs, asked

    def __contains__(self, ref: object) -> bool:
        self._asked[self._sort, str(ref)] = None
        return ref in self._refs

    def __iter__(self) -> Iterator[Ref]:
        raise TypeError("what is asked of all of these cannot be told")

    def __len__(self) -> int:
        raise TypeError("what is asked of all of these cannot be told")


def traced(handbook: Handbook) -> TracedHandbook:
    """The same handbook, for one page. Its raw list of links is empty: nothing that makes a page may read it."""
    asked: dict[Asked, None] = {}
    return TracedHandbook(
        handbook.catalog,
        handbook.setup,
        _Entries(handbook.entries, asked),
        (),
        cast("frozenset[Ref]", _Refs("broken", handbook.broken, asked)),
        handbook.drafts,
        cast("frozenset[Ref]", _Refs("outdated", handbook.outdated, asked)),
        base=handbook,
        asked=asked,
    )
