"""Packing: many files as one ZIP file, the same for the same files.

In: files. Out: the bytes of an archive without the time, machine and user that made it.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.exports.edition import Files

_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold."""

_MODE, _UNIX = 0o100644, 3
"""The permissions of each file, readable by everybody, and the system that defines them."""


def packed(files: Files, folder: str) -> bytes:
    """The archive of some files, all in one folder."""
    result = BytesIO()
    with ZipFile(result, "w") as archive:
        for name in sorted(files):
            entry = ZipInfo(f"{folder}/{name}", _DATE)
            entry.create_system, entry.external_attr = _UNIX, _MODE << 16
            archive.writestr(entry, files[name], ZIP_DEFLATED, 9)
    return result.getvalue()
