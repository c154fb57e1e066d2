"""Random saves while the preview runs.

In: a seed and a number of saves. Out: how many were tried, and the problems: the process must live, and each answer
be a whole page, over whatever was saved; when all is sound again, the newest page must come.
"""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from random import Random

from torture import child, judge
from torture.damage import Step, choose
from torture.judge import Problem
from torture.project import NEW_TITLE, State, reset
from torture.trials import Bench, Case, Outcome

COMMAND = "preview"
GROUPS = ("content", "content", "settings", "configuration", "page", "place", "record")
PAGES = ("/", "/en/")
ODD = ("/none", "/%00", "/..%2f..%2fmkdocs.yml", "//x", "/%ff", "/" + "a" * 5000, "/?%", "/en", "/assets/")
"""Addresses that nobody should ask for; any answer of HTTP is right for them."""

PATIENCE = 120.0


def session(seed: str, saves: int, bench: Bench) -> list[Outcome]:
    """Start a preview, save at random, ask all the time, end it."""
    chance = Random(f"{seed}/preview")
    reset(bench.place, bench.template)
    before = bench.place.state()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = child.start(("preview", "--port", str(port)), bench.place)
    outcomes = [_outcome(seed, (), list(_until(port, NEW_TITLE.encode())), bench)]
    for number in range(saves):
        steps = choose(chance, GROUPS, bench.template / "project")
        for step in steps:
            step.take(bench.place.project)
        problems = list(_ask(port, chance, process))
        outcomes.append(_outcome(f"{seed}.{number}", steps, problems, bench))
        if chance.random() < 0.5:
            _restore(bench, before)
    outcomes.append(_outcome(f"{seed}.end", (), list(_end(port, process, before, bench)), bench))
    return outcomes


def _outcome(seed: str, steps: tuple[Step, ...], problems: list[Problem], bench: Bench) -> Outcome:
    output = bench.place.log.read_text("utf-8", "replace")
    case = Case(COMMAND, COMMAND, seed, (COMMAND,), steps)
    traces = [
        problem for problem in judge.ended(child.Ending(0, output), bench.place.project) if "traceback" in problem.kind
    ]
    return Outcome(case, tuple(dict.fromkeys([*problems, *traces])), child.Ending(0, output))


def _restore(bench: Bench, before: State) -> None:
    """The sound files again, in the place of whatever stands there."""
    project = bench.place.project
    for name in ("content", "docs", "mkdocs.yml"):
        with suppress(OSError):
            (project / name).rename(bench.place.root / f"old-{time.monotonic_ns()}")
    for path, data in sorted(before.items()):
        place = project / path.removeprefix(judge.PROJECT)
        if place.relative_to(project).parts[:1] == (".git",) or not path.startswith(judge.PROJECT):
            continue
        if data == b"40000":
            place.mkdir(exist_ok=True)
        elif not place.exists():
            place.write_bytes(data)


def _get(port: int, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.putrequest("GET", path)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _ask(port: int, chance: Random, process: int) -> Iterator[Problem]:
    """Ask for a second and a half, in which a rebuild starts and often ends."""
    end = time.monotonic() + 1.5
    while time.monotonic() < end:
        for path in PAGES:
            yield from _answer(port, path, process)
        odd = chance.choice(ODD)
        try:
            _get(port, odd)
        except (OSError, HTTPException) as error:
            yield Problem(f"no answer to {odd[:20]}", f"{type(error).__name__}: {error}")
        time.sleep(0.02)


def _answer(port: int, path: str, process: int) -> Iterator[Problem]:
    try:
        status, page = _get(port, path)
    except (OSError, HTTPException) as error:
        dead = os.waitpid(process, os.WNOHANG)[0]
        yield Problem("the preview is dead" if dead else "no answer", f"{path}: {type(error).__name__}: {error}")
        return
    if status != 200:
        yield Problem(f"answer {status}", path)
    elif not page.rstrip().endswith(b"</html>"):
        yield Problem("not a whole page", f"{path}: {page[-40:]!r}")


def _until(port: int, wanted: bytes) -> Iterator[Problem]:
    """Wait for a page that holds a text."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError, HTTPException):
            if wanted in _get(port, "/")[1]:
                return
        time.sleep(0.1)
    yield Problem("the newest page never comes", wanted.decode())


def _end(port: int, process: int, before: State, bench: Bench) -> Iterator[Problem]:
    _restore(bench, before)
    settings = bench.place.project / "content" / "handbook.yml"
    settings.write_text(settings.read_text("utf-8").replace(NEW_TITLE, "Le guide sauf"), "utf-8")
    yield from _until(port, b"Le guide sauf")
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGTERM)
    end = time.monotonic() + PATIENCE
    while (done := os.waitpid(process, os.WNOHANG))[0] == 0 and time.monotonic() < end:
        time.sleep(0.01)
    if not done[0]:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        yield Problem("does not end at SIGTERM")
    for path in sorted(bench.place.temporary.iterdir()):
        yield Problem("left behind: temporary", path.name)
