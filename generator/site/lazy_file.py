"""Lazy files: files that MkDocs is told of before anybody has made their content.

In: a place in the site, and how to make what stands there. Out: a `File` of MkDocs whose content is made when it is
asked for, and made once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from generator.pipeline.content_folders import real
from generator.site.page_key import OURS

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.model.fields import Ref


class LazyFile(File):
    """A file with a content to be made. `key` names the page of the handbook that it is, if it is one."""

    key: Ref | None = None

    def __init__(self, config: MkDocsConfig, place: str, make: Callable[[], str | bytes]) -> None:
        super().__init__(place, None, config.site_dir, config.use_directory_urls)
        self.generated_by = OURS
        self.make = make
        self._made: str | bytes | None = None

    @classmethod
    def of_page(
        cls, config: MkDocsConfig, place: str, make: Callable[[], str | bytes], key: Ref, source: Path
    ) -> LazyFile:
        """A page of the handbook. Other plugins ask for the file that it is made from, for its dates among others."""
        file = cls(config, place, make)
        file.key = key
        file.abs_src_path = str(real(source))
        return file

    @property
    def _content(self) -> str | bytes | None:
        """What MkDocs reads, whether as text, as bytes, or to copy it."""
        if self._made is None:
            self._made = self.make()
        return self._made

    @_content.setter
    def _content(self, value: str | bytes | None) -> None:
        """A plugin may put other content in its place."""
        self._made = value

    def forget(self) -> None:
        """Make the content anew when it is next asked for."""
        self._made = None

    def release(self) -> None:
        """Free the memory of a content that is written, and that nobody asks for again."""
        self.make = bytes
        self._made = None
