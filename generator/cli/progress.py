"""Progress: how far long work is, on a terminal.

In: what is counted. Out: one line on the error stream that is written over and in the end removed; nothing where
nobody looks, and nothing before two seconds have passed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_AFTER = 2.0
"""Seconds of work without a word."""
_CLEAR = "\r\x1b[K"


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Tells how many things of `label` are done, and how many there are."""
    start, shown = time.monotonic(), False

    def show(done: int, all_: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and time.monotonic() - start > _AFTER:
            shown = True
            sys.stderr.write(f"{_CLEAR}{label} {done} / {all_}")
            sys.stderr.flush()

    try:
        yield show
    finally:
        if shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
