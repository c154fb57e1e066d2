"""Write one file: the whole of it or the one before, never a part.

In: a place and what it shall hold. Out: the file, with the mode it had. The new text is written beside its place, is on
the disk before it takes the place, and is deleted where it cannot.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.files.lock import locked


def write(path: Path, data: bytes) -> None:
    """Write a file, in the place of the one that is there. A link stays, and the file it leads to is written.

    Raises `OSError`; the old file is then as it was.
    """
    place = Path(os.path.realpath(path))
    with _beside(place, data) as fresh:
        fresh.replace(place)


def create(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet. Raises `FileExistsError` where it does, and `OSError`."""
    with _beside(path, data) as fresh:
        try:
            path.hardlink_to(fresh)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            fresh.replace(path)


@contextmanager
def _beside(place: Path, data: bytes) -> Iterator[Path]:
    """The new file, beside its place until it is moved. Two processes never write it at once."""
    fresh = place.with_name(f".{place.name}.new")
    with named(place), locked(place.parent):
        try:
            store(fresh, data, mode_of(place))
            yield fresh
        finally:
            with suppress(OSError):
                fresh.unlink()
        sync(place.parent)


def store(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write a new file and wait until it is on the disk; `mode` are its permissions, else the system's usual ones."""
    with suppress(FileNotFoundError):
        path.unlink()
    with path.open("xb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())
    if mode is not None:
        path.chmod(mode)


def mode_of(path: Path) -> int | None:
    """The permissions of a file, None where there is none."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return None


def sync(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can tell."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def named(path: Path, always: bool = True) -> Iterator[None]:
    """Errors of the system name this file, and not the one beside it; not `always`: only where they name none."""
    try:
        yield
    except OSError as error:
        if always or error.filename is None:
            error.filename, error.filename2 = str(path), None
        raise
