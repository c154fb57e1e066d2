"""What html-validate finds in the pages of a site."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from quality.node import HERE, TOOLS, find, modules


def faults(pages: Iterable[Path]) -> list[str]:
    """Every fault of the pages, as `file:line: rule: message`."""
    program = modules(TOOLS) / "html-validate" / "bin" / "html-validate.mjs"
    config = HERE / "html-validate.config.mjs"
    command = [str(find()), str(program), "--config", str(config), "--formatter", "json", *map(str, pages)]
    # Into a file: what it writes into a pipe is cut off when it ends.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as report:
        done = subprocess.run(command, cwd=HERE, stdout=report, stderr=subprocess.PIPE, text=True, check=False)
        report.seek(0)
        answer = report.read()
    assert answer, done.stderr
    return [
        f"{file['filePath']}:{message['line']}: {message['ruleId']}: {message['message']}"
        for file in json.loads(answer)
        for message in file["messages"]
    ]
