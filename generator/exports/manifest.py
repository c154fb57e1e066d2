"""The manifest of a folder of exports: what is in it, how large, and with which digest.

In: files. Out: `manifest.json`, and `SHA256SUMS` as `sha256sum --check` reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from generator.exports.edition import Files

NAME = "manifest.json"
SUMS_NAME = "SHA256SUMS"
_MARK = "handbook-export"
"""Stands in each manifest: what has it was written by us."""


def text(files: Files, more: Mapping[str, Any] | None = None) -> bytes:
    """The manifest of some files; `more` stands before their list."""
    listed = [
        {"name": name, "bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in sorted(files.items())
    ]
    return (json.dumps({"made_by": _MARK, **(more or {}), "files": listed}, indent=1) + "\n").encode()


def sums(files: Files) -> bytes:
    """The digest and the name of each file, a line each."""
    return "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()


def load(file: Path) -> Mapping[str, Any]:
    """A manifest that we wrote; empty where there is none, or where it is something else."""
    try:
        tree = json.loads(file.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return tree if isinstance(tree, dict) and tree.get("made_by") == _MARK else {}


def read(file: Path) -> frozenset[str]:
    """The names of the files that we wrote, after a manifest of ours; names that lead out of its folder are left out.

    Empty where there is no such manifest.
    """
    tree = load(file)
    names = [str(each.get("name", "")) for each in tree.get("files", ()) if isinstance(each, dict)]
    own = (NAME, SUMS_NAME) if tree else ()
    return frozenset((*own, *(name for name in names if name and _is_inside(name))))


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
