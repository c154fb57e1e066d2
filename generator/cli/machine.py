"""What all commands share when something outside the content goes wrong.

In: a command's run. Out: one sentence and an exit status: 3 where the machine is at fault (disk, permission, a missing
program), 2 where a place was named wrongly, 128 and the signal's number where the run was stopped. Signals that end
a process end it as Ctrl-C does, so that what it began is cleaned up.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import click

from generator.cli.words import place, say
from generator.model.document import Span

MACHINE = 3
"""The exit status where the author can do nothing about it in the content."""

_WRONG_PLACE = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.ELOOP}
_CAUSES = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EIO: "device",
    errno.EMFILE: "many_open",
    errno.ENFILE: "many_open",
    errno.EBUSY: "busy",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "not_a_folder",
    errno.EISDIR: "is_a_folder",
    errno.EEXIST: "exists",
    errno.ENAMETOOLONG: "long_name",
    errno.ELOOP: "loop",
}
_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_GRACE = 5.0
"""Seconds for which further signals do not disturb the cleaning up."""


class MachineError(click.ClickException):
    """Something that the command needs is not to be had on this machine."""

    exit_code = MACHINE


class WrongPlaceError(click.ClickException):
    """A place was named that cannot be what it should be."""

    exit_code = 2


class Stopped(KeyboardInterrupt):
    """A signal asked the process to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class Commands(click.Group):
    """A group whose commands all fail in the same way."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; say in one sentence what the machine refused."""
        with _stoppable():
            try:
                return super().invoke(ctx)
            except KeyboardInterrupt as error:
                click.echo(say("stopped"), err=True)
                sys.exit(128 + getattr(error, "number", signal.SIGINT))
            except OSError as error:
                if error.errno == errno.EPIPE:
                    raise
                raise refusal(_first(error)) from None


def _first(error: OSError) -> OSError:
    """The error that came first: those that cleaning up met after it only hide it.

    What it still holds is released here, without the complaints of libraries whose files could not be completed.
    """
    complain, sys.unraisablehook = sys.unraisablehook, lambda _: None
    cause: BaseException | None = error
    try:
        while cause is not None:
            traceback.clear_frames(cause.__traceback__)
            error = cause if isinstance(cause, OSError) else error
            cause = cause.__context__
    finally:
        sys.unraisablehook = complain
    return error


def refusal(error: OSError) -> click.ClickException:
    """What the system refused, or what must not be overwritten, as a sentence that names the file and the cause."""
    from generator.files import ForeignError

    if isinstance(error, ForeignError):
        return click.UsageError(say(f"foreign.{error.reason}", path=place(Span(error.path))))
    name = error.filename2 or error.filename
    where = place(Span(_path(name))) if name is not None else say("machine.somewhere")
    cause = _CAUSES.get(error.errno or 0)
    if name is None and error.errno == errno.ENOENT:  # so says Python where no folder takes temporary files
        return MachineError(say("machine.refused", file=where, why=say("machine.temporary")))
    why = say(f"machine.{cause}") if cause else error.strerror or str(error)
    kind = WrongPlaceError if error.errno in _WRONG_PLACE else MachineError
    return kind(say("machine.refused", file=where, why=why))


def _path(name: object) -> Path:
    return Path(os.fsdecode(name)) if isinstance(name, (str, bytes)) else Path(str(name))


@contextmanager
def _stoppable() -> Iterator[None]:
    """Signals raise `Stopped` here; one that the process was told to ignore stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    former = {number: signal.getsignal(number) for number in _SIGNALS}
    handler = _Handler()
    try:
        for number, before in former.items():
            if before is not signal.SIG_IGN:
                signal.signal(number, handler)
        yield
    finally:
        for number, before in former.items():
            signal.signal(number, before)


class _Handler:
    """Raises once, and leaves the cleaning up alone after that."""

    def __init__(self) -> None:
        self.raised = -_GRACE

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        if time.monotonic() - self.raised >= _GRACE:
            self.raised = time.monotonic()
            raise Stopped(number)
