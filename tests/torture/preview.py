"""Random saves while the preview runs.

In: a seed and a number of saves. Out: how many were tried, and the problems: the process must live, and each answer
be a whole page, over whatever was saved; when all is sound again, the newest page must come.
"""

from __future__ import annotations

import os
import shutil
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
"""Seconds to wait for an answer or a page, on a machine however busy."""

LAST_TITLE = "Le guide sauf"
"""What the home page says once all is sound again."""


def session(seed: str, saves: int, bench: Bench) -> list[Outcome]:
    """Start a preview, save at random, ask all the time, end it."""
    chance = Random(f"{seed}/preview")
    questions = Random(f"{seed}/questions")  # apart, as a slow machine asks fewer of them and must save the same
    reset(bench.place, bench.template)
    before = bench.place.state()
    run = _Run(bench)
    outcomes = [run.outcome(seed, (), run.until(NEW_TITLE))]
    for number in range(saves):
        steps = choose(chance, GROUPS, bench.template / "project")
        for step in steps:
            step.take(bench.place.project)
        outcomes.append(run.outcome(f"{seed}.{number}", steps, run.ask(questions)))
        if chance.random() < 0.5:
            _restore(bench, before)
    _restore(bench, before)
    settings = bench.place.project / "content" / "handbook.yml"
    settings.write_text(settings.read_text("utf-8").replace(NEW_TITLE, LAST_TITLE), "utf-8")
    outcomes.append(run.outcome(f"{seed}.end", (), run.end()))
    return outcomes


class _Run:
    """A preview that runs: its process, its port, and how much of its output was judged."""

    def __init__(self, bench: Bench) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.process = child.start((COMMAND, "--port", str(self.port)), bench.place)
        self.bench = bench
        self.judged = 0

    def outcome(self, seed: str, steps: tuple[Step, ...], found: Iterator[Problem]) -> Outcome:
        """What was found after a save, and what was printed since the one before."""
        problems = list(found)
        output = self.bench.place.log.read_bytes()[self.judged :].decode("utf-8", "replace")
        self.judged += len(output.encode())
        ending = child.Ending(0, output)
        problems += [
            problem for problem in judge.ended(ending, self.bench.place.project) if "place" not in problem.kind
        ]
        case = Case(COMMAND, COMMAND, seed, (COMMAND,), steps)
        return Outcome(case, tuple({problem.kind: problem for problem in problems}.values()), ending)

    def ask(self, chance: Random) -> Iterator[Problem]:
        """Ask for a second and a half, in which a rebuild starts and often ends."""
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            for path in PAGES:
                yield from self._answer(path)
            odd = chance.choice(ODD)
            try:
                self._get(odd)
            except (OSError, HTTPException) as error:
                yield Problem(f"no answer to {odd[:20]}", f"{type(error).__name__}: {error}")
            time.sleep(0.02)

    def _get(self, path: str) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest("GET", path)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def _answer(self, path: str) -> Iterator[Problem]:
        try:
            status, page = self._get(path)
        except (OSError, HTTPException) as error:
            yield Problem("no answer", f"{path}: {type(error).__name__}: {error}")
            return
        if status != 200:
            yield Problem(f"answer {status}", path)
        elif not page.rstrip().endswith(b"</html>"):
            yield Problem("not a whole page", f"{path}: {page[-40:]!r}")

    def until(self, title: str) -> Iterator[Problem]:
        """Wait for a home page that says a title."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(OSError, HTTPException):
                if title.encode() in self._get("/")[1]:
                    return
            time.sleep(0.1)
        yield Problem("the newest page never comes", title)

    def end(self) -> Iterator[Problem]:
        """Wait for the newest page, then end the preview as a system does."""
        yield from self.until(LAST_TITLE)
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        while (done := os.waitpid(self.process, os.WNOHANG))[0] == 0 and time.monotonic() < end:
            time.sleep(0.01)
        if not done[0]:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            yield Problem("does not end at SIGTERM")
        for path in sorted(self.bench.place.temporary.iterdir()):
            yield Problem("left behind: temporary", path.name)


def _restore(bench: Bench, before: State) -> None:
    """The sound files again, in the place of whatever stands there."""
    for name in ("content", "docs", "mkdocs.yml"):
        place = bench.place.project / name
        with suppress(OSError):
            shutil.rmtree(place) if place.is_dir() else place.unlink()
    for path, data in sorted(before.items()):
        place = bench.place.root / path
        if data == b"40000":
            place.mkdir(exist_ok=True)
        elif not os.path.lexists(place):
            place.write_bytes(data)
