"""A process that works beside another is ended without a word, at whatever moment that happens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from small import ROOT

_ENDED_AT_ONCE = """
import signal, time
from generator.site import apart

def stop(number, frame):
    raise SystemExit("the parent's own way")

def slow(parent):
    time.sleep(0.5)

def work():
    time.sleep(60)

signal.signal(signal.SIGTERM, stop)
apart._end_with = slow
with apart.apart(work):
    pass
print("ended", signal.getsignal(signal.SIGTERM) is stop, signal.pthread_sigmask(signal.SIG_BLOCK, ()))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a process is copied on Linux only")
def test_a_copy_that_is_ended_at_once_does_not_do_what_its_parent_does(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(_ENDED_AT_ONCE, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, timeout=30)
    assert (done.stdout, done.stderr, done.returncode) == ("ended True set()\n", "", 0)
