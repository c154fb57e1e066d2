"""Finds Node, and installs the programs that judge the site: what `package.json` names, as locked beside it."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
TOOLS = HERE
LIGHTHOUSE = HERE / "lighthouse_tool"


@cache
def find() -> str | None:
    """The path of Node, where there is one with npm."""
    return shutil.which("node") if shutil.which("npm") else None


@cache
def modules(folder: Path) -> Path:
    """The installed programs of a folder with a `package.json`, installed anew where the lock has changed."""
    installed, lock = folder / "node_modules", folder / "package-lock.json"
    stamp = installed / ".locked"
    if not stamp.is_file() or stamp.read_bytes() != lock.read_bytes():
        npm = shutil.which("npm")
        assert npm, "Node and npm are needed"
        subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
        shutil.copy(lock, stamp)
    return installed
