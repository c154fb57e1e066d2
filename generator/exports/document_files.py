"""Where the files of documents to hand out stand among the artifacts, and the archive of them.

In: the name of a document's file, a language, an ending. Out: places; files with their archive.
"""

from __future__ import annotations

from generator.exports.edition import Files
from generator.exports.packing import packed

_FOLDER = "documents"


def place(stem: str, language: str, ending: str) -> str:
    """Where the file of a document stands among the artifacts."""
    return f"{_FOLDER}/{language}/{stem}.{ending}"


def with_archive(files: Files, ending: str) -> Files:
    """The files of documents, and one archive with all of them: a release holds files without folders."""
    inside = {name.removeprefix(f"{_FOLDER}/"): data for name, data in files.items()}
    return {**files, f"handbook-{ending}.zip": packed(inside, f"handbook-{ending}")}
