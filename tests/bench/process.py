"""Processes: what a command takes, with all the processes that it starts.

In: a command and a folder. Out: seconds that pass, seconds of processor time, and the most memory held at once. A
command that fails ends the benchmark. Memory is read from Linux's `/proc`, and is not told elsewhere.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds, seconds of processor time, and megabytes; 0 where the system does not tell."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end. Exits the benchmark, with what the command said, where it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **(environment or {})}
    process = subprocess.Popen(
        command, cwd=folder, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    watch = _Memory(process.pid)
    watch.start()
    said, _ = process.communicate()
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    watch.ended.set()
    watch.join()
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{said[-3000:]}")
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, watch.peak / 1024)


class _Memory(threading.Thread):
    """Looks at the memory of a process and of those it started, all the while; pages that they share count once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.ended = pid, 0, threading.Event()

    def run(self) -> None:
        while not self.ended.wait(_EVERY):
            self.peak = max(self.peak, sum(_kilobytes(pid) for pid in _tree(self.pid)))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                yield from _tree(int(child))
    except OSError:  # it has ended, or there is no such folder
        return


def _kilobytes(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
