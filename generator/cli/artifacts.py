"""`handbook export all`: every form of the handbook, in one folder with digests.

In: a project and a folder. Out: the files, `manifest.json` and `SHA256SUMS`. To add a form, add a line to `ARTIFACTS`:
its name, the function that makes its files from an edition, and what it reads beside the content.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import click

from generator.cli.outputs import edition, put
from generator.cli.words import say
from generator.exports.artifacts import Artifact, make
from generator.language.i18n import LANGUAGES, file_size
from generator.language.words import terminal_language

DOCS, MOMENT = "docs", "moment"
"""What an artifact may read: the hand-written pages and what stands beside them; the date of the build."""

ARTIFACTS = (
    Artifact("data", "generator.exports.forms:data_files"),
    Artifact("tables", "generator.exports.forms:tables"),
    Artifact("text", "generator.exports.forms:text", (DOCS,)),
    Artifact("html", "generator.exports.single_page:files", (DOCS,)),
    Artifact("markdown", "generator.exports.forms:markdown", (DOCS,)),
    Artifact("pdf", "generator.cli.export_documents:pdf_files", (MOMENT,)),
    Artifact("docx", "generator.cli.export_documents:docx_files", (MOMENT,)),
    Artifact("sheets", "generator.exports.forms:sheets"),
    Artifact("site", "generator.site.archived:files", (DOCS, MOMENT)),
)


def export_all(config_file: Path, output: Path, only: Sequence[str]) -> None:
    """Make what has changed, write it all, and print a line a form. Raises as `put` does."""
    made = make(ARTIFACTS, inputs(config_file), output, cache(lambda: edition(config_file)), only)
    put(output, made.files, {"artifacts": made.artifacts}, sums=True)
    for name, told in made.artifacts.items():
        key = "artifact_made" if name in made.fresh else "artifact_kept"
        for file in told["files"]:
            click.echo(
                say(key, file=(output / file).as_posix(), size=file_size(len(made.files[file]), terminal_language()))
            )
    for name, reason in made.unavailable.items():
        click.echo(say("artifact_unavailable", name=name, reason=reason), err=True)


def inputs(config_file: Path) -> Mapping[str, str]:
    """A digest of each group of what artifacts are made from; under `""` that of what all of them read."""
    from generator.files import digests
    from generator.pipeline.catalog import folders
    from generator.pipeline.content_folders import configured
    from generator.site.archived import OFFLINE
    from generator.site.explanation import explain
    from generator.site.loading import loaded
    from generator.site.reading import docs
    from generator.site.reproducible import VARIABLE, moment

    try:
        now = str(moment(config_file.parent))
    except ValueError as error:
        raise click.UsageError(say("bad_date", variable=VARIABLE)) from error
    try:
        config = loaded(config_file, config_file.parent / "site")
    except OSError:
        raise
    except Exception as error:  # whatever stops it, the reader gets a line and not a traceback
        click.echo(explain(error), err=True)
        sys.exit(1)
    roots = configured(config_file)
    configurations = [digests.of_configuration(file) for file in (config_file, config_file.parent / OFFLINE)]
    return {
        "": digests.of(digests.of_generator(), *configurations, digests.of_folders([*roots, *folders(roots)])),
        DOCS: digests.of_folders([docs(config, language) for language in LANGUAGES]),
        MOMENT: now,
    }
