"""One round of the campaign with a fixed seed: damaged input, stopped commands, refusing disks, random saves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent


@pytest.mark.long
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the campaign forks its commands")
def test_one_round_finds_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    """What fails is printed with its reduced input; `python -m torture --trial …` runs it again."""
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    command = [sys.executable, "-m", "torture", "--seed", "1", "--rounds", "1"]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
    with capsys.disabled():
        untried = [line for line in result.stdout.splitlines() if "NOT tried" in line]
        print("".join(f"\n{line}" for line in untried), file=sys.stderr)  # all that comes out of one of many processes
