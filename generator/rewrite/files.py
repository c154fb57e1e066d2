"""Write several files, or none of them.

In: the new text of each file, or None where it goes. Out: all of them changed on disk. The new texts are first
written beside their places; should a move then fail, what was moved already is put back.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path


def write_all(texts: Mapping[Path, str | None]) -> None:
    """Write, or remove, every file. Raises `OSError` where that cannot be done; all of them are then as they were."""
    fresh: dict[Path, Path | None] = {}
    made: list[Path] = []
    try:
        for path, text in texts.items():
            place = path.resolve()
            if text is None:
                fresh[place] = None
                continue
            made += _make_folder(place.parent)
            beside = fresh[place] = place.with_name(f".{place.name}.new")
            beside.write_text(text, "utf-8", newline="")
            if place.exists():
                shutil.copymode(place, beside)
        _move(fresh)
    except OSError:
        for beside in filter(None, fresh.values()):
            beside.unlink(missing_ok=True)
        for folder in reversed(made):
            folder.rmdir()
        raise


def _make_folder(folder: Path) -> list[Path]:
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _move(fresh: Mapping[Path, Path | None]) -> None:
    old: dict[Path, bytes | None] = {}
    try:
        for place, beside in fresh.items():
            old[place] = place.read_bytes() if place.exists() else None
            if beside is None:
                place.unlink(missing_ok=True)
            else:
                beside.replace(place)
    except OSError:
        for place, content in old.items():
            _restore(place, content)
        raise


def _restore(place: Path, content: bytes | None) -> None:
    if content is None:
        place.unlink(missing_ok=True)
    elif not place.exists() or place.read_bytes() != content:
        place.write_bytes(content)
