"""`handbook init`: a handbook of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.words import say
from generator.files import ForeignError


@click.command(help=say("init"))
@click.option("--overlay", "start", flag_value="overlay", help=say("options.overlay"))
@click.option("--empty", "start", flag_value="empty", help=say("options.empty"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(start: str | None, folder: Path) -> None:
    """Make the folder; exit 1 where it holds something already."""
    from generator.authoring.init import Start
    from generator.authoring.init import init as make

    try:
        make(folder, Start(start or "copy"))
    except ForeignError as error:
        raise click.ClickException(say("init_not_empty", folder=folder)) from error
    click.echo(say("init_next", folder=folder))
