"""The campaign. In: seeds and bounds. Out: each failure with its reduced input, and a table of all trials.

`make torture` makes rounds until ten minutes have passed; `--rounds 1 --seed 1` is the slice of `make test`;
`--trial 1.7/kill/build` runs one trial again.
"""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import os
import pkgutil
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from pathlib import Path

import generator
from torture import child, preview
from torture.commands import COMMANDS
from torture.project import Sandbox
from torture.project import make as make_project
from torture.reduce import ascii_only, reduced, shown
from torture.trials import Bench, Case, Outcome, attempt, make, ways

DAMAGE: Mapping[str, int] = {
    "check": 40,
    "build": 3,
    "build elsewhere": 6,
    "fmt": 12,
    "fmt --check": 8,
    "new": 20,
    "export xlsx": 4,
    "export schema": 8,
    "export reference": 8,
    "import xlsx": 8,
    "import xlsx --dry-run": 6,
    "translations": 16,
    "translations --record": 14,
    "reviews": 16,
    "reviews --ics": 10,
    "export over files": 6,
    "diff": 16,
    "init": 8,
    "rename": 20,
}
KILLS: Mapping[str, int] = {"build": 1, "export xlsx": 1, "fmt": 2, "import xlsx": 3}
DISKS: Mapping[str, int] = {"build": 2, "export xlsx": 2, "import xlsx": 2}
SAVES = 3
"""How many trials of each way make a round: few of the slow commands; the quick ones have `OTHERS`."""

OTHERS = 3

TRIES, SLOW_TRIES = 60, 6
"""How many smaller inputs are tried at most, and how many where each of them hangs."""

Task = tuple[str, str, str]
"""A way, a command and a seed."""

Kind = tuple[str, str]
"""A command, and a way in which it fails."""

Kinds = Mapping[Kind, Sequence[Outcome]]

_bench: Bench | None = None


def main() -> int:
    """Run the campaign; 1 where anything failed."""
    options = _options()
    folder = child.temporary("handbook-torture-")
    start = time.monotonic()
    pool = ProcessPoolExecutor(options.workers, multiprocessing.get_context("spawn"), _settle, (folder,))
    try:
        make_project(folder / "template")
        outcomes = list(_announced(_rounds(options, pool, start)))
        failures = _kinds(outcomes)
        _tell_all(failures, pool, folder / "template")
    finally:
        pool.shutdown(cancel_futures=True)
        shutil.rmtree(folder, ignore_errors=True)
    print(_table(outcomes))
    print(f"{len(outcomes)} trials, {len(failures)} kinds of failure, {time.monotonic() - start:.0f} s")
    return int(bool(failures))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("torture", description=__doc__)
    parser.add_argument("--seed", type=int, default=int(time.time()), help="seed of the first round")
    parser.add_argument("--rounds", type=int, default=10**6, help="rounds to make at most")
    parser.add_argument("--minutes", type=float, default=10.0, help="minutes after which no new round starts")
    parser.add_argument("--only", action="append", default=[], help="a command to try; all where none is named")
    parser.add_argument(
        "--way", action="append", default=[], help="damage, kill, disk or preview; all where none is named"
    )
    parser.add_argument("--trial", help="one trial to run again, as it was printed")
    parser.add_argument("--workers", type=int, default=min(4, os.cpu_count() or 1))
    return parser.parse_args()


def _rounds(options: argparse.Namespace, pool: ProcessPoolExecutor, start: float) -> Iterator[Outcome]:
    """All outcomes, round by round. No round is broken off: it can be made again from its seed."""
    if options.trial:
        way, command, seed = _parsed(options.trial)
        yield from pool.submit(_run, (way, command, seed)).result()
        return
    for number in range(options.rounds):
        seed = options.seed + number
        if time.monotonic() - start > 60 * options.minutes:
            return
        print(f"round with seed {seed}", flush=True)
        tasks = [task for task in _plan(seed) if _wanted(task, options)]
        # The slowest first, so that no worker waits for the other at the end.
        tasks.sort(key=lambda task: (task[0] != "preview", task[1] != "build"))
        futures: list[Future[list[Outcome]]] = [pool.submit(_run, task) for task in tasks]
        for future in as_completed(futures):
            yield from future.result()


def _announced(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """Tell how far it is, and each kind of failure as soon as it is found."""
    known: set[Kind] = set()
    for number, outcome in enumerate(outcomes, 1):
        case = outcome.case
        if number % 100 == 0:
            print(f"{number} trials", flush=True)
        for problem in outcome.problems:
            if (case.command, problem.kind) not in known:
                print(
                    f"! {case.command}: {ascii_only(problem.kind)}, trial {case.seed}/{case.way}/{case.command}",
                    flush=True,
                )
            known.add((case.command, problem.kind))
        yield outcome


def _parsed(trial: str) -> Task:
    seed, way, command = trial.split("/", 2)
    return way, command, seed


def _wanted(task: Task, options: argparse.Namespace) -> bool:
    return (not options.only or task[1] in options.only) and (not options.way or task[0] in options.way)


def _plan(seed: int) -> Iterator[Task]:
    """The trials of a round."""
    yield "preview", preview.COMMAND, f"{seed}.0"
    for command in COMMANDS:
        for way in ways(command):
            number = {"damage": DAMAGE, "kill": KILLS, "disk": DISKS}[way].get(command, OTHERS)
            for at in range(number if way != "disk" or _may_mount() else 0):
                yield way, command, f"{seed}.{at}"


def _may_mount() -> bool:
    return os.geteuid() == 0 and shutil.which("mount") is not None and shutil.which("unshare") is not None


def _settle(folder: Path) -> None:
    """In a new worker: everything imported once, and a sandbox of its own."""
    global _bench
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    place = Sandbox(folder / f"worker-{os.getpid()}")
    place.root.mkdir()
    folder.chmod(0o755)
    _bench = Bench(folder / "template", place)


def _run(task: Task) -> list[Outcome]:
    assert _bench
    way, command, seed = task
    if way == preview.COMMAND:
        return preview.session(seed, SAVES, _bench)
    return [attempt(make(way, command, seed, _bench), _bench)]


def _reduce(outcome: Outcome, kind: str) -> Outcome:
    """The same failure with less input."""
    assert _bench
    bench = _bench

    def fails(case: Case) -> bool:
        return any(problem.kind == kind for problem in attempt(case, bench).problems)

    if outcome.case.way == preview.COMMAND:
        return outcome
    scratch = Sandbox(bench.place.root.with_name(f"{bench.place.root.name}-scratch"))
    tries = SLOW_TRIES if kind == "hangs" else TRIES
    return attempt(reduced(outcome.case, fails, bench.template, scratch, tries), bench)


def _kinds(outcomes: Sequence[Outcome]) -> Kinds:
    kinds: dict[Kind, list[Outcome]] = {}
    for outcome in outcomes:
        for kind in {problem.kind: None for problem in outcome.problems}:
            kinds.setdefault((outcome.case.command, kind), []).append(outcome)
    return dict(sorted(kinds.items()))


def _tell_all(failures: Kinds, pool: ProcessPoolExecutor, template: Path) -> None:
    """Print one failure of each kind, unless one that was printed shows it too."""
    told: set[Kind] = set()
    for (command, kind), found in failures.items():
        if (command, kind) not in told:
            first = min(found, key=lambda outcome: (len(outcome.case.steps), outcome.case.seed))
            small = pool.submit(_reduce, first, kind).result()
            told |= {(command, problem.kind) for problem in small.problems}
            print("\n".join(_told(small, failures, template)), flush=True)


def _told(outcome: Outcome, failures: Kinds, template: Path) -> Iterator[str]:
    """A failure as lines: the trial, its input, its problems, its output."""
    case, ending = outcome.case, outcome.ending
    yield f"\nFAILED {case.command}: trial {case.seed}/{case.way}/{case.command}"
    yield f"  $ handbook {' '.join(map(ascii_only, case.arguments))[:300]}"
    if case.stop:
        yield f"  {case.stop}"
    if case.disk:
        yield f"  disk {case.disk}, {case.room} bytes free"
    yield from shown(case, template)
    for problem in outcome.problems:
        times = len(failures.get((case.command, problem.kind), ()))
        yield f"  - {ascii_only(problem.kind)} ({times} times) {ascii_only(problem.detail)[:200]}"
    yield f"  exit code {ending.code}; output:"
    yield from (f"  | {ascii_only(line)[:200]}" for line in ending.output.splitlines()[-14:])


def _table(outcomes: Sequence[Outcome]) -> str:
    """Trials and failures for each command and way."""
    tried = Counter((outcome.case.command, outcome.case.way) for outcome in outcomes)
    failed = Counter((outcome.case.command, outcome.case.way) for outcome in outcomes if outcome.problems)
    rows = [("command", "way", "tried", "failed")]
    rows += [(command, way, str(tried[command, way]), str(failed[command, way])) for command, way in sorted(tried)]
    rows.append(("all", "", str(tried.total()), str(failed.total())))
    lines = [f"{row[0]:24} {row[1]:8} {row[2]:>7} {row[3]:>7}" for row in rows]
    if not _may_mount():
        lines.append("Full, read-only and forbidden disks were NOT tried: that needs root and mount.")
    return "\n".join(["", *lines])


def alone() -> None:
    """Start again where no mount is seen by others and none outlives us, where root allows."""
    if _may_mount() and "HANDBOOK_TORTURE" not in os.environ:
        os.environ["HANDBOOK_TORTURE"] = "alone"
        os.execvp("unshare", ["unshare", "--mount", sys.executable, "-m", "torture", *sys.argv[1:]])
