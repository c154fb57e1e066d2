"""`handbook diff`: what changed between two revisions, in words."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.machine import MachineError
from generator.cli.options import CONTENT, LANG, records
from generator.cli.words import place, say
from generator.diagnostics import report
from generator.editorial import changes
from generator.model.catalog import Catalog
from generator.model.document import Span
from generator.model.handbook import Handbook
from generator.pipeline import stages as pipeline
from generator.pipeline.catalog import catalog_of


@click.command(help=say("diff.help"))
@click.argument("base")
@click.argument("head", default="")
@CONTENT
@click.option(
    "--format",
    "form",
    type=click.Choice(list(changes.FORMATS)),
    default="text",
    show_default=True,
    help=say("options.form"),
)
@LANG
def diff(base: str, head: str, roots: tuple[Path, ...], form: str, lang: str | None) -> None:
    """Compare two revisions, or one with the working tree; exit 2 where a revision cannot be had."""
    language, folders = lang or report.terminal_language(), roots
    with tempfile.TemporaryDirectory(prefix="handbook-diff-") as work:
        try:
            before = changes.restore(folders, base, Path(work) / "base")
            after = changes.restore(folders, head, Path(work) / "head") if head else list(folders)
        except changes.RevisionError as error:
            kind = MachineError if error.key == "no_git" else click.UsageError
            raise kind(say(f"diff.{error.key}", language, **error.values)) from error
        catalog = catalog_of(folders)
        old = _read(before, folders, base, language, catalog)
        new = _read(after, folders, head, language, catalog)
        difference = changes.compare(old, new, records(after))
        click.echo(changes.FORMATS[form](difference, base, head, language))


def _read(roots: Sequence[Path], named: Sequence[Path], revision: str, language: str, catalog: Catalog) -> Handbook:
    """The handbook of some folders, drafts and all; exit 1 where its settings are broken.

    Findings call the folders as they are `named`, not by the place where an old revision was written.
    """
    outcome = pipeline.run(roots, drafts=True, catalog=catalog)
    if outcome.handbook is None:
        findings = report.concise(outcome.diagnostics, language)
        for root, name in zip(roots, named, strict=True):
            findings = findings.replace(place(Span(root)), place(Span(name)))
        click.echo(say("diff.unreadable", language, revision=revision or say("diff.here", language)), err=True)
        click.echo(findings, err=True)
        sys.exit(1)
    return outcome.handbook
