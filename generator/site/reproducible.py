"""Reproducible: what is built twice from the same files is the same to the last byte.

In: a project's folder; files and folders that were built. Out: the moment that stands for "now" in whatever is built,
and archives in which nothing tells when, where and by whom they were made.
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
"""The environment variable by which a builder of packages says when things were made, in seconds since 1970."""

_NEVER = 946_684_800
"""The moment of a project that is under no version control: the first of January 2000, UTC."""

_FIRST = 315_532_800
"""The first moment that an archive can name: the first of January 1980."""

_MODE, _UNIX = 0o100644, 3
"""What an archive says of each file: everybody may read it. And the system whose modes these are."""


def moment(project: Path) -> int:
    """When what a project builds counts as made, in seconds since 1970.

    What the environment says, else the date of the commit, else a fixed one. Raises `ValueError` where the environment
    says no number.
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
    """Write a folder into a ZIP file, whole or not at all; each entry counts as `made` then. Raises `OSError`."""
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
