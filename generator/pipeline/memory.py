"""Memory: what earlier readings made of each file, so that a process that stays reads only what changed.

In: the files of a reading. Out: the documents and entries of those that are the same as before. A file counts as the
same while the system gives it the same size and times; one that changed just before it was read is read again, as
its times may hide a second change (what Git calls a racy entry).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from generator.diagnostics import Diagnostic
from generator.model.catalog import Catalog
from generator.model.document import Document
from generator.model.handbook import Entry

_RACY = 2_000_000_000
"""How long after a change, in nanoseconds, the times of a file may hide another one: FAT counts in two seconds."""

Signature = tuple[int, ...]
Value = TypeVar("Value")


@dataclass
class Kept(Generic[Value]):
    """What was made of files, by path, for as long as the files and the reason to read them are the same."""

    _values: dict[Path, tuple[Signature, object, Value]] = field(default_factory=dict)

    def get(self, path: Path, reason: object, read: Callable[[], Value]) -> Value:
        """What `read` makes of a file; not read again while the file is the same and `reason` the same object."""
        signature = _signature(path)
        known = self._values.get(path)
        if known and signature and known[0] == signature and known[1] is reason:
            return known[2]
        value = read()
        if signature and signature == _signature(path):
            self._values[path] = (signature, reason, value)
        else:
            self._values.pop(path, None)
        return value

    def keep_only(self, paths: Iterable[Path]) -> None:
        """Forget all other files."""
        wanted = set(paths)
        for path in self._values.keys() - wanted:
            del self._values[path]


def _signature(path: Path) -> Signature | None:
    """What tells a change of a file; None where there is none to be relied on."""
    try:
        status = path.stat()
    except OSError:
        return None
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    if time.time_ns() - changed < _RACY:
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


class Entries:
    """The entries of earlier readings: one is used again while it comes from the very same document."""

    def __init__(self) -> None:
        self._by_path: dict[Path, Entry] = {}

    def of(self, path: Path, document: object) -> Entry | None:
        """The entry that was made of a document."""
        entry = self._by_path.get(path)
        return entry if entry and entry.document is document else None

    def keep(self, entries: Iterable[Entry]) -> None:
        """Remember these entries, and no others."""
        self._by_path = {entry.document.path: entry for entry in entries}


@dataclass
class Memory:
    """What earlier readings of one project made: its documents, and the entries that came from them."""

    documents: Kept[tuple[Document | None, list[Diagnostic]]] = field(default_factory=Kept)
    entries: Entries = field(default_factory=Entries)
    catalog: tuple[object, tuple[Catalog, list[Diagnostic]]] | None = None
