"""What the site offers for reuse beside its pages: the data in every form, in one folder.

In: an edition. Out: files by their place in the whole site.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.exports import csv_files, data
from generator.exports.edition import Edition
from generator.language.i18n import LANGUAGES

FOLDER = "data"


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """JSON and its schema, workbooks, and CSV in a folder of its own. What is given away is not kept."""
    from generator.exports import workbook  # its library is slow to load

    for name, content in data.files(edition).items():
        yield f"{FOLDER}/{name}", content
    for language in LANGUAGES:
        for name, content in csv_files.of_language(edition, language).items():
            yield f"{FOLDER}/csv/{name}", content
        for name, content in workbook.of_language(edition, language).items():
            yield f"{FOLDER}/{name}", content
        edition.tables.clear()
