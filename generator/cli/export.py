"""`handbook export`: the content in other forms."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.cli.artifacts import ARTIFACTS, export_all
from generator.cli.export_documents import docx, pdf
from generator.cli.options import CONFIG, CONTENT, FILES_LANG, LANG, refuse_unknown_kind, settle
from generator.cli.outputs import export_into, pages
from generator.cli.words import say
from generator.diagnostics import report
from generator.files import create, refuse_foreign, write
from generator.language.words import LANGUAGES
from generator.pipeline.catalog import catalog_of
from generator.pipeline.load import existing, load
from generator.pipeline.stages import assemble

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


@click.group(help=say("export"))
def export() -> None:
    """All exports."""


def _output(default: str) -> Callable[[Decorated], Decorated]:
    """The option that names the folder of an export."""
    return click.option(
        "--output",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(default),
        show_default=True,
        help=say("options.output"),
    )


@export.command("json", help=say("export_json"))
@CONFIG
@_output("data")
def json_(config_file: Path, output: Path) -> None:
    """Write the data and their schema."""
    from generator.exports import data

    export_into(output, config_file, data.files)


@export.command("csv", help=say("export_csv"))
@CONFIG
@_output("data/csv")
def csv_(config_file: Path, output: Path) -> None:
    """Write a file a kind and language."""
    from generator.exports import csv_files

    export_into(output, config_file, csv_files.files)


@export.command("tables", help=say("export_tables"))
@CONFIG
@_output("data/tables")
def tables_(config_file: Path, output: Path) -> None:
    """Write the workbook of each language."""
    from generator.exports import workbook

    export_into(output, config_file, workbook.files)


@export.command("text", help=say("export_text"))
@CONFIG
@_output("data/text")
def text_(config_file: Path, output: Path) -> None:
    """Write the pages as Markdown, with the lists of them."""
    from generator.exports import llms

    export_into(output, config_file, llms.of_all)


@export.command("html", help=say("export_html"))
@CONFIG
@FILES_LANG
@_output("dist/html")
@click.argument("names", nargs=-1, metavar="[PAGE]...")
def html_(config_file: Path, lang: str | None, output: Path, names: tuple[str, ...]) -> None:
    """Write one file a language, of everything or of each page that is named."""
    from generator.exports import single_page

    languages = (lang,) if lang else LANGUAGES
    is_part = bool(names or lang)
    export_into(
        output, config_file, lambda edition: single_page.files(edition, pages(names, edition), languages), is_part
    )


@export.command(help=say("export_markdown"))
@CONFIG
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def markdown(config_file: Path, folder: Path) -> None:
    """Write the pages and a configuration a language."""
    from generator.exports import mkdocs_project

    export_into(folder, config_file, mkdocs_project.files)


@export.command("all", help=say("export_all"))
@CONFIG
@_output("dist")
@click.option("--only", multiple=True, type=click.Choice([each.name for each in ARTIFACTS]), help=say("options.only"))
def all_(config_file: Path, output: Path, only: tuple[str, ...]) -> None:
    """Write every form, with digests."""
    export_all(config_file, output, only)


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
