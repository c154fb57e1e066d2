"""`handbook rename`: another name for an entry, everywhere at once."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import CONTENT, LANG, refuse_unknown_kind
from generator.cli.words import say
from generator.diagnostics import nearest, report
from generator.files import write_all
from generator.model.catalog import Catalog
from generator.model.document import Span
from generator.model.fields import ID_PATTERN, Ref
from generator.pipeline.catalog import catalog_of
from generator.pipeline.content_folders import is_carried
from generator.pipeline.load import existing, slug

if TYPE_CHECKING:
    from generator.authoring.rename import Plan


@click.command(help=say("rename.help"))
@CONTENT
@click.option("--yes", is_flag=True, help=say("options.yes"))
@click.option("--dry-run", is_flag=True, help=say("options.dry_run"))
@LANG
@click.argument("kind")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
def rename(roots: tuple[Path, ...], yes: bool, dry_run: bool, lang: str | None, kind: str, old: str, new: str) -> None:
    """Show what changes, ask, then write all of it or nothing; exit 1 where something stands in the way."""
    from generator.authoring.rename import RenameError, plan

    language = lang or report.terminal_language()
    catalog = catalog_of(roots)
    refuse_unknown_kind(kind, catalog, language)
    _refuse_wrong(old, new, language)
    if is_carried(roots[-1]):
        raise click.ClickException(say("new_nowhere", language))
    try:
        planned = plan(roots, Ref(kind, old), Ref(kind, new), catalog)
    except RenameError as error:
        values = {
            key: report.place(Span(value)) if isinstance(value, Path) else value for key, value in error.values.items()
        }
        if error.key == "unknown":
            values["near"] = _hint(roots, catalog, Ref(kind, old), language)
        raise click.ClickException(say(f"rename.{error.key}", language, **values)) from error
    if isinstance(planned, list):
        click.echo(report.full(planned, language), err=True)
        click.echo(say("import_stopped", language), err=True)
        sys.exit(1)
    for path, text in planned.files.items():
        click.echo(say("rename.goes" if text is None else "rename.changes", language, file=report.place(Span(path))))
    for span in planned.places:
        click.echo(f"  {report.place(span)}")
    if not dry_run and (yes or click.confirm(say("import_confirm", language, count=len(planned.files)))):
        _stop_if_changed(planned, roots, catalog, Ref(kind, old), Ref(kind, new), language)
        write_all({path: None if text is None else text.encode() for path, text in planned.files.items()}, roots[-1])
        click.echo(say("import_done", language, count=len(planned.files)))


def _stop_if_changed(
    planned: Plan, roots: tuple[Path, ...], catalog: Catalog, old: Ref, new: Ref, language: str
) -> None:
    """Never write over what was saved while the question was on the screen, nor miss a reference in it."""
    from generator.authoring.rename import RenameError, plan

    with suppress(RenameError):
        if plan(roots, old, new, catalog) == planned:
            return
    raise click.ClickException(say("rename.moved", language))


def _refuse_wrong(old: str, new: str, language: str) -> None:
    for name in (old, new):
        if not re.fullmatch(ID_PATTERN, name):
            hint = say("near", language, near=slug(name))
            raise click.UsageError(f"{say('new_bad_id', language, id=name)} {hint}")
    if old == new:
        raise click.UsageError(say("rename.same", language))


def _hint(roots: tuple[Path, ...], catalog: Catalog, old: Ref, language: str) -> str:
    near = nearest(old.id, (ref.id for ref in existing(roots, catalog) if ref.kind == old.kind))
    return say("near", language, near=near) if near else ""
