"""Watching: which files change.

In: folders, which may come and go, and single files. Out: the changed paths, as soon as they have been quiet for a
moment. Two threads ask the system: one for what lies in the folders, one for the folders and files themselves, which
an editor may replace.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterable
from pathlib import Path
from queue import Empty, SimpleQueue

from watchfiles import watch

_QUIET, _LONGEST, _LOOK = 10, 100, 200
"""Milliseconds: how long nothing must change, how long changes may go on, and how often a thread looks for its end."""


class Watcher:
    """Tells the changes of files until it is stopped."""

    def __init__(self) -> None:
        self._changes: SimpleQueue[set[Path]] = SimpleQueue()
        self._stop = threading.Event()
        self._watched: tuple[frozenset[Path], frozenset[Path]] = (frozenset(), frozenset())

    def follow(self, folders: Iterable[Path], files: Iterable[Path]) -> None:
        """Tell of everything in these folders, and of these files; a folder that does not exist yet may come."""
        wanted = (frozenset(folders), frozenset(files))
        inside = frozenset(folder for folder in wanted[0] if folder.is_dir())
        if (inside, wanted[0] | wanted[1]) == self._watched:
            return
        self._watched = (inside, wanted[0] | wanted[1])
        self._stop.set()
        self._stop = threading.Event()
        beside = frozenset(path.parent for path in self._watched[1] if path.parent.is_dir())
        for paths, recursive, only in ((inside, True, None), (beside, False, self._watched[1])):
            arguments = (paths, recursive, only, self._stop)
            threading.Thread(target=self._follow, args=arguments, daemon=True).start()

    def _follow(
        self, paths: Collection[Path], recursive: bool, only: Collection[Path] | None, stop: threading.Event
    ) -> None:
        existing = [path for path in paths if path.is_dir()]
        if not existing:
            return
        found = watch(
            *existing,
            watch_filter=None,
            debounce=_LONGEST,
            step=_QUIET,
            rust_timeout=_LOOK,
            stop_event=stop,
            recursive=recursive,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )
        for changes in found:
            changed = {Path(path) for _, path in changes if not _is_scratch(path)}
            changed = changed if only is None else changed & set(only)
            if changed:
                self._changes.put(changed)

    def changed(self, seconds: float) -> set[Path]:
        """The paths that changed, once any does; none where nothing does for so long."""
        try:
            found = self._changes.get(timeout=seconds)
        except Empty:
            return set()
        while not self._changes.empty():
            found |= self._changes.get()
        return found

    def is_waiting(self) -> bool:
        """Whether changes are known that nobody has asked for."""
        return not self._changes.empty()

    def stop(self) -> None:
        """End the threads."""
        self._stop.set()


def _is_scratch(path: str) -> bool:
    """Whether a file is one of those that an editor writes beside the real one, or that Python compiles."""
    name = os.path.basename(path)  # noqa: PTH119 - a name may be no valid path
    return name.endswith(("~", ".swp", ".swx", ".pyc", ".tmp")) or name == "4913" or "__pycache__" in path
