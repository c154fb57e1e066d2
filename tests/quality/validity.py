"""What html-validate finds in the pages of a site."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from quality.node import HERE, TOOLS, find, modules


def faults(pages: Iterable[Path]) -> list[str]:
    """Every fault of the pages, as `file:line: rule: message`."""
    program = modules(TOOLS) / "html-validate" / "bin" / "html-validate.mjs"
    config = HERE / "html-validate.config.mjs"
    command = [str(find()), str(program), "--config", str(config), "--formatter", "json", *map(str, pages)]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return [
        f"{file['filePath']}:{message['line']}: {message['ruleId']}: {message['message']}"
        for file in json.loads(done.stdout)
        for message in file["messages"]
    ]
