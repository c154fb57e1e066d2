"""Spreadsheets: entries to edit in Excel or LibreOffice, and what comes back.

In: documents, or a workbook. Out: a workbook; or the changes that it makes, and the files that would hold them. No
other module reads one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.authoring.xlsx import cells
from generator.authoring.xlsx.compare import CellChange, Differences, Edit, compare
from generator.authoring.xlsx.plan import edited_findings, texts
from generator.authoring.xlsx.read import read
from generator.authoring.xlsx.tables import cells_digest, digest, tables
from generator.authoring.xlsx.write import workbook
from generator.diagnostics import Diagnostic
from generator.model.catalog import Catalog
from generator.model.document import DataPath, Document

__all__ = [
    "CellChange",
    "Differences",
    "Edit",
    "as_workbook",
    "compare",
    "edited_findings",
    "read",
    "texts",
    "unfit",
]


def as_workbook(documents: Sequence[Document], kinds: Iterable[str], language: str, catalog: Catalog) -> bytes:
    """The workbook of some kinds, with headings in `language`."""
    known = {kind: [document.id for document in documents if document.kind == kind] for kind in catalog.kinds}
    written = []
    prints = {}
    for kind in kinds:
        mine = [document for document in documents if document.kind == kind]
        of_kind = list(tables(catalog.kinds[kind], mine, known))
        written += of_kind
        for document in mine:
            prints[f"{kind}/{document.id}"] = (digest(document.data), cells_digest(document.id, of_kind))
    return workbook(written, prints, catalog.words(language))


def unfit(documents: Iterable[Document], kinds: Iterable[str]) -> list[Diagnostic]:
    """The texts that no cell can hold."""
    return [
        Diagnostic("unfit-for-a-cell", document.value_span(path), {"limit": str(cells.MAX_LENGTH)})
        for document in documents
        if document.kind in kinds
        for path in _texts(document)
    ]


def _texts(document: Document) -> Iterable[DataPath]:
    for path in document.values:
        value: object = document.data
        for part in path:
            value = value[part]  # type: ignore[index]
        if isinstance(value, str) and not cells.fits(value):
            yield path
