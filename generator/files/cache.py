"""The cache of a project: what builds have made before, as data.

In: a shelf and a key, which is a digest of what a value is made from. Out: the value that was put there. Each is a file
of its own that says what its own digest is, so the folder may be deleted, shared by processes, and restored on another
machine; a damaged value is none. Values are JSON: nothing in them is ever executed.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.files import digests

_MOST = 300_000_000
"""Bytes that all values may take; those that were not used for the longest time go first.

What the last build has used stays, or the next one would make half of a large site again.
"""

_FRESH = ".new"
_DEAD = 3600.0
"""Seconds after which a file that is half written belongs to nobody."""

_IGNORE = "# Made by builds; safe to delete.\n*\n"


def folder_of(config_file: Path) -> Path:
    """Where the cache of a project stands: beside its configuration."""
    return config_file.parent / ".cache" / "handbook"


@dataclass(frozen=True)
class Cache:
    """The values of a project."""

    folder: Path

    @classmethod
    def of_builds(cls, beside: Path) -> Cache | None:
        """The cache that builds of a project have made beside this file or folder; None where there is none."""
        folder = folder_of(beside)
        return cls(folder) if folder.is_dir() else None

    def get(self, shelf: str, key: str) -> Any:
        """The value of a key; None where there is none, or a damaged one."""
        place = self._place(shelf, key)
        try:
            digest, _, body = place.read_bytes().partition(b"\n")
            value = json.loads(body) if digest.decode("ascii", "replace") == digests.of(body) else None
            os.utime(place)
        except (OSError, ValueError):
            return None
        return value

    def put(self, shelf: str, key: str, value: object) -> None:
        """Keep a value. A cache that cannot be written is no reason to stop."""
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        if not (note := self.folder / ".gitignore").exists():
            _store(note, _IGNORE.encode())
        _store(self._place(shelf, key), f"{digests.of(body)}\n".encode() + body)

    def _place(self, shelf: str, key: str) -> Path:
        return self.folder / shelf / key[:2] / key[2:]

    def bound(self, since: float) -> None:
        """Delete what nobody has used for the longest time, where there is too much; nothing used `since` a moment.

        It is a time of `time.time()`.
        """
        with suppress(OSError):
            files = [(path.stat(), path) for path in self.folder.glob("*/*/*")]
            for status, path in files:
                if path.suffix == _FRESH and time.time() - status.st_mtime > _DEAD:
                    path.unlink(missing_ok=True)  # of a process that was killed
            size = sum(status.st_size for status, _ in files)
            for status, path in sorted(files, key=lambda found: found[0].st_mtime_ns):
                if size <= _MOST or status.st_mtime >= since:
                    break
                path.unlink(missing_ok=True)
                size -= status.st_size


def _store(place: Path, data: bytes) -> None:
    """Write a file whole, or not at all."""
    fresh = place.with_name(f"{place.name}.{os.getpid()}{_FRESH}")
    with suppress(OSError):
        try:
            try:
                fresh.write_bytes(data)
            except FileNotFoundError:
                place.parent.mkdir(parents=True, exist_ok=True)
                fresh.write_bytes(data)
            fresh.replace(place)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
