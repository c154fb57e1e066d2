"""Compare: from two handbooks to what differs, entry by entry and field by field.

In: the handbook before and after, and the record of translations. Out: a `Difference`. Items of a list are
paired by what they are (their id, the entry they name, their text) and not by their place, so one that is
inserted leaves the others alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from pydantic import BaseModel

from generator.editorial.changes.alike import paired, rewritten
from generator.editorial.translations import SETTINGS, Pair, Records, digest, known
from generator.language.i18n import LANGUAGES, Localized
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook

NAMES = ("id", "level", "ref", "kind", "view", "page", "code")
"""The fields that name an item, where it has one of them."""

MOST_PAIRS = 400
"""How many entries may be compared with each other in search of those that have another name."""


class How(StrEnum):
    """What became of an entry, a field or an item."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    MOVED = "moved"


class Item(NamedTuple):
    """A part of a path that is no field: the place of an item, its id, or the entry it names."""

    name: int | str | Ref


Path = tuple[str | Item, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: where in the entry, what became of it, and what stood and stands there.

    `outdates` tells that the French of a text changed and its translation did not follow.
    """

    path: Path
    how: How
    old: Any = None
    new: Any = None
    outdates: bool = False


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What became of one entry, which others name it, and which pages are made from entries of its kind."""

    how: How
    old: Entry | None
    new: Entry | None
    changes: tuple[Change, ...] = ()
    dependents: tuple[Entry, ...] = ()
    views: tuple[Ref, ...] = ()

    @property
    def entry(self) -> Entry:
        """The entry as it is, or as it was."""
        entry = self.new or self.old
        assert entry is not None
        return entry


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs; `unread` are entries that one of the two handbooks could not use."""

    old: Handbook
    new: Handbook
    entries: tuple[EntryChange, ...]
    settings: tuple[Change, ...] = ()
    unread: tuple[Ref, ...] = field(default=())


def compare(old: Handbook, new: Handbook, records: Records) -> Difference:
    """What became of each entry of `old` on the way to `new`, whose translations `records` tells."""
    renamed = _renamed(old, new)
    unread = old.broken | new.broken
    entries = []
    for before, after in _pairs(old, new, renamed):
        if any(entry and entry.ref in unread for entry in (before, after)):
            continue
        if change := _entry(before, after, old, new, renamed, records):
            entries.append(change)
    comparer = _Comparer(renamed, records.get(SETTINGS, frozenset()))
    settings = tuple(comparer.values((), old.settings, new.settings))
    return Difference(old, new, tuple(entries), settings, tuple(sorted(unread)))


def _renamed(old: Handbook, new: Handbook) -> Mapping[Ref, Ref]:
    """The new name of each entry that has one: as the entries themselves remember, else as their texts tell."""
    names: dict[Ref, Ref] = {}
    for entry in new.entries.values():
        for former in (Ref(entry.kind, former) for former in entry.data.previous_ids):
            if former in old.entries and former not in new.entries and entry.ref not in old.entries:
                names.setdefault(former, entry.ref)
    return {**names, **_alike(old, new, names)}


def _alike(old: Handbook, new: Handbook, names: Mapping[Ref, Ref]) -> Mapping[Ref, Ref]:
    """The entries that went and came under another name, by what they have in common; none where too many did."""
    gone = [entry for ref, entry in old.entries.items() if ref not in new.entries and ref not in names]
    come = [entry for ref, entry in new.entries.items() if ref not in old.entries and ref not in names.values()]
    found: dict[Ref, Ref] = {}
    for kind in sorted({entry.kind for entry in come}):
        before, after = ([entry for entry in entries if entry.kind == kind] for entries in (gone, come))
        if 0 < len(before) * len(after) <= MOST_PAIRS:
            pairs = rewritten([entry.data for entry in before], [entry.data for entry in after], {})
            found |= {before[o].ref: after[n].ref for n, o in pairs.items()}
    return found


def _pairs(old: Handbook, new: Handbook, renamed: Mapping[Ref, Ref]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """Each entry before and after, in the order of the files."""
    before = {renamed.get(ref, ref): entry for ref, entry in old.entries.items()}
    for ref in sorted({*before, *new.entries}):
        yield before.get(ref), new.entries.get(ref)


def _entry(
    before: Entry | None,
    after: Entry | None,
    old: Handbook,
    new: Handbook,
    renamed: Mapping[Ref, Ref],
    records: Records,
) -> EntryChange | None:
    if before is None:
        return EntryChange(How.ADDED, None, after)
    if after is None:
        return EntryChange(How.REMOVED, before, None, (), _dependents(old, before), _views(old, before))
    comparer = _Comparer(renamed, known(after, records))
    changes = tuple(comparer.values((), before.data, after.data))
    how = How.CHANGED if before.ref == after.ref else How.RENAMED
    if how is How.RENAMED:
        changes = tuple(change for change in changes if change.path[:1] != ("previous_ids",))
    elif not changes:
        return None
    return EntryChange(how, before, after, changes, _dependents(new, after), _views(new, after))


def _dependents(handbook: Handbook, entry: Entry) -> tuple[Entry, ...]:
    """The entries that name this one, each once, in the order of the files."""
    sources = {link.source.ref: link.source for link in handbook.links_to(entry) if link.source is not entry}
    return tuple(sources[ref] for ref in sorted(sources))


def _views(handbook: Handbook, entry: Entry) -> tuple[Ref, ...]:
    """The tables whose rows are made from entries like this one, and the views computed from its kind."""
    tables = [table.ref for table in handbook.entries.values() if _is_row_of(entry, table)]
    views = [
        Ref(name, "")
        for name, view in handbook.catalog.views.items()
        if entry.kind in view.needs and handbook.lists(name)
    ]
    return (*tables, *views)


def _is_row_of(entry: Entry, table: Entry) -> bool:
    rows = getattr(table.data, "rows_from", None)
    return rows is not None and rows.kind == entry.kind and rows.family in (None, getattr(entry.data, "family", None))


class _Comparer:
    """Finds the changes inside one entry, names of entries that changed being taken for the same name."""

    def __init__(self, renamed: Mapping[Ref, Ref], reviewed: frozenset[Pair]) -> None:
        self.renamed = renamed
        self.reviewed = reviewed
        self.links = [(f"({old})", f"({new})") for old, new in renamed.items()]

    def values(self, path: Path, old: Any, new: Any) -> Iterator[Change]:
        """The changes from one value to another that stands in the same place."""
        if _is_empty(old) or _is_empty(new):
            yield from self._one_sided(path, old, new)
        elif isinstance(new, Localized):
            yield from self._text(path, old, new)
        elif isinstance(new, BaseModel) and isinstance(old, BaseModel):
            for name in type(new).model_fields:
                yield from self.values((*path, name), getattr(old, name), getattr(new, name))
        elif isinstance(new, Mapping):
            yield from self._keyed(path, {self.same(key): value for key, value in old.items()}, new, ordered=False)
        elif isinstance(new, tuple):
            yield from self._list(path, old, new)
        elif self.same(old) != new:
            yield Change(path, How.CHANGED, old, new)

    def same(self, value: Any) -> Any:
        """A value as it would be called now."""
        return self.renamed.get(value, value) if isinstance(value, Ref) else value

    def _one_sided(self, path: Path, old: Any, new: Any) -> Iterator[Change]:
        """A field that was empty, or is now; each item of a list is told by itself."""
        if _is_empty(old) and _is_empty(new):
            return
        how, value = (How.ADDED, new) if _is_empty(old) else (How.REMOVED, old)
        if isinstance(value, Mapping):
            yield from self._keyed(path, old or {}, new or {}, ordered=False)
        elif isinstance(value, tuple):
            yield from (_one(path, how, item) for item in value)
        else:
            yield _one(path, how, value)

    def _text(self, path: Path, old: Localized, new: Localized) -> Iterator[Change]:
        before = {language: self._present(text) for language, text in old.texts()}
        after = dict(new.texts())
        differs = {language for language in LANGUAGES if _differ(before.get(language), after.get(language))}
        if differs:
            pair = (digest(new.fr), digest(new.en)) if new.en else None
            outdates = differs == {"fr"} and pair is not None and pair not in self.reviewed
            yield Change(path, How.CHANGED, type(new).model_construct(None, **before), new, outdates)

    def _present(self, text: str) -> str:
        """An old text whose links lead where they lead now."""
        for old, new in self.links:
            text = text.replace(old, new)
        return text

    def _list(self, path: Path, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
        before = {self.same(_name(item)): item for item in old}
        after = {_name(item): item for item in new}
        if None in {*before, *after} or len(before) < len(old) or len(after) < len(new):
            yield from self._unkeyed(path, old, new)
        else:
            yield from self._keyed(path, before, after, ordered=True)

    def _keyed(self, path: Path, old: Mapping[Any, Any], new: Mapping[Any, Any], ordered: bool) -> Iterator[Change]:
        """Items that have a name each: compared name by name, then by their order."""
        for key, value in old.items():
            if key not in new:
                yield _item(path, How.REMOVED, key, value)
        for key, value in new.items():
            if key not in old:
                yield _item(path, How.ADDED, key, value)
            elif not isinstance(value, Ref):
                yield from self.values((*path, _part(key)), old[key], value)
        if ordered and [key for key in new if key in old] != [key for key in old if key in new]:
            yield Change(path, How.MOVED)

    def _unkeyed(self, path: Path, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
        """Items known by their text alone: equal ones first, then those most alike."""
        pairs = paired(old, new, lambda one, other: not any(self.values((), one, other)))
        pairs |= rewritten(old, new, pairs)
        kept = set(pairs.values())
        for place, item in enumerate(old):
            if place not in kept:
                yield _one(path, How.REMOVED, item)
        for place, item in enumerate(new):
            if place in pairs:
                yield from self.values((*path, Item(place)), old[pairs[place]], item)
            else:
                yield _one(path, How.ADDED, item)
        order = [pairs[place] for place in sorted(pairs)]
        if order != sorted(order):
            yield Change(path, How.MOVED)


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, tuple | Mapping) and not value)


def _one(path: Path, how: How, value: Any) -> Change:
    return Change(path, how, new=value) if how is How.ADDED else Change(path, how, old=value)


def _item(path: Path, how: How, key: Any, value: Any) -> Change:
    """An item that came or went; a bare reference is its own name."""
    return _one(path if isinstance(value, Ref) or value == key else (*path, _part(key)), how, value)


def _part(key: Any) -> Item:
    """The part of a path that a name makes; a number alone is the place of an item without a name."""
    return Item(key if isinstance(key, Ref) else str(key))


def _differ(old: str | None, new: str | None) -> bool:
    """Whether two texts differ in more than the folding of their lines."""
    return (old and digest(old)) != (new and digest(new))


def _name(item: Any) -> Any:
    """What names an item of a list: an id, a number, the entry it stands for; None where nothing does."""
    if not isinstance(item, BaseModel):
        return item
    return next((getattr(item, name) for name in NAMES if name in type(item).model_fields), None)
