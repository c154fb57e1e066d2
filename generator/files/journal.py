"""Write several files, or none of them, whatever happens in between.

In: the new text of each file, or None where it goes. Out: all of them changed on disk. The new texts and the old ones
are first gathered in a folder of the project, the journal, with a list of them; the list is what decides. While there
is none, nothing has changed. Once it stands, whoever comes next finishes the work; once it is renamed to `undo.json`,
whoever comes next undoes it. A file that somebody has changed since is never touched.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from generator.files.atomic import mode_of, named, store, sync, write
from generator.files.lock import locked

JOURNAL = ".handbook-journal"
_LIST, _UNDO, _DONE = "list.json", "undo.json", "done.json"
_WRITTEN = {".yml", ".yaml", ".txt", ".json", ".md"}
"""What commands write. A journal that asks for anything else is none of ours."""


class Outcome(StrEnum):
    """What became of the work of a dead process."""

    FINISHED = "finished"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Recovery:
    """What `recover` did: to how many files, and which it left as somebody has changed them since."""

    outcome: Outcome
    count: int
    left: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class _Change:
    """One file of a journal: its place, seen from the project, and digests of what it held and shall hold."""

    place: str
    old: str | None
    new: str | None


def project_of(folder: Path) -> Path:
    """The project that a folder belongs to: the nearest one above with a `mkdocs.yml`, else the folder itself."""
    place = Path(os.path.realpath(folder))
    return next((above for above in (place, *place.parents) if (above / "mkdocs.yml").is_file()), place)


def write_all(files: Mapping[Path, bytes | None], folder: Path, new: bool = False) -> None:
    """Write, or remove, every file; `folder` is any one of the project that they belong to.

    Raises `OSError` where that cannot be done, and `FileExistsError` where a file shall be `new` and is not. All
    files are then as they were, as they are after an interruption.
    """
    project = project_of(folder)
    if not files:
        return
    made = _make_folder(project)
    try:
        with named(project, always=False), locked(project):
            _settle(project, [project, *(place.parent for place in files)])
            _refuse_taken(files if new else ())
            _Journal(project).run({Path(os.path.realpath(place)): data for place, data in files.items()})
    except BaseException:
        _remove_empty(made)
        raise


def recover(folder: Path, others: Iterable[Path] = ()) -> Recovery | None:
    """Finish or undo what a dead process left in the project of `folder`; None where there is nothing.

    Files are written only in the project and in `others`, its folders that stand elsewhere. Waits for a process that
    is alive. Raises `OSError`.
    """
    project = project_of(folder)
    if not (project / JOURNAL).is_dir():
        return None
    with locked(project):
        return _settle(project, [project, *others])


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it that are missing; returns what was made, the inner ones first."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    with named(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return missing


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _refuse_taken(files: Iterable[Path]) -> None:
    for place in files:
        if os.path.lexists(place):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))


class _Journal:
    """The journal of one project, whose lock is held."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.folder = project / JOURNAL
        self.made: list[Path] = []

    def run(self, files: Mapping[Path, bytes | None]) -> None:
        """Gather, decide, change. On any failure undo."""
        try:
            changes = self._gather(files)
            for number, change in enumerate(changes):
                self._apply(number, change)
        except BaseException:
            if (self.folder / _LIST).exists():
                (self.folder / _LIST).replace(self.folder / _UNDO)
                self.undo(self.changes(_UNDO))
            self.remove()
            _remove_empty(reversed(self.made))
            raise
        self.close(_LIST)

    def _gather(self, files: Mapping[Path, bytes | None]) -> list[_Change]:
        with named(self.project):
            self.folder.mkdir()
        changes = []
        for number, (place, data) in enumerate(files.items()):
            with named(place):
                old = _digest(place)
                if old is not None:
                    _copy(place, self._old(number))
                if data is not None:
                    store(self._new(number), data, mode_of(place))
            changes.append(_Change(self._told(place), old, None if data is None else sha256(data).hexdigest()))
        text = json.dumps([asdict(change) for change in changes], ensure_ascii=False)
        store(self.folder / "draft.json", text.encode())
        sync(self.folder)
        (self.folder / "draft.json").replace(self.folder / _LIST)
        sync(self.folder)
        return changes

    def _told(self, place: Path) -> str:
        try:
            return os.path.relpath(place, self.project)
        except ValueError:  # another drive on Windows
            return str(place)

    def place(self, change: _Change) -> Path:
        return Path(os.path.realpath(self.project / change.place))

    def _old(self, number: int) -> Path:
        return self.folder / f"{number}.old"

    def _new(self, number: int) -> Path:
        return self.folder / f"{number}.new"

    def changes(self, name: str) -> list[_Change]:
        return [_Change(**one) for one in json.loads((self.folder / name).read_text("utf-8"))]

    def _apply(self, number: int, change: _Change) -> None:
        place = self.place(change)
        with named(place):
            if change.new is None:
                place.unlink(missing_ok=True)
            elif self._new(number).exists():
                self.made += reversed(_make_folder(place.parent))
                _move(self._new(number), place)

    def finish(self, changes: Sequence[_Change]) -> list[Path]:
        """Change what is not changed yet; returns what somebody has changed since, which is left."""
        left = []
        for number, change in enumerate(changes):
            place = self.place(change)
            if _digest(place) == change.old:
                self._apply(number, change)
            elif _digest(place) != change.new:
                left.append(place)
        return left

    def undo(self, changes: Sequence[_Change]) -> list[Path]:
        """Put back what was; returns what somebody has changed since, which is left."""
        left = []
        for number, change in enumerate(changes):
            place = self.place(change)
            if _digest(place) not in (change.old, change.new):
                left.append(place)
            elif change.old is None:
                with suppress(FileNotFoundError, NotADirectoryError):
                    place.unlink()
            elif self._old(number).exists():
                _move(self._old(number), place)
        return left

    def close(self, name: str) -> None:
        """Say that all is done, then remove the journal."""
        try:
            with suppress(OSError):
                (self.folder / name).replace(self.folder / _DONE)
            self.remove()
        except KeyboardInterrupt:  # all is done: what is left is to clear away
            self.remove()
            raise

    def remove(self) -> None:
        """Delete the folder, what decides last."""
        for path in self.folder.glob("[0-9]*"):
            with suppress(OSError):
                path.unlink()
        shutil.rmtree(self.folder, ignore_errors=True)


def _settle(project: Path, folders: Sequence[Path]) -> Recovery | None:
    """Finish, undo or clear away the journal of a project whose lock is held."""
    journal = _Journal(project)
    if not journal.folder.is_dir():
        return None
    for name, outcome in ((_LIST, Outcome.FINISHED), (_UNDO, Outcome.UNDONE)):
        if not (journal.folder / name).is_file():
            continue
        changes = journal.changes(name)
        for change in changes:
            _refuse_foreign(journal, change, folders)
        left = journal.finish(changes) if outcome is Outcome.FINISHED else journal.undo(changes)
        journal.close(name)
        return Recovery(outcome, len(changes) - len(left), tuple(left))
    was_done = (journal.folder / _DONE).is_file()
    journal.remove()
    return None if was_done else Recovery(Outcome.UNDONE, 0)


def _refuse_foreign(journal: _Journal, change: _Change, folders: Iterable[Path]) -> None:
    """A journal may come with somebody else's project: it must not write where no command of ours does."""
    place = journal.place(change)
    inside = any(place.is_relative_to(os.path.realpath(folder)) for folder in folders)
    if not inside or place.suffix not in _WRITTEN or ".git" in [part.casefold() for part in place.parts]:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(journal.folder))


def _digest(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _copy(path: Path, copy: Path) -> None:
    """A second name for a file, or a copy where the system has no such names."""
    try:
        copy.hardlink_to(path)
    except OSError:
        store(copy, path.read_bytes(), mode_of(path))


def _move(path: Path, place: Path) -> None:
    """Move a file to its place, by way of a copy where that is on another disk."""
    try:
        path.replace(place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write(place, path.read_bytes())
