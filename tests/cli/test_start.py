"""What a command loads before it answers: the help nothing of the pipeline, the check nothing of the site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from generator.cli import main
main(sys.argv[1:], standalone_mode=False)
"""
HEAVY = {"pydantic", "mkdocs", "jinja2", "openpyxl", "babel", "PIL", "ruamel", "generator.pipeline", "generator.kinds"}
SITE = {"mkdocs", "jinja2", "openpyxl", "babel", "PIL", "ruamel", "icalendar", "selectolax", "markdown"}


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules and packages that a command loads, run alone."""
    ending = "import atexit; atexit.register(lambda: print(*sys.modules, sep=chr(10), file=sys.stderr))"
    program = f"import sys; {ending}{PROGRAM}"
    command = [sys.executable, "-c", program, *arguments]
    return set(subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stderr.split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], []])
def test_help_loads_nothing_of_the_pipeline(tmp_path: Path, arguments: list[str]) -> None:
    modules = loaded(tmp_path, *arguments)
    assert "generator.cli" in modules
    assert not modules & HEAVY


def test_check_loads_nothing_of_the_site(content: Path) -> None:
    modules = loaded(content.parent, "check", "--lang", "en")
    assert "generator.pipeline.check" in modules
    assert not modules & SITE
    assert "generator.editorial" not in modules
