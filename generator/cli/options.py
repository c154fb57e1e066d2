"""What several commands share: their options, and the words of their help.

In: `locales/`. Out: click options, `say`, and `log_plainly`.
"""

from __future__ import annotations

import logging
from pathlib import Path

import click

from generator.i18n import LANGUAGES, words
from generator.markup import typography
from generator.report import terminal_language


def say(key: str, language: str | None = None, **values: object) -> str:
    """The words under `cli.<key>`, in the terminal's language where none is given."""
    language = language or terminal_language()
    return typography(words(language)(f"cli.{key}"), language).format_map(values)


CONTENT = click.option(
    "--content",
    "roots",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False),
    help=say("options.content"),
)
LANG = click.option("--lang", type=click.Choice(LANGUAGES), help=say("options.lang"))
CONFIG = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    default=Path("mkdocs.yml"),
    show_default=True,
    help=say("options.config"),
)

DEFAULT_ROOTS = (Path("content"),)
"""Where the content is when no `--content` is given."""


def log_plainly() -> None:
    """MkDocs' messages on the error stream, one a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
