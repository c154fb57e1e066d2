"""Hand-written pages: the Markdown files of one language.

In: their folder. Out: what the site must know of each, read from its front matter, and what cannot be read. A
page with a broken front matter still counts: it is shown, and the finding says where it breaks.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from generator.diagnostics import Diagnostic
from generator.load import control, load_document, read_text

LAST = 1000
"""The order of a page that gives none."""

_FRONT_MATTER = re.compile(r"---[ \t\r]*\n(.*?)^(?:---|\.\.\.)[ \t\r]*$", re.DOTALL | re.MULTILINE)


class Written(NamedTuple):
    """A hand-written page: its place among the Markdown files, the key of it and its twin, its order and title."""

    place: str
    key: str
    order: int
    title: str = ""


def written(docs: Path) -> tuple[list[Written], list[Diagnostic]]:
    """Every hand-written page under `docs`, in their order, and the findings."""
    pages: list[Written] = []
    problems: list[Diagnostic] = []
    for path in sorted(docs.rglob("*.md")):
        front, found = _front_matter(path)
        problems += found
        place = path.relative_to(docs).as_posix()
        order = str(front.get("order", ""))
        number = int(order) if order.isdecimal() else LAST
        pages.append(Written(place, str(front.get("key", place)), number, str(front.get("title", ""))))
    return sorted(pages, key=lambda page: (page.order, page.place)), problems


def _front_matter(path: Path) -> tuple[dict[str, Any], list[Diagnostic]]:
    text, problem = read_text(path)
    if text is None:
        return {}, [problem] if problem else []
    if unprintable := control.in_file(path, text):
        return {}, [unprintable]
    match = _FRONT_MATTER.match(text)
    if match is None or not match[1].strip():
        return {}, []
    # A blank line in the place of the dashes keeps the line numbers.
    document, problems = load_document(path, "\n" + match[1], "")
    return dict(document.data) if document else {}, problems
