"""Every check of the project, in order; `make test` runs this. The first failure ends it with its status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from browser.chromium import find_or_install

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent

CHECKS = (
    ["ruff", "format", "--check", "--quiet", "generator", "tests"],
    ["ruff", "check", "--quiet", "generator", "tests"],
    ["mypy"],
    ["lint-imports", "--no-cache"],
    ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", ".github/workflows/site.yml"],
    ["check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", ".gitlab-ci.yml"],
)


def main() -> int:
    """Run the checks, then the tests; those in a browser too where there is one."""
    for command in CHECKS:
        print("$", *command, flush=True)
        status = subprocess.call([str(BIN / command[0]), *command[1:]], cwd=ROOT)
        if status:
            return status
    chromium = find_or_install()
    selection = [] if chromium else ["-m", "not browser"]
    environment = {**os.environ, "CHROMIUM": chromium or ""}
    status = subprocess.call([sys.executable, "-m", "pytest", "-q", *selection], cwd=ROOT, env=environment)
    if chromium is None:
        print("The browser tests did NOT run: no Chromium was found, and none could be installed.")
        return status or int(os.environ.get("CI") == "true")
    return status


if __name__ == "__main__":
    sys.exit(main())
