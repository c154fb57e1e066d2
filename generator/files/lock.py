"""Locks of folders, which the system releases when the process ends, even if it is killed.

In: a folder. Out: one holder at a time. Nothing is written into the folder. On file systems without locks there is no
protection.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PAUSE = 0.02
"""Seconds between two tries."""


@contextmanager
def locked(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[bool]:
    """Lock a folder. If another process holds the lock, `waiting` is called and the lock awaited.

    Yields false if the folder was deleted in the meantime. Raises `OSError` if the folder cannot be opened.
    """
    handle = os.open(_lockable(folder), os.O_RDWR | os.O_CREAT if sys.platform == "win32" else os.O_RDONLY)
    try:
        if not _taken(handle):
            waiting()
            _wait(handle)
        yield _still_there(handle, folder)
    finally:
        os.close(handle)


def _still_there(handle: int, folder: Path) -> bool:
    try:
        return sys.platform == "win32" or os.path.samestat(os.fstat(handle), folder.stat())
    except FileNotFoundError:
        return False


def _lockable(folder: Path) -> Path:
    """What the system can lock: the folder itself or, as Windows cannot open folders, a file named after it."""
    if sys.platform != "win32":
        return folder
    name = hashlib.sha256(os.path.normcase(os.path.realpath(folder)).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"handbook-{name}.lock"


def _wait(handle: int) -> None:
    while not _taken(handle):
        time.sleep(_PAUSE)


def _taken(handle: int) -> bool:
    """Whether the lock is ours now, or the file system has no locks."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
    return True
