"""Lighthouse's figures for a page on a phone. They depend on the machine: they are printed, and bind nobody."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from typing import Any

from quality.node import LIGHTHOUSE, find, modules

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 5


def median(address: str, chromium: str) -> str:
    """The median of some runs: the four scores, and when the largest part was painted.

    Now and then Chromium does not answer Lighthouse in time: such a run is left out, and said.
    """
    reports = [report for report in (_run(address, chromium) for _ in range(RUNS)) if report]
    if not reports:
        return "every run failed"
    scores = [round(100 * statistics.median(r["categories"][name]["score"] for r in reports)) for name in CATEGORIES]
    painted = statistics.median(r["audits"]["largest-contentful-paint"]["numericValue"] for r in reports)
    failed = f" ({RUNS - len(reports)} failed)" if len(reports) < RUNS else ""
    return f"{' '.join(map(str, scores))}  LCP {painted / 1000:.2f} s{failed}"


def _run(address: str, chromium: str) -> Any:
    """One report; None when Lighthouse gave up."""
    program = modules(LIGHTHOUSE) / "lighthouse" / "cli" / "index.js"
    command = [str(find()), str(program), address, "--quiet", "--output=json", "--chrome-flags=--headless --no-sandbox"]
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    return json.loads(done.stdout) if done.returncode == 0 else None
