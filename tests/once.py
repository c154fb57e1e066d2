"""What is costly to make and only read is made once for a run, whichever of its processes asks first."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.files.lock import locked


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """What `make` returns for a new folder: a place in it. The other processes wait for it, and get the same place.

    Nothing tells that it is made but the file that names the place, so what was left half made is made anew.
    """
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each worker has a folder in that of the run
        shared = shared.parent
    root = shared / f"once-{name}"
    root.mkdir(exist_ok=True)
    done, made = root / "done", root / "made"
    with locked(root):
        if not done.exists():
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            done.write_text(str(make(made)), "utf-8")
        return Path(done.read_text("utf-8"))
