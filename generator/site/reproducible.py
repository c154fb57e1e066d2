"""Reproducible builds: the same files always give the same bytes.

In: a project's folder; files and folders that were built. Out: the time that counts as "now" during a build, and
archives without the time, machine and user of the build.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mkdocs.exceptions import PluginError

VARIABLE = "SOURCE_DATE_EPOCH"
"""The standard environment variable for the time of a build, in seconds since 1970."""

_NEVER = 946_684_800
"""The time for a project without version control: the first of January 2000, UTC."""

_FIRST = 315_532_800
"""The earliest time that a ZIP archive can hold: the first of January 1980."""

_MODE, _UNIX = 0o100644, 3
"""The permissions of each file in an archive, readable by everybody, and the system that defines them."""


def moment(project: Path) -> int:
    """The time of a project's build, in seconds since 1970.

    That of the environment, else of the last commit, else a fixed one. Raises `ValueError` if the variable of the
    environment is not a number.
    """
    if given := os.environ.get(VARIABLE):
        return int(given)
    return _of_commit(project) or _NEVER


def _of_commit(project: Path) -> int:
    git = shutil.which("git")
    if git is None:
        return 0
    command = [git, "-C", str(project), "log", "-1", "--format=%ct", "--no-show-signature"]
    run = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - a fixed program, no shell
    return int(run.stdout) if run.stdout.strip().isdigit() else 0


class BuildDate:
    """The date of a build, in the environment for as long as the build lasts."""

    def __init__(self) -> None:
        self._ours = False

    def set(self, project: Path) -> None:
        """Give a build its date, whichever template or plugin asks MkDocs for it. Raises `PluginError`."""
        self._ours = self._ours or VARIABLE not in os.environ
        try:
            os.environ[VARIABLE] = str(moment(project))
        except ValueError as error:
            raise PluginError(f"handbook: {VARIABLE} must be a number of seconds: {error}.") from error

    def unset(self) -> None:
        """Leave the environment as it was."""
        if self._ours:
            del os.environ[VARIABLE]
        self._ours = False


def compress(file: Path) -> None:
    """Write the `.gz` of a file beside it."""
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))


def archive(folder: Path, file: Path, made: int) -> None:
    """Write a folder into a ZIP file, atomically; `made` is the time of each of its files. Raises `OSError`."""
    fresh = file.with_name(f".{file.name}.new")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with ZipFile(fresh, "w") as packed:
            for name, path in sorted((path.relative_to(folder.parent).as_posix(), path) for path in _files(folder)):
                packed.writestr(_entry(name, made), path.read_bytes(), ZIP_DEFLATED, 9)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _entry(name: str, made: int) -> ZipInfo:
    moment = time.gmtime(max(made, _FIRST))
    entry = ZipInfo(name, moment[:6])
    entry.create_system = _UNIX
    entry.external_attr = _MODE << 16
    return entry
