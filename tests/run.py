"""Every check of the project, in order; `make test` runs this. The first failure ends it with its status."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browser.chromium import find_or_install
from quality import node

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent

WORKFLOWS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / ".github" / "workflows").glob("*.yml"))
_SCHEMA = ("check-jsonschema", "--builtin-schema")

CHECKS: tuple[list[str], ...] = (
    ["ruff", "format", "--check", "--quiet", "generator", "tests"],
    ["ruff", "check", "--quiet", "generator", "tests"],
    ["mypy"],
    ["lint-imports", "--no-cache"],
    [*_SCHEMA, "vendor.github-workflows", *WORKFLOWS],
    [*_SCHEMA, "custom.github-workflows-require-timeout", *WORKFLOWS],
    [*_SCHEMA, "vendor.gitlab-ci", ".gitlab-ci.yml", ".ci/generator.gitlab-ci.yml"],
    [*_SCHEMA, "vendor.dependabot", ".github/dependabot.yml"],
    [*_SCHEMA, "vendor.renovate", "renovate.json"],
    ["zizmor", "--offline", "--quiet", ".github"],
)

SPREAD = ["-n", "auto", "--dist", "worksteal"]
"""One process of tests for each core; one more is slower. Who has none left takes half of what another has to run."""

MEMORY = Path("/dev/shm")
"""The folder of Linux that is kept in memory."""
ROOM = 2 * 2**30
"""Bytes that must be free in it: ten times what the tests have there at once."""

ABSENT = {
    "browser": "The browser tests did NOT run: no Chromium was found, and none could be installed.",
    "node": "The tests of accessibility and of the HTML did NOT run: Node and npm were not found.",
}
"""What to say of tests that need a program which is not there."""


def main() -> int:
    """Run the checks, then the tests; those in a browser or with Node where there is one."""
    for command in CHECKS:
        print("$", *command, flush=True)
        status = subprocess.call([str(BIN / command[0]), *command[1:]], cwd=ROOT)
        if status:
            return status
    chromium = find_or_install()
    missing = [mark for mark, found in (("browser", chromium), ("node", node.find())) if not found]
    selection = ["-m", " and ".join(f"not {mark}" for mark in missing)] if missing else []
    command = [sys.executable, "-m", "pytest", "-q", *SPREAD, *selection, *sys.argv[1:]]
    with scratch() as place:
        environment = {**os.environ, "CHROMIUM": chromium or "", **place}
        status = subprocess.call(command, cwd=ROOT, env=environment)
    for mark in missing:
        print(ABSENT[mark])
    return status or int(bool(missing) and os.environ.get("CI") == "true")


@contextmanager
def scratch() -> Iterator[dict[str, str]]:
    """The environment of tests whose temporary files are in memory, where there is room: they write a great many."""
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="handbook-tests-", dir=MEMORY, ignore_cleanup_errors=True) as folder:
        yield {"TMPDIR": folder}


if __name__ == "__main__":
    sys.exit(main())
