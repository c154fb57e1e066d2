"""The `handbook` command: one module a command.

In: the command line. Out: text on the terminal and an exit status: 0 clean, 1 findings or work that must stop,
2 wrong use, 3 what the machine refused (`machine.py`). Each module imports what is heavy (MkDocs, writers of files)
inside its command, so that the others answer at once. Every sentence of the help stands in `locales/` under `cli`, in
the terminal's language.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from generator.cli.build import build
from generator.cli.check import check
from generator.cli.diff import diff
from generator.cli.export import export
from generator.cli.fmt import fmt
from generator.cli.import_ import import_
from generator.cli.init import init
from generator.cli.machine import Commands
from generator.cli.new import new
from generator.cli.options import say
from generator.cli.preview import preview
from generator.cli.rename import rename
from generator.cli.reviews import reviews
from generator.cli.translations import translations


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, help=say("main"))
@click.version_option(package_name="coo-handbook")
def main() -> None:
    """All commands. A sign that the terminal cannot show, such as a byte of a file's name, is shown by its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


for command in (check, build, preview, new, rename, init, fmt, translations, reviews, diff, export, import_):
    main.add_command(command)
