"""The forms in which the handbook is handed on, each as the few files that one would send or download.

In: an edition. Out: files without folders; what is many files is packed into one.
"""

from __future__ import annotations

from generator.exports import csv_files, data, llms, mkdocs_project, workbook
from generator.exports.edition import Edition, Files
from generator.exports.packing import packed


def data_files(edition: Edition) -> Files:
    """The whole data and their schema, and everything of the data in one archive."""
    found = data.files(edition)
    csv = {f"csv/{name}": text for name, text in csv_files.files(edition).items()}
    alone = {name: found[name] for name in (data.NAME, data.SCHEMA_NAME)}
    return {**alone, "handbook-data.zip": packed({**found, **csv}, "handbook-data")}


def tables(edition: Edition) -> Files:
    """The workbook of each language."""
    return {f"handbook-{name}": book for name, book in workbook.files(edition).items()}


def text(edition: Edition) -> Files:
    """Every page as plain Markdown."""
    return {"handbook-text.zip": packed(llms.of_all(edition), "handbook-text")}


def markdown(edition: Edition) -> Files:
    """The project for other engines."""
    return {"handbook-markdown.zip": packed(mkdocs_project.files(edition), "handbook-markdown")}
