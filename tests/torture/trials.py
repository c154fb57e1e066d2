"""The three ways to try a command: damage before it, a signal in the midst of it, a disk that refuses.

In: a case. Out: its problems. A case is all of a trial: the same case fails in the same way again.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import pickle
import shutil
import signal
import struct
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from torture import child, judge
from torture.child import Ending, Stop
from torture.commands import COMMANDS, Command, may_write
from torture.damage import Step, choose
from torture.judge import PROJECT, Problem
from torture.project import Sandbox, State, reset


@dataclass(frozen=True)
class Case:
    """A trial: the way and its seed, the command with its arguments, and what is done to it."""

    way: str
    command: str
    seed: str
    arguments: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    stop: Stop | None = None
    disk: str = ""
    room: int = 0
    language: str = "en"


@dataclass(frozen=True)
class Outcome:
    """What a trial found, and the end of the command."""

    case: Case
    problems: tuple[Problem, ...]
    ending: Ending


@dataclass(frozen=True)
class Bench:
    """What a worker needs: the sound project and its own sandbox."""

    template: Path
    place: Sandbox


def make(way: str, command: str, seed: str, bench: Bench) -> Case:
    """The case of a trial, from its seed."""
    chance = Random(f"{seed}/{way}/{command}")
    return _MAKERS[way](chance, command, seed, bench)


def attempt(case: Case, bench: Bench) -> Outcome:
    """Run a case."""
    problems, ending = _WAYS[case.way](case, bench)
    return Outcome(case, tuple(dict.fromkeys(problems)), ending)


# Damage


def _make_damage(chance: Random, command: str, seed: str, bench: Bench) -> Case:
    chosen = COMMANDS[command]
    steps = choose(chance, chosen.groups, bench.template / "project")
    arguments = tuple(chosen.arguments(chance))
    return Case("damage", command, seed, arguments, steps, language=chance.choice(("fr", "en")))


def _damage(case: Case, bench: Bench) -> tuple[list[Problem], Ending]:
    place, command = bench.place, COMMANDS[case.command]
    reset(place, bench.template, with_site=case.command == "build" and int(case.seed.rpartition(".")[2]) % 2 == 0)
    for step in case.steps:
        step.take(place.project)
    before = place.state()
    prepare = _with_an_address if case.command == "build" else _nothing
    ending = child.run(case.arguments, place, prepare=prepare, language=case.language)
    after = place.state()
    problems = [*judge.ended(ending, place.project), *judge.changed(command, before, after)]
    problems += judge.written(case.command, before, after, place.project)
    problems += _again(case, place, ending, before, after)
    return problems, ending


def _with_an_address() -> None:
    """The site has a sitemap only where it knows its address."""
    os.environ["HANDBOOK_SITE_URL"] = "https://example.org/guide/"


def _again(case: Case, place: Sandbox, ending: Ending, before: State, after: State) -> Iterator[Problem]:
    """What the same command must find, run once more over what it wrote."""
    if case.command == "build" and ending.code == 0:
        as_configured = all(step.group != "configuration" for step in case.steps)
        yield from judge.built(place.project, as_configured, strict="--strict" in case.arguments)
    elif case.command in ("fmt", "translations --record") and after != before:
        child.run(case.arguments, place)
        for path in sorted(path for path, data in place.state().items() if after.get(path) != data):
            yield Problem("a second run changes more", path)


# Kills

STOPPED: Mapping[str, tuple[str, ...]] = {
    "build": ("build",),
    "fmt": ("fmt",),
    "new": ("new", "kpis", "neuf"),
    "export xlsx": ("export", "xlsx", "--force", "book.xlsx"),
    "export schema": ("export", "schema"),
    "export reference": ("export", "reference"),
    "import xlsx": ("import", "xlsx", "--yes", "book.xlsx"),
    "translations --record": ("translations", "--record"),
    "reviews --ics": ("reviews", "--today", "2026-06-01", "--ics", "out.ics"),
    "init": ("init", "guide"),
    "rename": ("rename", "--yes", "kpis", "exemple", "neuf"),
}
"""The commands that write, as they are stopped and as they meet a bad disk."""

WHOLE = ("build", "import xlsx", "init", "rename")
"""Those that write all or nothing; of the others each file must be old or new."""

NEXT: Mapping[str, tuple[str, ...]] = {"import xlsx": ("check",), "rename": ("check",)}
"""The command that comes after; the same again for those that are not named."""

SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _make_kill(chance: Random, command: str, seed: str, bench: Bench) -> Case:
    """Half of the stops come about the moment when something made is moved to its place."""
    sound = _sound(command, bench)
    step = chance.randint(1, sound.writes)
    if sound.moves and chance.random() < 0.5:
        step = min(sound.writes, max(1, chance.choice(sound.moves) + chance.choice((-1, 0, 1, 1, 2))))
    return Case("kill", command, seed, STOPPED[command], stop=Stop(chance.choice(SIGNALS), step))


def _prepare(command: str, bench: Bench) -> None:
    """The project before a writing command, with something to write for each."""
    place = bench.place
    reset(place, bench.template, with_site=command == "build")
    if command == "translations --record":
        shutil.rmtree(place.project / "content" / ".translations")
    if command == "fmt":
        for path in sorted((place.project / "content").rglob("*.yml")):
            path.write_text("# to lay out\n\n\n\n" + path.read_text("utf-8"), "utf-8")


class Sound(NamedTuple):
    """A command that nothing disturbs: the states before and after it, its steps of writing, those that move."""

    old: State
    new: State
    writes: int
    moves: tuple[int, ...]


@cache
def _sound(command: str, bench: Bench) -> Sound:
    """As one worker finds it for all: counting is slow."""
    file = bench.template.with_name(f"sound {command}")
    with file.open("a+b") as shared:
        fcntl.flock(shared, fcntl.LOCK_EX)
        shared.seek(0)
        if known := shared.read():
            return Sound(*pickle.loads(known))
        sound = _run_sound(command, bench)
        shared.write(pickle.dumps(tuple(sound)))
    return sound


def _run_sound(command: str, bench: Bench) -> Sound:
    _prepare(command, bench)
    before = bench.place.state()
    ending = child.run(STOPPED[command], bench.place, counting=True)
    if ending.code:
        raise RuntimeError(f"{command} fails on the sound project: {ending.output}")
    return Sound(before, bench.place.state(), ending.writes, ending.moves)


def _kill(case: Case, bench: Bench) -> tuple[list[Problem], Ending]:
    old, new, *_ = _sound(case.command, bench)
    _prepare(case.command, bench)
    ending = child.run(case.arguments, bench.place, case.stop)
    assert case.stop
    number = case.stop.signal
    problems = list(judge.ended(ending, bench.place.project, (0, 1, 2, 3, -number, 128 + number)))
    now = bench.place.state()
    if number != signal.SIGKILL:
        problems += _left(old, new, now)
    problems += _torn(case.command, old, new, now, whole=case.command == "build")
    again = NEXT.get(case.command, case.arguments)
    after = child.run(again, bench.place)
    problems += [
        Problem(f"next command: {problem.kind}", problem.detail) for problem in judge.ended(after, bench.place.project)
    ]
    then = bench.place.state()
    problems += _left(old, new, then, killed=number == signal.SIGKILL)
    problems += _torn(case.command, old, new, then, whole=case.command in WHOLE)
    return problems, ending


def _torn(command: str, old: State, new: State, now: State, whole: bool) -> Iterator[Problem]:
    """Files that are neither old nor new and, for a command that writes all or nothing, a mixture of both."""
    if now in (old, new):
        return
    own = [path for path in sorted(old.keys() | new.keys()) if _may(COMMANDS[command], path)]
    torn = [path for path in own if now.get(path) not in (old.get(path), new.get(path)) and not _varies(path)]
    if torn:
        yield Problem("neither old nor new", f"{torn[0]}: {len(now.get(torn[0], b''))} bytes, {len(torn)} in all")
    differing = [path for path in own if old.get(path) != new.get(path) and not _varies(path)]
    states = {now.get(path) == new.get(path) for path in differing}
    if whole and len(states) > 1:
        yield Problem(
            "a mixture of old and new", f"{sum(now.get(p) == new.get(p) for p in differing)}/{len(differing)} new"
        )
    if lost := sorted(path for path in old if path not in now and path in new):
        yield Problem("lost", lost[0])


def _may(command: Command, path: str) -> bool:
    return may_write(command, path.removeprefix(PROJECT), None)


def _varies(path: str) -> bool:
    """Archives carry the time at which they were made."""
    return path.endswith((".gz", ".xlsx"))


def _left(old: State, new: State, now: State, killed: bool = False) -> Iterator[Problem]:
    """What is in neither state; of a killed process only what is in the project counts."""
    for path in sorted(now.keys() - old.keys() - new.keys()):
        if not (killed and path.startswith("temporary/")):
            yield Problem(f"left behind: {judge.shape(path)}", path)
            return


# Disks

DISKS = ("full", "full", "read-only", "denied")
READING: Mapping[str, tuple[str, ...]] = {
    "check": ("check",),
    "fmt --check": ("fmt", "--check"),
    "translations": ("translations",),
    "reviews": ("reviews", "--today", "2026-06-01"),
    "diff": ("diff", "HEAD~1"),
}
"""The commands that only read: a disk that cannot be written is nothing to them."""


def _make_disk(chance: Random, command: str, seed: str, _bench: Bench) -> Case:
    disk = chance.choice(DISKS) if command in STOPPED else "read-only"
    room = chance.choice((0, 4096, 16_384, 65_536, 262_144, chance.randrange(4_000_000)))
    return Case("disk", command, seed, {**STOPPED, **READING}[command], disk=disk, room=room)


def _disk(case: Case, bench: Bench) -> tuple[list[Problem], Ending]:
    home = bench.place.home
    if case.command in STOPPED:
        old, new, *_ = _sound(case.command, bench)
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    _mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", str(home))
    try:
        _prepare(case.command, bench)
        _SPOIL[case.disk](case, bench)
        before = bench.place.state()
        ending = child.run(case.arguments, bench.place, prepare=_PREPARE[case.disk], language=case.language)
        now = bench.place.state()
    finally:
        subprocess.run(["umount", "--lazy", str(home)], check=True)
    problems = list(judge.ended(ending, bench.place.project, (0, 3) if case.command in STOPPED else (0,)))
    if case.command not in STOPPED:
        return [*problems, *judge.changed(COMMANDS[case.command], before, now)], ending
    now = {path: data for path, data in now.items() if not path.endswith("/ballast")}
    problems += _torn(case.command, old, new, now, whole=case.command in WHOLE)
    problems += _left(old, new, now)
    if ending.code == 0 and not _same(new, now):
        problems.append(Problem("ends well and has not written"))
    return problems, ending


def _same(one: State, other: State) -> bool:
    return all(one.get(path) == other.get(path) for path in one.keys() | other.keys() if not _varies(path))


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


def _fill(case: Case, bench: Bench) -> None:
    """All but some room of the disk is taken."""
    free = os.statvfs(bench.place.home)
    size = free.f_bavail * free.f_frsize - case.room
    with (bench.place.home / "ballast").open("wb") as ballast:
        os.posix_fallocate(ballast.fileno(), 0, max(1, size))


def _freeze(_case: Case, bench: Bench) -> None:
    _mount("-o", "remount,ro", str(bench.place.home))


def _give_away(_case: Case, bench: Bench) -> None:
    """The project is somebody else's, who lets others read."""
    subprocess.run(["chown", "--recursive", "--no-dereference", "65534", str(bench.place.home)], check=True)


def _nothing() -> None:
    """Nothing to do in the new process."""


def _without_rights() -> None:
    """Drop root's right to pass over permissions, and all its others: `capset` with empty sets."""
    header, none = struct.pack("=Ii", 0x20080522, 0), bytes(24)
    if ctypes.CDLL(None, use_errno=True).capset(header, none):
        raise OSError(ctypes.get_errno(), "capset")


_SPOIL: Mapping[str, Callable[[Case, Bench], None]] = {"full": _fill, "read-only": _freeze, "denied": _give_away}
_PREPARE: Mapping[str, Callable[[], None]] = {"full": _nothing, "read-only": _nothing, "denied": _without_rights}

_MAKERS: Mapping[str, Callable[[Random, str, str, Bench], Case]] = {
    "damage": _make_damage,
    "kill": _make_kill,
    "disk": _make_disk,
}
_WAYS: Mapping[str, Callable[[Case, Bench], tuple[list[Problem], Ending]]] = {
    "damage": _damage,
    "kill": _kill,
    "disk": _disk,
}


def ways(command: str) -> Sequence[str]:
    """The ways in which a command is tried."""
    return [
        way
        for way, names in (("damage", COMMANDS), ("kill", STOPPED), ("disk", {**STOPPED, **READING}))
        if command in names
    ]
