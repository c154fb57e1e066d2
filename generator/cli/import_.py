"""`handbook import`: changes made elsewhere, brought back into the content."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import CONTENT, LANG
from generator.cli.words import say
from generator.diagnostics import Diagnostic, report
from generator.files import write_all
from generator.model.document import Document
from generator.pipeline.catalog import catalog_of
from generator.pipeline.load import load, read_text
from generator.pipeline.stages import assemble

if TYPE_CHECKING:
    from generator.authoring.xlsx import CellChange, Edit


@click.group("import", help=say("import"))
def import_() -> None:
    """All imports."""


@import_.command(help=say("import_xlsx"))
@CONTENT
@click.option("--yes", is_flag=True, help=say("options.yes"))
@click.option("--dry-run", is_flag=True, help=say("options.dry_run"))
@click.option("--delete", is_flag=True, help=say("options.delete"))
@LANG
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def xlsx(roots: tuple[Path, ...], yes: bool, dry_run: bool, delete: bool, lang: str | None, file: Path) -> None:
    """Show what the workbook changes, ask, and write all of it or nothing; exit 1 where something stands in the way."""
    from generator.authoring.xlsx import compare, edited_findings, read, texts

    language = lang or report.terminal_language()
    catalog = catalog_of(roots)
    documents, unreadable = load(roots, catalog)
    _stop_at_errors(assemble(documents, catalog, unreadable).diagnostics, language)
    reading = read(file, catalog)
    _stop_at_errors(reading.problems, language)
    found = compare(file, reading, documents)
    _stop_at_errors(found.problems, language)
    gone = [document for document in found.missing if delete and document.path.is_relative_to(roots[-1])]
    problems = edited_findings(documents, found.edits, gone, catalog)
    _show(found.edits, gone, [document for document in found.missing if document not in gone], language)
    if problems:
        click.echo(report.full(problems, language), err=True)
    _stop_at_errors(problems, language, told=True)
    if not found.edits and not gone:
        click.echo(say("import_nothing", language))
        return
    files = texts(found.edits, gone, roots[-1], catalog)
    if isinstance(files, Diagnostic):
        _stop_at_errors([files], language)
    elif not dry_run and (yes or click.confirm(say("import_confirm", language, count=len(files)))):
        _stop_if_changed([*gone, *(edit.document for edit in found.edits if edit.document)], language)
        write_all({path: None if text is None else text.encode() for path, text in files.items()}, roots[-1])
        click.echo(say("import_done", language, count=len(files)))


def _stop_at_errors(problems: Sequence[Diagnostic], language: str, told: bool = False) -> None:
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        if not told:
            click.echo(report.full(errors, language), err=True)
        click.echo(say("import_stopped", language), err=True)
        sys.exit(1)


def _stop_if_changed(documents: Sequence[Document], language: str) -> None:
    """Never write over what was saved while the question was on the screen."""
    for document in documents:
        text, _ = read_text(document.path)
        if text != document.text:
            raise click.ClickException(say("import_moved", language, file=str(document.path)))


def _show(edits: Sequence[Edit], gone: Sequence[Document], kept: Sequence[Document], language: str) -> None:
    for edit in edits:
        head = "import_edit" if edit.document else "import_new"
        click.echo(say(head, language, entry=f"{edit.kind}/{edit.id}"))
        for change in edit.changes:
            click.echo(_change(change))
    for document in gone:
        click.echo(say("import_gone", language, entry=f"{document.kind}/{document.id}"))
    for document in kept:
        click.echo(say("import_kept", language, entry=f"{document.kind}/{document.id}"))


def _change(change: CellChange) -> str:
    lines = [f"  {change.place}"]
    for sign, text in (("-", change.old), ("+", change.new)):
        lines += [f"    {sign} {line}" for line in text.split("\n")] if text else []
    return "\n".join(lines)
