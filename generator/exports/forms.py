"""The forms in which the handbook is handed on, each as the few files that one would send or download.

In: an edition. Out: files; what is many files is packed into one. Documents have a folder a language.
"""

from __future__ import annotations

from generator.exports import csv_files, data, document_files, llms, mkdocs_project, workbook
from generator.exports import tables as tables_of
from generator.exports.edition import Edition, Files
from generator.exports.packing import packed
from generator.language.words import LANGUAGES
from generator.render.documents import plan_documents


def data_files(edition: Edition) -> Files:
    """The whole data and their schema, and everything of the data in one archive."""
    found = data.files(edition)
    csv = {f"csv/{name}": text for name, text in csv_files.files(edition).items()}
    alone = {name: found[name] for name in (data.NAME, data.SCHEMA_NAME)}
    return {**alone, "handbook-data.zip": packed({**found, **csv}, "handbook-data")}


def tables(edition: Edition) -> Files:
    """The workbook of each language."""
    return {f"handbook-{name}": book for name, book in workbook.files(edition).items()}


def sheets(edition: Edition) -> Files:
    """A workbook for each document that shows a matrix."""
    keys = [key for key in plan_documents(edition.handbook) if key.entry is None]
    found = {
        document_files.place(key.stem(language), language, "xlsx"): tables_of.of_page(key.form.place, edition, language)
        for language in LANGUAGES
        for key in keys
    }
    return {name: workbook.workbook([table]) for name, table in found.items() if table}


def text(edition: Edition) -> Files:
    """Every page as plain Markdown."""
    return {"handbook-text.zip": packed(llms.of_all(edition), "handbook-text")}


def markdown(edition: Edition) -> Files:
    """The project for other engines."""
    return {"handbook-markdown.zip": packed(mkdocs_project.files(edition), "handbook-markdown")}
