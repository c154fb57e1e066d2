"""Kept data: what texts were found to say, so that a text that is the same is not parsed again.

In: the text of an entry. Out: its document, from the cache where a text is known of which there was nothing to tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.files import digests
from generator.files.cache import Cache
from generator.model.document import Document
from generator.pipeline.load.parse import known_document, load_document

_SHELF = "documents"


class KeptData:
    """The data of the texts of one project, all in one value of the cache."""

    def __init__(self, cache: Cache) -> None:
        self._cache, self._key = cache, digests.of_generator()
        known = cache.get(_SHELF, self._key)
        self._known: Mapping[str, dict[str, object]] = known if isinstance(known, dict) else {}
        self._used: dict[str, Mapping[str, object]] = {}

    def document(self, path: Path, text: str, kind: str) -> tuple[Document | None, list[Diagnostic]]:
        """The document of a text, and what is to tell of it."""
        digest = digests.of(text)
        if (data := self._known.get(digest)) is not None:
            self._used[digest] = data
            return known_document(path, text, kind, data), []
        document, problems = load_document(path, text, kind)
        if document and not problems:
            self._used[digest] = document.data
        return document, problems

    def keep(self) -> None:
        """Keep what was used, and nothing else."""
        if self._used.keys() != self._known.keys():
            self._cache.put(_SHELF, self._key, self._used)
