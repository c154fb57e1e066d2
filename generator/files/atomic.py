"""Atomic writes: a file holds either all of its new content or all of its old content.

In: a path and the new content. Out: the file, with its old permissions. The content goes to a temporary file in the
same folder, is flushed to the disk, and is then renamed; the temporary file is deleted if that fails.
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
    """Write or replace a file. A symbolic link stays, and its target is written.

    Raises `OSError`; the old file is then unchanged.
    """
    place = Path(os.path.realpath(path))
    with _beside(place, data) as fresh:
        fresh.replace(place)


def create(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet. Raises `FileExistsError` if it does, and `OSError`."""
    with _beside(path, data) as fresh:
        try:
            path.hardlink_to(fresh)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            fresh.replace(path)


@contextmanager
def _beside(place: Path, data: bytes) -> Iterator[Path]:
    """The temporary file, until it is renamed. The lock of the folder keeps two processes from writing it at once."""
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
    """Write a new file and flush it to the disk; `mode` are its permissions, None for the system's default."""
    with suppress(FileNotFoundError):
        path.unlink()
    with path.open("xb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())
    if mode is not None:
        path.chmod(mode)


def mode_of(path: Path) -> int | None:
    """The permissions of a file; None if there is no such file."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return None


def sync(folder: Path) -> None:
    """Flush the entries of a folder to the disk, on systems that can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def named(path: Path, always: bool = True) -> Iterator[None]:
    """Make errors name this file and not the temporary one. Without `always`, only errors that name no file.

    That no folder takes temporary files, which Python says as a missing file without a name, is no fault of this one.
    """
    try:
        yield
    except OSError as error:
        if always or (error.filename is None and error.errno != errno.ENOENT):
            error.filename, error.filename2 = str(path), None
        raise
