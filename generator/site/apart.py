"""Apart: work that a copy of this process does, where the system can copy one.

In: a function and its arguments. Out: what it tells, which comes back to the first process: what it has made, scripts
that the headers allow, findings, and how often MkDocs warned.
"""

from __future__ import annotations

import ctypes
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from generator.site.explanation import explain
from generator.site.guarding import Noted

_DEATH_SIGNAL = 1
"""`PR_SET_PDEATHSIG`."""


@dataclass(frozen=True)
class Told:
    """What a process has to tell: what it made, scripts and findings, how often MkDocs warned; or why it failed."""

    made: Any = None
    noted: Noted = field(default_factory=Noted)
    warnings: Mapping[str, int] = field(default_factory=dict)
    failure: str = ""


@contextmanager
def warnings_of(name: str) -> Iterator[CountHandler]:
    """Counts what a logger says meanwhile, from warnings on."""
    handler = CountHandler(level=logging.WARNING)
    logging.getLogger(name).addHandler(handler)
    try:
        yield handler
    finally:
        logging.getLogger(name).removeHandler(handler)


@contextmanager
def apart(work: Callable[..., Told], *arguments: object) -> Iterator[Callable[[], Told]]:
    """Start work in a process of its own; where that cannot be, it is done when its result is asked for.

    The process does not outlive the block. What is called for the result raises `PluginError` where the work failed.
    """
    if not may_fork():
        yield lambda: work(*arguments)
        return
    child = _Child(work, arguments)
    try:
        yield child.result
    finally:
        child.end()


def cores() -> int:
    """How many processors there are for this process and its copies; 1 where it cannot be copied."""
    return len(os.sched_getaffinity(0)) if may_fork() else 1


def may_fork() -> bool:
    """Whether a process can be copied as it is: not beside other threads, and not on macOS or Windows."""
    return sys.platform == "linux" and threading.active_count() == 1


class _Child:
    """A copy of this process that does one piece of work."""

    def __init__(self, function: Callable[..., Told], arguments: tuple[object, ...]) -> None:
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_send, args=(sender, function, arguments, os.getpid()))
        self._process.start()
        sender.close()

    def result(self) -> Told:
        """What it has to tell, when it is done. Raises `PluginError` where it failed."""
        try:
            told: Told = self._receiver.recv()
        except EOFError:
            raise PluginError("handbook: a process of this build was ended.") from None
        if told.failure:
            raise PluginError(told.failure)
        return told

    def end(self) -> None:
        """End the process, whether it is done or not."""
        self._process.terminate()
        self._process.join()
        self._receiver.close()


def _send(sender: Connection, function: Callable[..., Told], arguments: tuple[object, ...], parent: int) -> None:
    """The work of a copy: nothing that happens there may be shown twice, so it tells its failure and is silent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to both; the parent ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _end_with(parent)
    try:
        with warnings_of("mkdocs") as count:
            told = function(*arguments)
        told = replace(told, warnings=Counter(told.warnings) + Counter(dict(count.get_counts())))
    except BaseException as error:
        told = Told(failure=explain(error))
    with suppress(OSError):
        sender.send(told)


def _end_with(parent: int) -> None:
    """Have the system kill this process when its parent ends, even if that was killed: `prctl(2)` of Linux."""
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended before
        os._exit(1)
