"""Kill a command with SIGKILL at random writes, run the next one, and look at what there is: old or new, nothing else.

In: `python tests/killing.py COMMAND COUNT SEED`. Out: what was found, as JSON, and exit 1 where a trial failed. A
moment is a number of writes (files opened, moved, deleted, folders made): a slow machine kills where a fast one does.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from small import copy_golden, with_pages

from generator.cli import main

COMMANDS = {
    "fmt": ["fmt"],
    "record": ["translations", "--record"],
    "import": ["import", "xlsx", "--yes", "book.xlsx"],
    "build": ["build"],
}
_EVENTS = {
    "open",
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.chmod",
    "ctypes.dlsym",
    "fcntl.flock",
}

State = dict[str, bytes]


def prepared(command: str, root: Path) -> None:
    """A project in which the command has something to write into many files."""
    content = copy_golden(root / "content")
    with_pages(root)
    if command == "fmt":
        for file in content.rglob("*.yml"):
            file.write_text(file.read_text("utf-8") + "\n\n\n", "utf-8")
    if command == "import":
        _ran(root, ["export", "xlsx", "book.xlsx"])
        edit_workbook(root)
    if command == "build":
        _ran(root, ["build"])
        page = root / "docs" / "fr" / "about.md"
        page.write_text(page.read_text("utf-8") + "\nNouveau.\n", "utf-8")


def edit_workbook(root: Path) -> None:
    """Change in `book.xlsx` the order of the entries."""
    from openpyxl import load_workbook

    book = load_workbook(root / "book.xlsx")
    for sheet in book.worksheets:
        keys = [cell.value for cell in sheet[1]]
        if "order" in keys and sheet.max_row >= 3:
            sheet.cell(3, keys.index("order") + 1).value = "77"
    book.save(root / "book.xlsx")


def _ran(root: Path, arguments: list[str], stop_at: int = 0) -> int:
    """Run a command in a child, which kills itself before its write number `stop_at`; returns its exit status."""
    child = os.fork()
    if child == 0:
        os.chdir(root)
        count = _count_writes(stop_at)
        result = CliRunner().invoke(main, arguments)
        Path(f"{root}.writes").write_text(str(count[0]), "utf-8")
        os._exit(result.exit_code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _count_writes(stop_at: int) -> list[int]:
    count = [0]

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _EVENTS and (event != "open" or (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR)):
            count[0] += 1
            if count[0] == stop_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)
    return count


def state(root: Path, command: str) -> State:
    """Every file below a folder, and of a build what was published."""
    start = "site/" if command == "build" else ""
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if name.startswith(start)}


def campaign(command: str, count: int, seed: int) -> Counter[str]:
    """What was found after each kill: `old`, `new`, or what was neither."""
    chance = random.Random(f"{command} {seed}")
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as work:
        before, after = Path(work) / "before", Path(work) / "after"
        before.mkdir()
        prepared(command, before)
        shutil.copytree(before, after)
        assert _ran(after, COMMANDS[command]) == 0
        old, new = state(before, command), state(after, command)
        assert old != new
        writes = int(Path(f"{after}.writes").read_text("utf-8"))
        for trial in range(count):
            root = Path(work) / str(trial)
            shutil.copytree(before, root)
            moment = chance.randint(1, writes)
            killed = _ran(root, COMMANDS[command], moment) == -signal.SIGKILL
            if command == "build":  # published at every moment, and not only once the next build has come
                found[_verdict(state(root, command), old, new, moment)] += 1
            else:
                assert _ran(root, ["check"]) == 0
                found[_verdict(state(root, command), old, new, moment)] += 1
            found["killed"] += killed
            shutil.rmtree(root)
    return found


def _verdict(now: State, old: State, new: State, moment: int) -> str:
    return "old" if now == old else "new" if now == new else f"neither, at write {moment}"


if __name__ == "__main__":
    outcome = campaign(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    print(json.dumps(outcome))
    sys.exit(any(name.startswith("neither") for name in outcome))
