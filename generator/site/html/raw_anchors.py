"""Raw anchors: MkDocs looks for anchors in the HTML of each page, and few pages can have any there.

In: the Markdown of a page, before MkDocs parses it for the ids of elements. Out: the same; where no element has an id
or a name, MkDocs does not parse it. That took a fortieth of the time of a build.
"""

from __future__ import annotations

import re
from typing import cast

from markdown.preprocessors import Preprocessor
from mkdocs.structure.pages import _RawHTMLPreprocessor

_ANCHOR = re.compile(r"\b(?:id|name)\s*=", re.IGNORECASE)
_STEP = "mkdocs_raw_html"

BEFORE_RAW_HTML = 21.5
"""The priority of a step that runs right before that of MkDocs, which has 21."""


class RawAnchors(Preprocessor):
    """Has MkDocs pass over a page in whose HTML there are no anchors."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines as they are."""
        steps = self.md.preprocessors
        if _STEP in steps and not _ANCHOR.search("\n".join(lines)):
            cast("_RawHTMLPreprocessor", steps[_STEP]).run = _unchanged  # type: ignore[method-assign]
        return lines


def _unchanged(lines: list[str]) -> list[str]:
    return lines
