"""Outputs: how the exports of a project are read, written and told.

In: a configuration file, a folder and the files of an export. Out: the files in the folder, all or none, with a
`manifest.json` that lists them. A file there that the manifest of before does not list is nobody's to replace; one that
is no longer made is deleted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.words import say
from generator.diagnostics import nearest, report
from generator.exports import manifest
from generator.files import ForeignError, write_all
from generator.language.i18n import file_size

if TYPE_CHECKING:
    from generator.exports.edition import Edition, Files
    from generator.model.fields import Ref


def edition(config_file: Path) -> Edition:
    """What a project's exports are made from; exit 1, with every finding, where it has errors."""
    from generator.site.explanation import explain
    from generator.site.project import read_project

    try:
        project = read_project(config_file)
    except (OSError, ForeignError):
        raise
    except Exception as error:  # whatever stops it, the reader gets a line and not a traceback
        click.echo(explain(error), err=True)
        sys.exit(1)
    if project.edition is None or project.outcome.has_errors:
        click.echo(report.full(project.outcome.diagnostics, report.terminal_language()), err=True)
        sys.exit(1)
    return project.edition


def export_into(folder: Path, config_file: Path, make: Callable[[Edition], Files], is_part: bool = False) -> None:
    """Make the files of an export, write them into a folder, and print how many and where.

    What an earlier export wrote there and this one does not make is deleted, unless this one is only a part.
    """
    files = make(edition(config_file))
    put(folder, {**_written(folder), **files} if is_part else files)
    size = file_size(sum(map(len, files.values())), report.terminal_language())
    click.echo(say("export_done", folder=folder.as_posix(), count=len(files), size=size))


def _written(folder: Path) -> Files:
    """What earlier exports have written into a folder, without what is said of it."""
    names = manifest.read(folder / manifest.NAME) - {manifest.NAME, manifest.SUMS_NAME}
    places = {name: folder / name for name in names}
    return {name: place.read_bytes() for name, place in places.items() if place.is_file()}


def pages(names: Sequence[str], edition: Edition) -> list[Ref]:
    """The pages of the handbook that a command line names: `faq/prime`, `mandate-letter`. Raises `click.UsageError`."""
    known = {str(key): key for key in edition.keys}
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint = say("near", near=near) if near else ""
            raise click.UsageError(f"{say('page_unknown', name=name)} {hint}".rstrip())
    return [known[name] for name in names]


def put(folder: Path, files: Files, more: Mapping[str, Any] | None = None, sums: bool = False) -> None:
    """Write files and their manifest into a folder, and delete those of before that are made no more.

    `more` goes into the manifest; with `sums`, `SHA256SUMS` is written too. Raises `ForeignError` where something
    stands at a place that we have not written, and `OSError`.
    """
    former = manifest.read(folder / manifest.NAME)
    everything = {**files, manifest.NAME: manifest.text(files, more)}
    if sums:
        everything[manifest.SUMS_NAME] = manifest.sums(everything)
    _refuse_foreign(folder, everything.keys() - former)
    changed: dict[Path, bytes | None] = {
        folder / name: data for name, data in everything.items() if not _holds(folder / name, data)
    }
    changed |= {folder / name: None for name in former - everything.keys() if (folder / name).is_file()}
    folder.mkdir(parents=True, exist_ok=True)
    for place in changed:
        place.parent.mkdir(parents=True, exist_ok=True)
    write_all(changed, folder)


def _refuse_foreign(folder: Path, names: Iterable[str]) -> None:
    """Raises `ForeignError` where a file that we have not written has one of the names."""
    for name in sorted(names):
        if (folder / name).exists():
            raise ForeignError(folder / name)


def _holds(place: Path, data: bytes) -> bool:
    return place.is_file() and place.read_bytes() == data
