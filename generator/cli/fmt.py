"""`handbook fmt`: the files of the content in the house layout."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from generator.cli.options import CONTENT, LANG
from generator.cli.words import say
from generator.diagnostics import Diagnostic, report
from generator.files import write_all
from generator.model.catalog import Catalog
from generator.model.document import Document, Span
from generator.pipeline.catalog import catalog_of
from generator.pipeline.content_folders import is_carried, real
from generator.pipeline.load import find_files, is_folder, load_file
from generator.pipeline.validate import validate_document


@click.command(help=say("fmt"))
@CONTENT
@click.option("--check", "only_check", is_flag=True, help=say("options.fmt_check"))
@LANG
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, dir_okay=False, exists=True))
def fmt(roots: tuple[Path, ...], only_check: bool, lang: str | None, files: tuple[Path, ...]) -> None:
    """Rewrite every sound file whose layout differs; exit 1 where a file has errors, or differs under --check."""
    own = tuple(root for root in roots if not is_carried(root))
    texts, problems = _laid_out(_chosen(own, files), catalog_of(roots))
    if not only_check and texts:
        write_all({path: text.encode() for path, text in texts.items()}, own[-1])
    for path in texts:
        click.echo(report.place(Span(path)))
    if problems:
        click.echo(report.full(problems, lang or report.terminal_language()), err=True)
    sys.exit(bool(problems) or (only_check and bool(texts)))


def _laid_out(files: Iterable[tuple[Path, Path]], catalog: Catalog) -> tuple[dict[Path, str], list[Diagnostic]]:
    """The new texts of the files that change, and what is wrong with those that cannot."""
    from generator.authoring.yaml import format_document

    texts: dict[Path, str] = {}
    problems: list[Diagnostic] = []
    for path, place in files:
        document, found = _sound(path, place, catalog)
        problems += found
        text = format_document(document) if document else None
        if document and text is None:
            problems.append(Diagnostic("not-rewritten", Span(path)))
        elif text is not None and text.encode() != path.read_bytes():
            texts[path] = text
    return texts, problems


def _chosen(roots: tuple[Path, ...], files: tuple[Path, ...]) -> Iterator[tuple[Path, Path]]:
    """The files asked for, or else all of them, each with its place under its folder of content."""
    if not files:
        for root in roots:
            if not is_folder(root):
                raise click.ClickException(say("no_content", folder=str(root)))
            yield from ((path, path.relative_to(root)) for path in sorted(find_files(root)[0]))
    for chosen in files:
        folder = next((root for root in roots if real(chosen).is_relative_to(real(root))), None)
        if folder is None:
            raise click.BadParameter(say("outside_content", file=str(chosen)), param_hint="FILES")
        yield chosen, real(chosen).relative_to(real(folder))


def _sound(path: Path, place: Path, catalog: Catalog) -> tuple[Document | None, list[Diagnostic]]:
    """The document of a file without errors; of any other, what is wrong."""
    document, problems = load_file(path, place, catalog)
    if document is not None:
        _, found = validate_document(document, catalog)
        problems += found
    errors = [problem for problem in problems if problem.is_error]
    return (None if errors else document), errors
