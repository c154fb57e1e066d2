"""Exchange: replace a folder by a new one in one step, so that nobody ever sees it empty or half written.

In: the path of a folder, and a new folder beside it. Out: the new folder at that path. Systems that cannot exchange
two folders at once do it in steps, which `repair` can complete.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.files.lock import locked

_AT_FDCWD = -100
_EXCHANGE = 2
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_NEW, _OLD = "new", "old"


@contextmanager
def workplace(place: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """An empty folder beside a path, locked by this process and deleted at the end.

    If another process works on the same path, `waiting` is called and its end is awaited. What killed processes have
    left is completed or deleted. Parent folders that were created for the path are deleted again if nothing was
    put there.
    """
    made = [folder for folder in place.parents if not folder.exists()]
    place.parent.mkdir(parents=True, exist_ok=True)
    work = workplace_of(place)
    try:
        with _owned(work, waiting):
            repair(place)
            _clear(work)
            _remove_former(place)
            try:
                yield work
            finally:
                repair(place)
                shutil.rmtree(work, ignore_errors=True)
    finally:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()


def workplace_of(place: Path) -> Path:
    """The path of the work folder for a path."""
    return place.with_name(f".{place.name}-in-progress")


@contextmanager
def _owned(work: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Lock the work folder; create it again if its former holder has deleted it in the meantime."""
    while True:
        work.mkdir(exist_ok=True)
        try:
            with locked(work, waiting) as ours:
                if ours:
                    yield
                    return
        except FileNotFoundError as error:
            if error.filename != str(work):
                raise


def repair(place: Path) -> bool:
    """Complete an exchange in steps that a killed process has left half done. True if there was one."""
    work = workplace_of(place)
    if os.path.lexists(place) or not (work / _OLD).is_dir():
        return False
    fresh = work / _NEW if (work / _NEW).is_dir() else work / _OLD
    fresh.rename(place)
    return True


def repair_all(project: Path) -> None:
    """Call `repair` for every path in a folder, once no running process works on it."""
    for work in project.glob(".*-in-progress"):
        place = work.with_name(work.name.removeprefix(".").removesuffix("-in-progress"))
        if not os.path.lexists(place) and (work / _OLD).is_dir():
            with locked(work):
                repair(place)


def _clear(work: Path) -> None:
    for path in work.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _remove_former(place: Path) -> None:
    """Delete what earlier versions, which had no lock, left beside the path: folders that hold only `new` or `old`."""
    former = re.compile(rf"\.{re.escape(place.name)}-[a-z0-9_]{{8}}")
    for folder in place.parent.iterdir():
        if former.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
            names = {path.name for path in folder.iterdir()}
            if names <= {_NEW, _OLD, "fresh"}:
                shutil.rmtree(folder, ignore_errors=True)


def swap(work: Path, place: Path) -> None:
    """Move `work/new` to the path; what was there is in `work` then. Raises `OSError` and leaves the path unchanged."""
    fresh = work / _NEW
    if not place.exists() or not any(place.iterdir()):
        if place.exists() and sys.platform == "win32":
            place.rmdir()
        fresh.rename(place)
        return
    if not _exchange(fresh, place):
        _exchange_in_steps(work, place)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step. False if the system cannot."""
    try:
        status = _system_exchange(os.fsencode(one), os.fsencode(other))
    except (AttributeError, OSError):  # a system library without the function
        return False
    if status == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _system_exchange(one: bytes, other: bytes) -> int:
    """Zero, or -1 with an error number. Raises `AttributeError` if the system has no such function."""
    if sys.platform == "win32":
        raise AttributeError("no exchange")
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        return int(library.renamex_np(one, other, ctypes.c_uint(_EXCHANGE)))
    return int(library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, ctypes.c_uint(_EXCHANGE)))


def _exchange_in_steps(work: Path, place: Path) -> None:
    """Move the old folder away, then the new one in; `repair` can continue between the two."""
    place.rename(work / _OLD)
    try:
        (work / _NEW).rename(place)
    except BaseException:
        if not place.exists():
            (work / _OLD).rename(place)
        raise
