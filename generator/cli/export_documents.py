"""`handbook export pdf` and `handbook export docx`: the documents to hand out, as files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import click

from generator.cli.machine import MachineError
from generator.cli.options import CONTENT, FILES_LANG
from generator.cli.words import say
from generator.diagnostics import report
from generator.diagnostics.codes import Severity
from generator.exports.artifacts import UnavailableError
from generator.exports.document_files import place, with_archive
from generator.files import refuse_foreign, write_all
from generator.language.words import LANGUAGES, terminal_language
from generator.pipeline.stages import run

if TYPE_CHECKING:
    from generator.exports.edition import Edition, Files
    from generator.model.handbook import Handbook


class _Named(Protocol):
    """A document, which has a name."""

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=_Named)

PDF = ("typst", "pikepdf")
WORD = ("docx", *PDF)
"""The libraries that documents need; a Word file has its drawings from the typesetter."""

OUTPUT = Path("dist/documents")
NAMES = click.argument("names", nargs=-1, metavar="[DOCUMENT]...")
FOLDER = click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=OUTPUT,
    show_default=True,
    help=say("options.documents_folder"),
)


@click.command(help=say("export_pdf"))
@CONTENT
@FILES_LANG
@FOLDER
@NAMES
def pdf(roots: tuple[Path, ...], lang: str | None, folder: Path, names: tuple[str, ...]) -> None:
    """Write the PDF files; exit 1 where the content has errors."""
    _need(*PDF)
    from generator.documents.making import chosen_with_whole
    from generator.documents.pdf import MARK
    from generator.documents.printing import printed
    from generator.site.reproducible import moment

    handbook, when = _handbook(roots), moment(Path())
    files = {}
    for language, key in _wanted(handbook, lang, names, chosen_with_whole):
        files[folder / language / f"{key.stem(language)}.pdf"] = printed(handbook, key, language, when)
    _save(files, folder, MARK)


@click.command(help=say("export_docx"))
@CONTENT
@FILES_LANG
@FOLDER
@click.option(
    "--reference",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=say("options.documents_reference"),
)
@NAMES
def docx(
    roots: tuple[Path, ...], lang: str | None, folder: Path, reference: Path | None, names: tuple[str, ...]
) -> None:
    """Write the Word files; exit 1 where the content has errors."""
    _need(*WORD)
    from generator.documents import word as writer
    from generator.documents.making import chosen, make
    from generator.site.reproducible import moment

    handbook, when = _handbook(roots), moment(Path())
    styles = reference.read_bytes() if reference else None
    files = {}
    for language, key in _wanted(handbook, lang, names, chosen):
        words = {"fill": handbook.catalog.words(language)("documents.fill")}
        try:
            data = writer.write(make(handbook, key, language), when, words, styles)
        except writer.NotWordError as error:
            raise click.BadParameter(say("documents_not_word", file=reference), param_hint="--reference") from error
        files[folder / language / f"{key.stem(language)}.docx"] = data
    _save(files, folder, writer.MARK)


def pdf_files(edition: Edition) -> Files:
    """Every document and the whole handbook as PDF, by place. Raises `UnavailableError`."""
    _have(*PDF)
    from generator.documents.making import chosen_with_whole
    from generator.documents.printing import printed
    from generator.site.reproducible import moment

    handbook, when = edition.handbook, moment(edition.config_file.parent)
    files = {
        place(key.stem(language), language, "pdf"): printed(handbook, key, language, when)
        for language in LANGUAGES
        for key in chosen_with_whole(handbook, ())
    }
    return with_archive(files, "pdf")


def docx_files(edition: Edition) -> Files:
    """Every document as Word, by place. Raises `UnavailableError`."""
    _have(*WORD)
    from generator.documents import word as writer
    from generator.documents.making import chosen, make
    from generator.site.reproducible import moment

    handbook, when = edition.handbook, moment(edition.config_file.parent)
    words = {language: {"fill": handbook.catalog.words(language)("documents.fill")} for language in LANGUAGES}
    files = {
        place(key.stem(language), language, "docx"): writer.write(
            make(handbook, key, language), when, words[language], None
        )
        for language in LANGUAGES
        for key in chosen(handbook, ())
    }
    return with_archive(files, "docx")


def _have(*libraries: str) -> None:
    if not _are_installed(*libraries):
        raise UnavailableError(say("documents_missing"))


def _are_installed(*libraries: str) -> bool:
    return all(find_spec(library) is not None for library in libraries)


def _need(*libraries: str) -> None:
    """End the command where a library is missing that not every installation has."""
    if not _are_installed(*libraries):
        raise MachineError(say("documents_missing"))


def _handbook(roots: tuple[Path, ...]) -> Handbook:
    """The handbook of some folders; ends the command where it has errors."""
    outcome = run(roots)
    errors = [problem for problem in outcome.diagnostics if problem.severity is Severity.ERROR]
    if errors or outcome.handbook is None:
        click.echo(report.full(errors, terminal_language()), err=True)
        sys.exit(1)
    return outcome.handbook


def _wanted(
    handbook: Handbook, lang: str | None, names: tuple[str, ...], choose: Callable[[Handbook, tuple[str, ...]], list[T]]
) -> Iterator[tuple[str, T]]:
    """The documents to write, each with its language; a bar on a terminal tells how far the work is."""
    from generator.documents.making import UnknownDocumentError

    try:
        keys = choose(handbook, names)
    except UnknownDocumentError as error:
        hint = say("near", near=error.near) if error.near else ", ".join(error.names)
        raise click.UsageError(f"{say('documents_unknown', name=error.name)} {hint}") from error
    work = [(language, key) for language in ((lang,) if lang else LANGUAGES) for key in keys]
    with click.progressbar(work, file=sys.stderr, hidden=not sys.stderr.isatty(), item_show_func=_shown) as bar:
        yield from bar


def _shown(item: tuple[str, _Named] | None) -> str:
    return f"{item[1].name} ({item[0]})" if item else ""


def _save(files: dict[Path, bytes], folder: Path, ours: bytes) -> None:
    """Write all files or none; a file that somebody has worked on since is not replaced."""
    for file in files:
        refuse_foreign(file, ours)
    write_all(files, folder)
    click.echo("\n".join(str(file) for file in files))
