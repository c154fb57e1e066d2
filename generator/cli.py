"""The `handbook` command: check, build, preview.

In: the command line. Out: text on the terminal and an exit status: 0 clean, 1 findings, 2 wrong use.
"""

from __future__ import annotations

import locale
import os
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
    help="Content folder; repeat it to lay one over another. / Dossier du contenu ; à répéter pour superposer.",
)
LANG = click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages. / Langue des messages.")


def terminal_language() -> str:
    """The terminal's language where it is one of ours, else the first of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[:2] if value[:2] in LANGUAGES else LANGUAGES[0]
    code = (locale.getlocale()[0] or "")[:2]
    return code if code in LANGUAGES else LANGUAGES[0]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The COO handbook: check the content, build the site, preview it while writing."""


@main.command()
@CONTENT
@click.option("--format", "form", type=click.Choice(list(report.FORMATS)), default="full", show_default=True)
@LANG
@click.option("--strict", is_flag=True, help="Warnings count as findings.")
def check(roots: tuple[Path, ...], form: str, lang: str | None, strict: bool) -> None:
    """Check the content and print every finding. Exit 0: clean; 1: findings; 2: wrong use."""
    outcome = pipeline.run(roots or (Path("content"),))
    click.echo(report.FORMATS[form](outcome.diagnostics, lang or terminal_language()))
    sys.exit(_failed(outcome.diagnostics, strict))


def _failed(diagnostics: tuple[Diagnostic, ...], strict: bool) -> bool:
    return any(strict or diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
