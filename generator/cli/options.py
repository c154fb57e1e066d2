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
from generator.roots import configured, folder


def say(key: str, **values: object) -> str:
    """The words under `cli.<key>` in the terminal's language."""
    language = terminal_language()
    return typography(words(language)(f"cli.{key}"), language).format_map(values)


def _roots(_context: click.Context, _option: click.Parameter, names: tuple[str, ...]) -> tuple[Path, ...]:
    """The folders named on the command line, else those of the site's configuration here."""
    return tuple(folder(name, Path()) for name in names) or configured(Path("mkdocs.yml"))


CONTENT = click.option("--content", "roots", multiple=True, callback=_roots, metavar="DIR", help=say("options.content"))
LANG = click.option("--lang", type=click.Choice(LANGUAGES), help=say("options.lang"))
CONFIG = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    default=Path("mkdocs.yml"),
    show_default=True,
    help=say("options.config"),
)


def log_plainly() -> None:
    """MkDocs' messages on the error stream, one a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
