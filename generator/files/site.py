"""Whether a build may replace a folder by a site.

In: the folder, the project, and the folders of its sources. Out: an empty text, or the reason why not. A folder is
replaced only if it does not exist, is empty, or has the mark of a site that we have built.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from generator.files.atomic import named

MARK = ".handbook-site"
"""The file in each site that says that the whole folder may be replaced."""

_TEXT = "This folder is a site that the handbook's generator has written. Each build replaces all of it.\n"
_FORMER = ("index.html", "404.html", "search/search_index.json", "assets/handbook.css", "en/index.html")
"""Files of a site that was built before sites had a mark."""
_SOURCES = ("mkdocs.yml", ".git", "content", "docs", "pyproject.toml")


class ForeignError(OSError):
    """Something that we have not written stands at the path, so nothing is written there."""

    def __init__(self, path: Path, reason: str = "file") -> None:
        super().__init__(errno.EEXIST, reason, str(path))
        self.path = path
        self.reason = reason


def refuse_foreign(path: Path, ours: bytes) -> None:
    """Raises `ForeignError` if a file has content without `ours`, which is in all files of this type that we write."""
    if path.is_file() and (data := path.read_bytes()).strip() and ours not in data:
        raise ForeignError(path)


def mark(site: Path) -> None:
    """Mark a folder as a site that we have built."""
    with named(site / MARK):
        (site / MARK).write_text(_TEXT, "utf-8")


def unfit(target: Path, project: Path, sources: Iterable[Path]) -> str:
    """Why a folder must not be replaced: the name of a message, empty if it may be. Symbolic links are followed.

    `sources` are the folders that the site is made from.
    """
    place, root = _real(target), _real(project)
    folders = [_real(folder) for folder in (*sources, project / ".git")]
    if root.is_relative_to(place):
        return "project"
    if any(_overlap(place, folder, root) for folder in folders):
        return "source"
    if _real(Path("~").expanduser()).is_relative_to(place):
        return "home"
    if os.path.ismount(place):
        return "mount"
    return "" if _replaceable(place) else "foreign"


def _overlap(place: Path, source: Path, root: Path) -> bool:
    """Whether one contains the other. If the whole project is a source, what a folder holds decides instead."""
    return source.is_relative_to(place) or (place.is_relative_to(source) and not root.is_relative_to(source))


def _real(folder: Path) -> Path:
    return Path(os.path.realpath(folder))


def _replaceable(place: Path) -> bool:
    if not os.path.lexists(place):
        return True
    if not place.is_dir():
        return False
    if not any(place.iterdir()) or (place / MARK).is_file():
        return True
    return all((place / name).is_file() for name in _FORMER) and not any((place / name).exists() for name in _SOURCES)
