"""Journal: write several files, all or none, even if the process is killed on the way.

In: the new content of each file, None to delete it. Out: all of them changed on the disk. New and old contents are
first stored in a folder of the project, the journal, together with a list of the changes. As long as there is no
list, nothing has changed. Once the list is written, the next process finishes the work; once it is renamed to
`undo.json`, the next process undoes it. A file that somebody has edited in the meantime is never touched.
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
_WRITTEN = {".yml", ".yaml", ".txt", ".json", ".md", ".pdf", ".docx"}
"""The endings of files that commands write. A journal that names any other file was not written by us."""


class Finish(StrEnum):
    """What was done with the work of a killed process."""

    FINISHED = "finished"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Recovery:
    """What `recover` did: to how many files, and which ones it left alone because somebody has edited them."""

    outcome: Finish
    count: int
    left: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class _Change:
    """One file of a journal: its path relative to the project, and digests of its old and new content."""

    place: str
    old: str | None
    new: str | None


def project_of(folder: Path) -> Path:
    """The project of a folder: the nearest parent with a `mkdocs.yml`, else the folder itself."""
    place = Path(os.path.realpath(folder))
    return next((above for above in (place, *place.parents) if (above / "mkdocs.yml").is_file()), place)


def write_all(files: Mapping[Path, bytes | None], folder: Path, new: bool = False) -> None:
    """Write or delete every file; `folder` is any folder of their project. With `new`, none of them may exist.

    Raises `OSError`, and `FileExistsError` if `new` files exist already. After an error or an interruption, all files
    are unchanged.
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
    """Finish or undo what a killed process has left in the project of `folder`; None if there is nothing to do.

    Files are written only in the project and in `others`, folders of the project at other paths. Waits for a process
    that is still running. Raises `OSError`.
    """
    project = project_of(folder)
    if not (project / JOURNAL).is_dir():
        return None
    with locked(project):
        return _settle(project, [project, *others])


def _make_folder(folder: Path) -> list[Path]:
    """Create a folder and its missing parents; returns the created ones, the innermost first."""
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
    """The journal of one project. The caller holds the project's lock."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.folder = project / JOURNAL
        self.made: list[Path] = []

    def run(self, files: Mapping[Path, bytes | None]) -> None:
        """Store the contents, write the list, change the files. On any failure, undo."""
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
        """Change what is not changed yet; returns the files left alone because somebody has edited them."""
        left = []
        for number, change in enumerate(changes):
            place = self.place(change)
            if _digest(place) == change.old:
                self._apply(number, change)
            elif _digest(place) != change.new:
                left.append(place)
        return left

    def undo(self, changes: Sequence[_Change]) -> list[Path]:
        """Restore the old contents; returns the files left alone because somebody has edited them."""
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
        """Mark the work as done, then delete the journal."""
        try:
            with suppress(OSError):
                (self.folder / name).replace(self.folder / _DONE)
            self.remove()
        except KeyboardInterrupt:  # the files are written: only the journal is left to delete
            self.remove()
            raise

    def remove(self) -> None:
        """Delete the folder, the lists last, as they decide what a later process does."""
        for path in self.folder.glob("[0-9]*"):
            with suppress(OSError):
                path.unlink()
        shutil.rmtree(self.folder, ignore_errors=True)


def _settle(project: Path, folders: Sequence[Path]) -> Recovery | None:
    """Finish, undo or delete the journal of a project whose lock is held."""
    journal = _Journal(project)
    if not journal.folder.is_dir():
        return None
    for name, outcome in ((_LIST, Finish.FINISHED), (_UNDO, Finish.UNDONE)):
        if not (journal.folder / name).is_file():
            continue
        changes = journal.changes(name)
        for change in changes:
            _refuse_foreign(journal, change, folders)
        left = journal.finish(changes) if outcome is Finish.FINISHED else journal.undo(changes)
        journal.close(name)
        return Recovery(outcome, len(changes) - len(left), tuple(left))
    was_done = (journal.folder / _DONE).is_file()
    journal.remove()
    return None if was_done else Recovery(Finish.UNDONE, 0)


def _refuse_foreign(journal: _Journal, change: _Change, folders: Iterable[Path]) -> None:
    """Refuse changes that none of our commands makes: a journal may come with a project from somebody else."""
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
    """Make a hard link to a file, or a copy on systems without hard links."""
    try:
        copy.hardlink_to(path)
    except OSError:
        store(copy, path.read_bytes(), mode_of(path))


def _move(path: Path, place: Path) -> None:
    """Move a file to its path; copy it if that is on another disk."""
    try:
        path.replace(place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write(place, path.read_bytes())
