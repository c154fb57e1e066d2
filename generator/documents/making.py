"""Making: from the handbook to the documents that somebody asked for.

In: the linked handbook, names of documents, a language. Out: `chosen`, the documents that the names mean, and `make`,
the blocks of one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.diagnostics import nearest
from generator.documents.blocks import Block, Document, Heading, plain
from generator.documents.reading import read
from generator.language.words import LANGUAGES
from generator.model.handbook import Handbook
from generator.render.documents import DocumentKey, plan_documents, render_document

WHOLE = "handbook"
"""The name of the whole handbook among the documents."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole handbook as one document; `stems` are the names of its file, by language."""

    stems: Mapping[str, str]
    name: str = WHOLE

    def stem(self, language: str) -> str:
        """The name of its file in a language, without the ending."""
        return self.stems[language]


class UnknownDocumentError(Exception):
    """No document has the name; `near` is one that was perhaps meant, and `names` are those there are."""

    def __init__(self, name: str, near: str | None, names: Sequence[str]) -> None:
        super().__init__(name)
        self.name = name
        self.near = near
        self.names = names


def chosen(handbook: Handbook, names: Sequence[str]) -> list[DocumentKey]:
    """The documents of some names, all where none is given. Raises `UnknownDocumentError`.

    The name of a form stands for all its documents, such as `job-advert` for those of every archetype.
    """
    keys = plan_documents(handbook)
    known = {name for key in keys for name in (key.name, key.form.name)}
    for name in names:
        if name not in known:
            forms = list(dict.fromkeys(key.form.name for key in keys))
            raise UnknownDocumentError(name, nearest(name, sorted(known)), forms)
    return [key for key in keys if not names or key.name in names or key.form.name in names]


def chosen_with_whole(handbook: Handbook, names: Sequence[str]) -> list[DocumentKey | Whole]:
    """The same, with the whole handbook among them: it is written last, as it takes longest."""
    words = handbook.catalog.words
    one = Whole({language: words(language)("documents.whole") for language in LANGUAGES})
    others = [name for name in names if name != WHOLE]
    keys: list[DocumentKey | Whole] = [*chosen(handbook, others)] if others or not names else []
    return [*keys, one] if not names or WHOLE in names else keys


def make(handbook: Handbook, key: DocumentKey, language: str) -> Document:
    """One document in one language. Its first heading is its title."""
    blocks = read(render_document(handbook, key, language))
    form = key.form
    return Document(_title(blocks), language, blocks, form.paper, form.wide, form.size, form.margin)


def _title(blocks: Sequence[Block]) -> str:
    return next(plain(block.runs) for block in blocks if isinstance(block, Heading))
