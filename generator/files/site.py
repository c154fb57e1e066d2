"""Whether a folder may be replaced by a site.

In: the folder, the project, and the folders of its sources. Out: nothing, or why not. A folder is replaced only where
it is absent, empty, or a site of ours, which its mark tells.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from generator.files.atomic import named

MARK = ".handbook-site"
"""Stands in each site, and says that all of the folder may be replaced."""

_TEXT = "This folder is a site that the handbook's generator has written. Each build replaces all of it.\n"
_FORMER = ("index.html", "404.html", "search/search_index.json", "assets/handbook.css", "en/index.html")
"""What a site has that was written before sites were marked."""
_SOURCES = ("mkdocs.yml", ".git", "content", "docs", "pyproject.toml")


class ForeignError(Exception):
    """A file or folder stands where we would write, and is none of ours: nothing is written."""

    def __init__(self, path: Path, reason: str = "file") -> None:
        super().__init__(str(path))
        self.path = path
        self.reason = reason


def refuse_foreign(path: Path, ours: bytes) -> None:
    """Raises `ForeignError` where a file holds something in which `ours`, the sign of what we write, is not."""
    if path.is_file() and (data := path.read_bytes()).strip() and ours not in data:
        raise ForeignError(path)


def mark(site: Path) -> None:
    """Mark a folder as a site of ours."""
    with named(site / MARK):
        (site / MARK).write_text(_TEXT, "utf-8")


def unfit(target: Path, project: Path, sources: Iterable[Path]) -> str:
    """Why a folder must not be replaced: the name of a message; empty where it may. Links are followed.

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
    """Whether one stands in the other. All of a project may be a source: then it is told by what a folder holds."""
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
