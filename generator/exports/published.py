"""What the site offers for reuse beside its pages: the data in every form, in one folder.

In: an edition. Out: files by their place in the whole site.
"""

from __future__ import annotations

from generator.exports import csv_files, data
from generator.exports.edition import Edition, Files

FOLDER = "data"


def files(edition: Edition) -> Files:
    """JSON and its schema, workbooks, and CSV in a folder of its own."""
    from generator.exports import workbook  # its library is slow to load

    csv = {f"csv/{name}": content for name, content in csv_files.files(edition).items()}
    found = {**data.files(edition), **workbook.files(edition), **csv}
    return {f"{FOLDER}/{name}": content for name, content in found.items()}
