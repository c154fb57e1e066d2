"""What the entries are called, to tell which of them a text names.

In: documents. Out: `EntryNames`, which finds the id for what an author wrote: an id, a file's name, a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.language.i18n import LANGUAGES
from generator.model.document import Document

SEPARATOR = re.compile(r"\s*[,;|\t\n•]+\s*|\s+(?:et|and|&|ou|or)\s+")
"""What people put between the items of a list."""

_BLANKS = re.compile(rf"(?:{SEPARATOR.pattern}|\s+)+")


@dataclass(frozen=True, slots=True)
class EntryNames:
    """The id behind each name, by kind."""

    ids: Mapping[str, Mapping[str, str]]

    @staticmethod
    def of(documents: Iterable[Document]) -> EntryNames:
        """The names of the entries that these documents are, whether they are sound or not."""
        ids: dict[str, dict[str, str]] = {}
        for document in documents:
            for name in _names(document):
                ids.setdefault(document.kind, {}).setdefault(name, document.id)
        return EntryNames(ids)

    def listed(self, kind: str, written: str) -> list[str]:
        """The ids that a text lists, however it separates them; none where one of them is unknown."""
        for separator in (SEPARATOR, _BLANKS):
            pieces = [piece for piece in separator.split(written.strip()) if piece]
            found = [self.find(kind, piece) for piece in pieces]
            if found and all(found):
                return found
        return []

    def find(self, kind: str, written: str) -> str:
        """The id that a text names, its kind before it where `kind` is empty; or an empty text."""
        if not kind:
            kind, _, rest = written.strip().partition("/")
            found = self.find(kind, rest) if rest else ""
            return f"{kind}/{found}" if found else ""
        name = written.strip().strip("\"'«»“” \u00a0\u202f.").casefold()
        return self.ids.get(kind, {}).get(name, "")


def _names(document: Document) -> Iterator[str]:
    yield document.id
    title = document.data.get("title")
    if isinstance(title, str):
        yield title.casefold()
    elif isinstance(title, dict):
        yield from (title[language].casefold() for language in LANGUAGES if isinstance(title.get(language), str))
