"""The `handbook` command: check, build, preview.

In: the command line. Out: text on the terminal and an exit status: 0 clean, 1 findings or a build that must
stop, 2 wrong use. MkDocs is imported only by the commands that build, so that `check` answers at once.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from generator import pipeline, report
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import LANGUAGES

CONTENT = click.option(
    "--content",
    "roots",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the content [default: content]. Repeat it to lay one folder over another, entry by entry.",
)
LANG = click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the messages [default: the terminal's].")
CONFIG = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="Configuration of the site.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="coo-handbook")
def main() -> None:
    """Check the handbook's content, build its site, preview it while you write.

    Every command reads the content of the current folder. Start with: handbook preview
    """


@main.command()
@CONTENT
@click.option(
    "--format",
    "form",
    type=click.Choice(list(report.FORMATS)),
    default="full",
    show_default=True,
    help="How to print the findings: for a person, a line each, for a tool, for a pull request.",
)
@LANG
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
def check(roots: tuple[Path, ...], form: str, lang: str | None, strict: bool) -> None:
    """Check the content and print every finding.

    Exit status: 0 when there is nothing to mend, 1 when there is, 2 when the command was used wrongly.
    """
    outcome = pipeline.run(roots or (Path("content"),))
    click.echo(report.FORMATS[form](outcome.diagnostics, lang or report.terminal_language()))
    sys.exit(_failed(outcome.diagnostics, strict))


def _failed(diagnostics: tuple[Diagnostic, ...], strict: bool) -> bool:
    return any(strict or diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


@main.command()
@CONFIG
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="Where to put the site.",
)
@click.option("--strict", is_flag=True, help="Stop on warnings too.")
def build(config_file: Path, site_dir: Path, strict: bool) -> None:
    """Build the complete site, beside the old one, and put it in its place when it is whole.

    Exit status: 0 when the site is built, 1 when something stops it: the old site is then untouched.
    """
    from generator.build import build_site, explain

    _log_plainly()
    try:
        build_site(config_file, site_dir.resolve(), strict)
    except Exception as error:  # whatever stops it, the reader gets a line and not a traceback
        click.echo(explain(error), err=True)
        sys.exit(1)
    click.echo(f"{site_dir / 'index.html'}")


@main.command()
@CONFIG
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port of the server.")
@click.option("--open", "open_in_browser", is_flag=True, help="Open the site in the browser.")
def preview(config_file: Path, port: int, open_in_browser: bool) -> None:
    """Serve the site live while you write; each saved file shows in the browser by itself.

    Bad content does not stop it: the last good pages stay, and what is wrong is shown over them.
    """
    from generator.preview import Preview

    _log_plainly()
    try:
        Preview(config_file.resolve(), port).serve(open_in_browser)
    except OSError as error:
        click.echo(f"http://127.0.0.1:{port}/: {error.strerror}. Try another one: --port {port + 1}", err=True)
        sys.exit(1)


def _log_plainly() -> None:
    """MkDocs' messages on the error stream, one a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
