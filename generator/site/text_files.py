"""Text files: the pages of one language as Markdown, each written into the site when it is made.

In: MkDocs' files, in the order of the navigation. Out: the Markdown of each page beside its HTML, and the lists of all
of them. No text is kept, so that a site of many pages takes no more memory than one of few.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from generator.exports import llms
from generator.render.page import read
from generator.site import editions, languages, page_files
from generator.site.lazy_file import LazyFile

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from generator.site.session import Build


class TextWriter:
    """Writes the text files of one language; a file of the author's own at the same place wins."""

    def __init__(self, files: Files, config: MkDocsConfig, build: Build) -> None:
        self._language, self._root = languages.of(config), Path(config.site_dir)
        edition = editions.edition(build.handbook, {self._language: build.written[self._language]}, config)
        self._texts = llms.TextFiles(edition, self._language)
        self._taken = page_files.taken(files)

    def __enter__(self) -> TextWriter:
        self._full = None if llms.FULL_NAME in self._taken else (self._root / llms.FULL_NAME).open("wb")
        self._append(self._texts.head())
        return self

    def add(self, file: File) -> None:
        """Write a page of the handbook; another is written at the end."""
        if isinstance(file, LazyFile) and file.key:
            self._add(*self._texts.of_page(read(file.content_string, file.key, self._language, file.src_uri)))

    def end(self) -> None:
        """Write the pages that were made by hand, and the list of all."""
        for place, text in self._texts.of_written():
            self._add(place, text)
        self._append(llms.END)
        self._write(llms.NAME, self._texts.overview())

    def _add(self, place: str, text: bytes) -> None:
        self._write(place, text)
        self._append(llms.part(text))

    def _write(self, place: str, data: bytes) -> None:
        if place not in self._taken:
            path = self._root / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def _append(self, data: bytes) -> None:
        if self._full:
            self._full.write(data)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._full:
            self._full.close()
