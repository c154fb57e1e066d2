"""`handbook export`: the content in other forms."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.export_documents import docx, pdf
from generator.cli.options import CONTENT, LANG, refuse_unknown_kind, settle
from generator.cli.words import say
from generator.diagnostics import report
from generator.files import create, refuse_foreign, write
from generator.pipeline.catalog import catalog_of
from generator.pipeline.load import existing, load
from generator.pipeline.stages import assemble


@click.group(help=say("export"))
def export() -> None:
    """All exports."""


export.add_command(pdf)
export.add_command(docx)


@export.command(help=say("export_schema"))
@CONTENT
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
def schema(roots: tuple[Path, ...], folder: Path | None) -> None:
    """Write the schemas."""
    from generator.authoring.json_schema import FOLDER
    from generator.authoring.json_schema import write as write_schemas

    catalog = catalog_of(roots)
    write_schemas(folder or FOLDER, existing(roots, catalog), catalog)
    click.echo(str(folder or FOLDER))


@export.command(help=say("export_reference"))
@CONTENT
@click.option(
    "--errors",
    type=(click.Path(path_type=Path, file_okay=False, exists=True),) * 2,
    metavar="CASES CONTENT",
    help=say("options.errors"),
)
@click.argument("docs", type=click.Path(path_type=Path, file_okay=False), default=Path("docs"))
def reference(roots: tuple[Path, ...], errors: tuple[Path, Path] | None, docs: Path) -> None:
    """Write the pages."""
    from generator.authoring import error_reference, field_reference

    settle(docs)
    files = field_reference.write(docs, catalog_of(roots))
    if errors:
        files += error_reference.write(docs, *errors)
    click.echo("\n".join(str(file) for file in files))


@export.command(help=say("export_xlsx"))
@CONTENT
@click.option("--kind", "kinds", multiple=True, help=say("options.kind"))
@click.option("--force", is_flag=True, help=say("options.force"))
@LANG
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def xlsx(roots: tuple[Path, ...], kinds: tuple[str, ...], force: bool, lang: str | None, file: Path) -> None:
    """Write the workbook; exit 1 where the content has errors or the file stands already."""
    from generator.authoring.xlsx import as_workbook, unfit

    language = lang or report.terminal_language()
    if file.exists() and not force:
        raise click.ClickException(say("export_exists", language, file=str(file)))
    refuse_foreign(file, PARTS)
    catalog = catalog_of(roots)
    for kind in kinds:
        refuse_unknown_kind(kind, catalog, language)
    documents, unreadable = load(roots, catalog)
    chosen = kinds or tuple(catalog.kinds)
    problems = [*assemble(documents, catalog, unreadable).diagnostics, *unfit(documents, chosen)]
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        click.echo(report.full(errors, language), err=True)
        sys.exit(1)
    in_order = sorted(documents, key=lambda document: (_order(document.data.get("order")), document.id))
    data = as_workbook(in_order, chosen, language, catalog)
    (write if force else create)(file, data)
    click.echo(str(file))


PARTS = b"xl/workbook.xml"
"""Stands in every workbook, among the names of what is packed in it: `--force` replaces nothing else."""


def _order(value: object) -> int:
    return int(str(value)) if str(value).isdecimal() else 1000
