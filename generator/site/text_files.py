"""Text files: the pages of one language as Markdown, each written into the site when it is made.

In: MkDocs' files, in the order in which it makes them. Out: the Markdown of each page beside its HTML, and the lists of
all of them. No text is kept, so that a site of many pages takes no more memory than one of few.
"""

from __future__ import annotations

import shutil
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
    """Writes the text files of one language; a file of the author's own at the same place wins.

    A writer of a `part` writes the pages that it is given, and gives back what another is to `take` in its place.
    """

    def __init__(self, files: Files, config: MkDocsConfig, build: Build, part: int = 0) -> None:
        self._language, self._root = languages.of(config), Path(config.site_dir)
        edition = editions.edition(build.handbook, {self._language: build.written[self._language]}, config)
        self._texts = llms.TextFiles(edition, self._language)
        self._taken = page_files.taken(files)
        self._part = part

    def __enter__(self) -> TextWriter:
        self._full = None if llms.FULL_NAME in self._taken else self._place(self._part).open("wb")
        if not self._part:
            self._append(self._texts.head())
        return self

    def _place(self, part: int) -> Path:
        """The file that holds all pages, or those of a part until they are taken."""
        return self._root / (f"{llms.FULL_NAME}.{part}" if part else llms.FULL_NAME)

    def add(self, file: File, known: str = "") -> str:
        """Write a page of the handbook, whose text may be `known`, and give it back; another is written at the end."""
        if not isinstance(file, LazyFile) or not file.key:
            return ""
        page = read(file.content_string, file.key, self._language, file.src_uri)
        place, text = self._texts.of_page(page, known)
        self._add(place, text)
        return text

    def lines(self) -> list[llms.Line]:
        """What the list of all pages says of those so far."""
        return self._texts.lines

    def take(self, part: int, lines: list[llms.Line]) -> None:
        """Take in what the writer of a part has written; its `lines` follow those so far."""
        self._texts.lines += lines
        if self._full:
            with (place := self._place(part)).open("rb") as written:
                shutil.copyfileobj(written, self._full)
            place.unlink()

    def end(self) -> None:
        """Write the pages that were made by hand, and the list of all."""
        for place, text in self._texts.of_written():
            self._add(place, text)
        self._append(llms.END)
        self._write(llms.NAME, self._texts.overview())

    def _add(self, place: str, text: str) -> None:
        data = text.encode()
        self._write(place, data)
        self._append(llms.part(data))

    def _write(self, place: str, data: bytes) -> None:
        if place not in self._taken:
            path = self._root / place
            try:
                path.write_bytes(data)
            except FileNotFoundError:  # most stand beside a page, whose folder is there
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
