"""`handbook export`: the content in other forms."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.options import CONTENT, say
from generator.load import existing


@click.group(help=say("export"))
def export() -> None:
    """All exports."""


@export.command(help=say("export_schema"))
@CONTENT
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
def schema(roots: tuple[Path, ...], folder: Path | None) -> None:
    """Write the schemas; exit 1 where they cannot be written."""
    from generator.schema import FOLDER, write

    try:
        write(folder or FOLDER, existing(roots))
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    click.echo(str(folder or FOLDER))


@export.command(help=say("export_reference"))
@click.argument("docs", type=click.Path(path_type=Path, file_okay=False), default=Path("docs"))
def reference(docs: Path) -> None:
    """Write the pages; exit 1 where they cannot be written."""
    from generator.reference import write

    try:
        files = write(docs)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    click.echo("\n".join(str(file) for file in files))
