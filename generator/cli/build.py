"""`handbook build`: the complete site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.options import CONFIG, log_plainly, say
from generator.files import ForeignError


@click.command(help=say("build"))
@CONFIG
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help=say("options.site_dir"),
)
@click.option("--strict", is_flag=True, help=say("options.strict_build"))
def build(config_file: Path, site_dir: Path, strict: bool) -> None:
    """Build beside the old site and exchange; exit 1 where something stops it, the old site untouched."""
    from generator.build import build_site, explain

    log_plainly()
    try:
        build_site(config_file, site_dir, strict, lambda: click.echo(say("waiting"), err=True))
    except (OSError, ForeignError):
        raise
    except Exception as error:  # whatever stops it, the reader gets a line and not a traceback
        click.echo(explain(error), err=True)
        sys.exit(1)
    click.echo(f"{site_dir / 'index.html'}")
