"""`handbook preview`: the site, live while one writes."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import click

from generator.cli.machine import MACHINE
from generator.cli.options import CONFIG, log_plainly
from generator.cli.words import say
from generator.pipeline.content_folders import real

_PORT = {errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES}


@click.command(help=say("preview"))
@CONFIG
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=say("options.port"))
@click.option("--open", "open_in_browser", is_flag=True, help=say("options.open"))
def preview(config_file: Path, port: int, open_in_browser: bool) -> None:
    """Serve the site until interrupted; exit 3 where the port is taken."""
    from generator.site.preview import Preview

    log_plainly()
    try:
        Preview(real(config_file), port).serve(open_in_browser)
    except OSError as error:
        if error.filename is not None or error.errno not in _PORT:
            raise
        address = f"http://127.0.0.1:{port}/"
        click.echo(say("port_taken", address=address, why=error.strerror, port=port + 1), err=True)
        sys.exit(MACHINE)
