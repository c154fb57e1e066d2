"""Explanation: the error that stopped a site, told in one line.

In: an error. Out: its message, or where it was raised and what it says.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from mkdocs.exceptions import MkDocsException


def explain(error: BaseException) -> str:
    """The error that stopped a build, in one line: MkDocs' message, else file, line and type.

    Jinja adds the template and its line to the traceback of its errors, so the last template in it is meant.
    """
    if isinstance(error, (MkDocsException, OSError)):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    templates = [frame for frame in frames if Path(frame.filename).suffix in {".jinja", ".html"}]
    place = (templates or frames)[-1]
    return f"{place.filename}:{place.lineno}: {type(error).__name__}: {error}"
