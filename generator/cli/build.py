"""`handbook build`: the complete site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.options import CONFIG, log_plainly
from generator.cli.progress import progress_bar
from generator.cli.words import say
from generator.pipeline.content_folders import real


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
@click.option("--cache/--no-cache", "cached", default=True, show_default=True, help=say("options.cache"))
@click.option("--zip", "zip_file", type=click.Path(path_type=Path, dir_okay=False), help=say("options.zip"))
@click.option(
    "--documents",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help=say("options.documents"),
)
def build(
    config_file: Path, site_dir: Path, strict: bool, cached: bool, zip_file: Path | None, documents: Path | None
) -> None:
    """Build beside the old site and exchange; exit 1 where something stops it, the old site untouched."""
    from generator.site import unchanged
    from generator.site.reproducible import archive, moment

    if zip_file and real(zip_file).is_relative_to(real(site_dir)):
        raise click.BadParameter(say("zip_inside", file=zip_file, folder=site_dir), param_hint="--zip")
    if cached and unchanged.is_unchanged(config_file, real(site_dir), strict, documents):
        click.echo(say("unchanged"), err=True)
    else:
        _build(config_file, site_dir, strict, cached, documents)
    if zip_file:
        archive(real(site_dir), zip_file, moment(config_file.parent))
    click.echo(zip_file or f"{site_dir / 'index.html'}")


def _build(config_file: Path, site_dir: Path, strict: bool, cached: bool, documents: Path | None) -> None:
    from generator.site.build import build_site
    from generator.site.explanation import explain

    log_plainly()
    waiting = lambda: click.echo(say("waiting"), err=True)  # noqa: E731
    try:
        with progress_bar(say("pages")) as progress:
            build_site(config_file, site_dir, strict, waiting, progress, cached, documents)
    except OSError:
        raise
    except Exception as error:  # whatever stops it, the reader gets a line and not a traceback
        click.echo(explain(error), err=True)
        sys.exit(1)
