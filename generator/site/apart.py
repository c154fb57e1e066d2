"""Apart: work that another process does: a copy of this one where the system can copy it, or a new one.

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

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
"""What another process is sent beside this one, or by it. Windows cannot hold them back."""


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
    with _running(Child("fork", _as_a_copy, work, arguments, os.getpid())) as child:
        yield child.result


@contextmanager
def afresh(work: Callable[..., Told], *arguments: object) -> Iterator[Child]:
    """Start work in a new process, which imports `work` and is sent the arguments, so that any system can.

    The process does not outlive the block.
    """
    with _running(Child("spawn", _as_a_new_one, work, arguments)) as child:
        yield child


@contextmanager
def _running(child: Child) -> Iterator[Child]:
    try:
        yield child
    finally:
        child.end()


def cores() -> int:
    """How many processors there are for this process and its copies; 1 where it cannot be copied."""
    return len(os.sched_getaffinity(0)) if may_fork() else 1


def may_fork() -> bool:
    """Whether a process can be copied as it is: not beside other threads, and not on macOS or Windows."""
    return sys.platform == "linux" and threading.active_count() == 1


def must_start_anew() -> bool:
    """Whether a process that works beside this one must be a new one: on macOS and Windows."""
    return sys.platform != "linux"


class Child:
    """A process that does one piece of work."""

    def __init__(self, method: str, target: Callable[..., None], *arguments: object) -> None:
        """`method` is one of `multiprocessing`; `target` is called there, with where to send and the arguments."""
        context: Any = multiprocessing.get_context(method)
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=target, args=(sender, *arguments))
        with _held():
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


@contextmanager
def _held() -> Iterator[None]:
    """Signals wait meanwhile: a copy must not do what its parent does at one before it has set its own ways."""
    former = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS) if sys.platform != "win32" else None
    try:
        yield
    finally:
        if former is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, former)


def _as_a_copy(sender: Connection, function: Callable[..., Told], arguments: tuple[object, ...], parent: int) -> None:
    _end_with(parent)
    _send(sender, function, arguments)


def _as_a_new_one(sender: Connection, function: Callable[..., Told], arguments: tuple[object, ...]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _send(sender, function, arguments)


def _send(sender: Connection, function: Callable[..., Told], arguments: tuple[object, ...]) -> None:
    """Do the work: nothing that happens here may be shown twice, so a failure is told, and nothing is said."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to both; the parent ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
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


def _end_with_parent() -> None:
    """Wait for the end of the parent, and end this process then, whatever it is doing."""
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)
