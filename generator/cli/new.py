"""`handbook new`: the file of a new entry."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from generator.cli.options import CONTENT, LANG, refuse_unknown_kind
from generator.cli.words import say
from generator.diagnostics.report import terminal_language
from generator.files import write_all
from generator.model.fields import ID_PATTERN, Ref
from generator.pipeline.catalog import catalog_of
from generator.pipeline.content_folders import is_carried
from generator.pipeline.load import existing, slug


@click.command(help=say("new"))
@CONTENT
@LANG
@click.argument("kind")
@click.argument("entry_id", metavar="ID")
def new(roots: tuple[Path, ...], lang: str | None, kind: str, entry_id: str) -> None:
    """Write the file; exit 1 where the entry exists or cannot be written yet, 2 for a wrong kind or id."""
    from generator.authoring.json_schema import FOLDER
    from generator.authoring.new import LackingError, skeleton

    catalog = catalog_of(roots)
    refuse_unknown_kind(kind, catalog)
    _refuse_wrong(entry_id)
    known = existing(roots, catalog)
    file = _place(roots) / kind / f"{entry_id}.yml"
    if Ref(kind, entry_id) in known:
        raise click.ClickException(say("new_exists", file=known[Ref(kind, entry_id)]))
    schema = Path(os.path.relpath(FOLDER / f"{kind}.json", file.parent)).as_posix()
    try:
        text = skeleton(kind, entry_id, lang or terminal_language(), known, schema, catalog)
    except LackingError as error:
        raise click.ClickException(say("new_lacking", kind=error.kind)) from error
    write_all({file: text.encode()}, _place(roots), new=True)
    click.echo(say("new_next", file=file))


def _refuse_wrong(entry_id: str) -> None:
    if not re.fullmatch(ID_PATTERN, entry_id):
        raise click.UsageError(f"{say('new_bad_id', id=entry_id)} {say('near', near=slug(entry_id))}")


def _place(roots: tuple[Path, ...]) -> Path:
    """The folder that is one's own: the last one, unless it is the one that the package carries."""
    if is_carried(roots[-1]):
        raise click.ClickException(say("new_nowhere"))
    return roots[-1]
