"""`handbook check`: every finding of the content."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.cli.options import CONTENT, LANG
from generator.cli.words import say
from generator.diagnostics import hosts, report
from generator.files.cache import Cache
from generator.pipeline import stages as pipeline


@click.command(help=say("check"))
@CONTENT
@click.option(
    "--format",
    "form",
    type=click.Choice(list(hosts.FORMATS)),
    default="full",
    show_default=True,
    help=say("options.format"),
)
@LANG
@click.option("--strict", is_flag=True, help=say("options.strict"))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help=say("options.check_on"))
def check(roots: tuple[Path, ...], form: str, lang: str | None, strict: bool, on: datetime | None) -> None:
    """Print every finding; exit 1 where there is something to fix."""
    outcome = pipeline.run(roots, on=on.date() if on else None, cache=Cache.of_builds(roots[-1]))
    click.echo(hosts.FORMATS[form](outcome.diagnostics, lang or report.terminal_language()))
    sys.exit(any(strict or diagnostic.is_error for diagnostic in outcome.diagnostics))
