"""One command in a process of its own, forked from this one, so that thousands of trials fit.

In: arguments and a sandbox. Out: how the process ended and what it printed. It can be stopped by a signal at
its n-th step of writing, and is held to limits of memory and work; a command that hangs is killed.
"""

from __future__ import annotations

import io
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from generator.cli import main
from torture.project import GIT, Sandbox

WORK, WAIT = 40, 240
"""Seconds of work, and seconds in all, after which a command is said to hang. No measure of speed: the slowest needs
some three, and a busy machine gives them late."""

MEMORY = 6 * 2**30

_WRITING = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.rmtree"}
_CALLS = {"write", "writelines", "flush", "close", "__exit__", "fsync", "pwrite"}


@dataclass(frozen=True)
class Ending:
    """How a command ended: its exit code (negative: the signal that ended it) and its output.

    Where they were counted: the number of its steps of writing, and which of them moved something to its place.
    """

    code: int
    output: str
    hung: bool = False
    writes: int = 0
    moves: tuple[int, ...] = ()


@dataclass(frozen=True)
class Stop:
    """When to stop a command, and how: by a signal, before its n-th step of writing."""

    signal: signal.Signals
    step: int

    def __str__(self) -> str:
        return f"{self.signal.name} before its step of writing {self.step}"


def run(
    arguments: Sequence[str],
    place: Sandbox,
    stop: Stop | None = None,
    prepare: Callable[[], object] = lambda: None,
    language: str = "en",
    counting: bool = False,
) -> Ending:
    """Run `handbook` in the sandbox's project. `prepare` is called in the new process; `counting` is slow."""
    sys.stdout.flush()
    counted, count = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(counted)
        counter = _Counter(stop) if counting or stop else None
        _become(arguments, place, counter, prepare, language, count)
    os.close(count)
    status, hung = _wait(child)
    with os.fdopen(counted) as told:
        writes, *moves = [int(number) for number in told.read().split()] or [0]
    output = place.log.read_bytes().decode("utf-8", "replace")
    code = os.waitstatus_to_exitcode(status)
    return Ending(code, output, hung or code == -signal.SIGXCPU, writes, tuple(moves))


def start(arguments: Sequence[str], place: Sandbox) -> int:
    """Start a command that goes on until it is stopped; returns its process."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _become(arguments, place, None, lambda: None, "en", os.open(os.devnull, os.O_WRONLY))
    return child


def _wait(child: int) -> tuple[int, bool]:
    start = time.monotonic()
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        passed = time.monotonic() - start
        if done:
            return status, False
        if passed > WAIT:
            os.kill(child, signal.SIGKILL)
            return os.waitpid(child, 0)[1], True
        time.sleep(0.001)


def _become(
    arguments: Sequence[str],
    place: Sandbox,
    counter: _Counter | None,
    prepare: Callable[[], object],
    language: str,
    count: int,
) -> NoReturn:
    """In the new process: the command and nothing after it."""
    code = 1
    try:
        _surround(place, language)
        prepare()
        if counter:
            counter.start()
        main(list(arguments), prog_name="handbook")
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.setprofile(None)
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        if counter:
            os.write(count, " ".join(map(str, (counter.number, *counter.moves[-50:]))).encode())
        os._exit(code)


def _surround(place: Sandbox, language: str) -> None:
    """The folder, environment, streams and limits of a command in a sandbox."""
    os.chdir(place.project)
    os.environ.update(GIT, HOME=str(place.home), TMPDIR=str(place.temporary), NO_COLOR="1", COLUMNS="200")
    os.environ.update(LC_ALL="", LC_MESSAGES="", LANGUAGE="", LANG={"fr": "fr_FR.UTF-8", "en": "en_GB.UTF-8"}[language])
    tempfile.tempdir = None
    sys.dont_write_bytecode = True  # it would count as writing
    log = os.open(place.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    empty = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((empty, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    sys.stdin = io.TextIOWrapper(io.FileIO(0))
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w"), "utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w"), "utf-8", "backslashreplace", write_through=True)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (WORK, WORK + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _Counter:
    """Counts the steps of writing: what changes folders, files opened to be written, and writes to them."""

    def __init__(self, stop: Stop | None) -> None:
        self.number = 0
        self.moves: list[int] = []
        self.stop = stop

    def start(self) -> None:
        sys.addaudithook(self._audit)
        sys.setprofile(self._call)

    def _tick(self) -> None:
        self.number += 1
        if self.stop and self.number == self.stop.step:
            os.kill(os.getpid(), self.stop.signal)

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if event in _WRITING or opened:
            self._tick()
        if event == "os.rename":
            self.moves.append(self.number)

    def _call(self, _frame: object, event: str, function: Any) -> None:
        if event == "c_call" and getattr(function, "__name__", "") in _CALLS and _is_of_a_file(function):
            self._tick()


def _is_of_a_file(function: Any) -> bool:
    owner = getattr(function, "__self__", None)
    if isinstance(owner, io.IOBase):
        return owner not in (sys.stdout, sys.stderr) and not isinstance(owner, io.StringIO | io.BytesIO)
    return getattr(function, "__module__", "") == "posix"


def temporary(prefix: str) -> Path:
    """A folder for a campaign, outside the project."""
    return Path(tempfile.mkdtemp(prefix=prefix))
