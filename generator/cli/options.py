"""What several commands share: their options, and what they do before they begin.

In: the command line. Out: click options, `settle`, `records` and `log_plainly`.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.words import place, say
from generator.diagnostics import nearest
from generator.diagnostics.report import full
from generator.files import project_of, recover, repair_all
from generator.language.words import LANGUAGES, terminal_language
from generator.model.document import Span
from generator.pipeline.content_folders import configured, folder, is_carried
from generator.site import configuration

if TYPE_CHECKING:
    from generator.editorial import translations
    from generator.model.catalog import Catalog


def refuse_unknown_kind(kind: str, catalog: Catalog, language: str = "") -> None:
    """End the command with a usage error where no kind has the name."""
    if kind not in catalog.kinds:
        near = nearest(kind, catalog.kinds)
        hint = say("near", language, near=near) if near else ", ".join(catalog.kinds)
        raise click.UsageError(f"{say('new_unknown_kind', language, kind=kind)} {hint}")


def _roots(_context: click.Context, _option: click.Parameter, names: tuple[str, ...]) -> tuple[Path, ...]:
    """The folders named on the command line, else those of the site's configuration here."""
    named = tuple(folder(name, Path()) for name in names)
    for root in named:
        if os.path.isfile(root):  # noqa: PTH113 - for any name, however long
            raise click.BadParameter(say("not_a_folder", folder=root))
    roots = named or _configured(Path("mkdocs.yml"))
    settle(*(root for root in roots if not is_carried(root)))
    return roots


def _config(_context: click.Context, _option: click.Parameter, config_file: Path) -> Path:
    settle(*(root for root in _configured(config_file) if not is_carried(root)), config_file.parent)
    return config_file


def _configured(config_file: Path) -> tuple[Path, ...]:
    """The folders that the site's configuration names; ends the command where it cannot be read."""
    if found := configuration.findings(config_file):
        click.echo(full(found, terminal_language()), err=True)
        sys.exit(1)
    return configured(config_file)


CONTENT = click.option("--content", "roots", multiple=True, callback=_roots, metavar="DIR", help=say("options.content"))
LANG = click.option("--lang", type=click.Choice(LANGUAGES), help=say("options.lang"))
FILES_LANG = click.option("--lang", type=click.Choice(LANGUAGES), help=say("options.files_lang"))
CONFIG = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    default=Path("mkdocs.yml"),
    callback=_config,
    show_default=True,
    help=say("options.config"),
)


def settle(*folders: Path) -> None:
    """Finish or undo, in the projects of some folders, what a command had begun that was stopped; say so."""
    for project in dict.fromkeys(project_of(one) for one in (Path(), *folders)):
        repair_all(project)
        if done := recover(project, folders):
            click.echo(say(f"recovered.{done.outcome}", count=done.count), err=True)
            for left in done.left:
                click.echo(say("recovered.left", file=place(Span(left))), err=True)


def records(roots: Sequence[Path]) -> translations.Records:
    """The record of translations of some folders; ends the command where it cannot be read."""
    from generator.editorial import translations

    try:
        return translations.read(roots)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error


def log_plainly() -> None:
    """MkDocs' messages on the error stream, one a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
