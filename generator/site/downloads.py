"""Downloads: the documents that are published with the site, and the links to them in pages.

In: the handbook, and a folder of documents as `handbook export` writes one (`fr/raci.pdf`). Out: the files to publish,
and what a page offers. A page offers nothing that is not there; without a folder, no page offers anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from generator.diagnostics import report
from generator.language.i18n import LANGUAGES, file_size, words
from generator.model.catalog import HOME
from generator.model.fields import Ref
from generator.render.documents import plan_documents
from generator.site import languages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from generator.model.handbook import Handbook
    from generator.site.session import Build

_FORMATS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}
"""The endings of documents, in the order of their links, and what readers call them."""


class Document(NamedTuple):
    """A document in a language: the page that offers it, what it is called there, and the name of its files."""

    page: Ref
    label: str
    stem: str


class Link(NamedTuple):
    """A link to a file: its format, its size in words, and its address."""

    format: str
    size: str
    address: str


class Offer(NamedTuple):
    """What a page offers of one document."""

    label: str
    links: tuple[Link, ...]


Offered = Mapping[Ref | None, Sequence[tuple[Document, Path]]]
"""Files with their documents, by the page that offers them."""


def published(handbook: Handbook, folder: Path | None, language: str) -> Iterator[tuple[Document, Path]]:
    """Each file of a folder that is a document of the handbook in a language."""
    if folder is None:
        return
    whole = Document(HOME, handbook.settings.title.served(language).text, words(language)("documents.whole"))
    each = (Document(key.page, key.form.label[language], key.stem(language)) for key in plan_documents(handbook))
    for document in (whole, *each):
        for ending in _FORMATS:
            if (file := folder / language / f"{document.stem}.{ending}").is_file():
                yield document, file


def stop_at_none(handbook: Handbook, folder: Path | None) -> None:
    """Raises `PluginError` where a folder was named that has no document of the handbook."""
    if folder and not any(True for language in LANGUAGES for _ in published(handbook, folder, language)):
        find = words(report.terminal_language())
        raise PluginError(f"handbook: {find('cli.no_documents', folder=folder.as_posix())}")


def place(file: Path, language: str) -> str:
    """Where a file stands in the site of its language."""
    return f"{words(language)('documents.published')}/{file.name}"


def of_page(key: Ref | None, page: Page, config: MkDocsConfig, build: Build) -> tuple[Offer, ...]:
    """What a page offers, in the order of the documents."""
    language = languages.of(config)
    found: dict[Document, list[Link]] = {}
    for document, file in _of_language(build, language).get(key, ()):
        size = file_size(file.stat().st_size, language)
        address = get_relative_url(place(file, language), page.url)
        found.setdefault(document, []).append(Link(_FORMATS[file.suffix[1:]], size, address))
    return tuple(Offer(document.label, tuple(links)) for document, links in found.items())


def _of_language(build: Build, language: str) -> Offered:
    """The files of a language by the page that offers them, looked for once a build."""
    if language not in build.offered:
        by_page: dict[Ref | None, list[tuple[Document, Path]]] = {}
        for document, file in published(build.handbook, build.documents, language):
            by_page.setdefault(document.page, []).append((document, file))
        build.offered[language] = by_page
    return build.offered[language]
