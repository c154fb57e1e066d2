"""The `handbook` command: one module a command.

In: the command line. Out: text on the terminal and an exit status: 0 clean, 1 findings or work that must stop,
2 wrong use, 3 what the machine refused (`machine.py`). The module of a command is loaded when that command is run, and
what is heavy (MkDocs, writers of files) inside it, so that each answers at once. Every sentence of the help stands in
`locales/` under `cli`, in the terminal's language.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword

import click

from generator.cli.machine import Commands
from generator.cli.words import say

COMMANDS = {
    "build": "build",
    "check": "check",
    "diff": "diff.help",
    "export": "export",
    "fmt": "fmt",
    "import": "import",
    "init": "init",
    "new": "new",
    "preview": "preview",
    "rename": "rename.help",
    "reviews": "reviews.help",
    "translations": "translations.help",
}
"""Each command, and the key of its help. Its module has its name, with a `_` where Python keeps the name for itself."""


_NEW_OBJECTS = 100_000
"""How many objects come up before Python looks for garbage in cycles: what a command reads, it keeps until its end."""


class _LoadedWhenRun(Commands):
    """A group that knows of its commands what the help lists, and loads the one that is run."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name, loaded, and what comes after its name."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command and _loaded(command.name or ""), rest


def _loaded(name: str) -> click.Command:
    module = f"{name}_" if iskeyword(name) else name
    command: click.Command = getattr(import_module(f"{__name__}.{module}"), module)
    return command


@click.group(cls=_LoadedWhenRun, context_settings={"help_option_names": ["-h", "--help"]}, help=say("main"))
@click.version_option(package_name="coo-handbook")
def main() -> None:
    """All commands. A sign that the terminal cannot show, such as a byte of a file's name, is shown by its number."""
    gc.set_threshold(_NEW_OBJECTS, 50, 100)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


for name, key in COMMANDS.items():
    main.add_command(click.Command(name, help=say(key)))
