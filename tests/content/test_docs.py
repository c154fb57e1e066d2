"""The README's commands are real, and the help suffices."""

from __future__ import annotations

import re

from click.testing import CliRunner
from small import ROOT

from generator.cli import main

README = (ROOT / "README.md").read_text("utf-8")


def test_make_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+) ", README)) - {"and"} <= targets


def test_commands_of_the_readme_exist() -> None:
    for command in set(re.findall(r"bin/handbook (\w+)", README)):
        assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0


def test_help_lists_every_command_with_a_sentence() -> None:
    output = CliRunner().invoke(main, ["--help"]).output
    for name in main.commands:
        assert re.search(rf"^  {name} +\w", output, re.MULTILINE)


def test_locks_name_no_address() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in path.read_text("utf-8")
