"""Make a folder beside its place and swap it in: at no moment is the place empty or a mixture.

In: the place, and the folder made for it. Out: the new folder in the place. Where the system cannot exchange two
folders at once, the steps are such that `repair` can complete them.
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
    """An empty folder beside a place, held by this process alone and removed at the end.

    Another process that works on the same place is waited for, after calling `waiting`. What dead ones left is
    removed, and what they could not complete is completed. Folders made on the way to the
    place go again where nothing came of it.
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
    """Where the folder that is made for a place stands."""
    return place.with_name(f".{place.name}-in-progress")


@contextmanager
def _owned(work: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """The lock of the folder: anew where the one waited for was removed by its former holder."""
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
    """Put a folder in its place that a dead process had no time to put there. True where something was to do."""
    work = workplace_of(place)
    if os.path.lexists(place) or not (work / _OLD).is_dir():
        return False
    fresh = work / _NEW if (work / _NEW).is_dir() else work / _OLD
    fresh.rename(place)
    return True


def repair_all(project: Path) -> None:
    """`repair` for every place in a folder, once no process that is alive works on it."""
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
    """Remove what former versions, which held no lock, left beside the place: folders with `new` or `old` alone."""
    former = re.compile(rf"\.{re.escape(place.name)}-[a-z0-9_]{{8}}")
    for folder in place.parent.iterdir():
        if former.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
            names = {path.name for path in folder.iterdir()}
            if names <= {_NEW, _OLD, "fresh"}:
                shutil.rmtree(folder, ignore_errors=True)


def swap(work: Path, place: Path) -> None:
    """Put `work/new` in the place; what was there is afterwards in `work`. Raises `OSError`, the place as it was."""
    fresh = work / _NEW
    if not place.exists() or not any(place.iterdir()):
        if place.exists() and sys.platform == "win32":
            place.rmdir()
        fresh.rename(place)
        return
    if not _exchange(fresh, place):
        _exchange_in_steps(work, place)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders at once. False where the system cannot."""
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
    """Zero, or -1 with an error's number. Raises `AttributeError` where the system has no such function."""
    if sys.platform == "win32":
        raise AttributeError("no exchange")
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        return int(library.renamex_np(one, other, ctypes.c_uint(_EXCHANGE)))
    return int(library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, ctypes.c_uint(_EXCHANGE)))


def _exchange_in_steps(work: Path, place: Path) -> None:
    """The old folder aside, the new one in: `repair` knows what to do between the two."""
    place.rename(work / _OLD)
    try:
        (work / _NEW).rename(place)
    except BaseException:
        if not place.exists():
            (work / _OLD).rename(place)
        raise
