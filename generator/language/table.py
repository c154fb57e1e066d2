"""Tables for a terminal and for Markdown.

In: rows of text, the first one the header. Out: one text. What a host of Markdown would take for markup in a
cell is made harmless.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Rows = Sequence[Sequence[str]]


def as_text(rows: Rows) -> str:
    """Columns set side by side; those of figures to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    figures = [all(_is_figure(row[place]) for row in rows[1:]) for place in range(len(widths))]
    lines = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, figures, strict=True)
        ).rstrip()
        for row in rows
    ]
    return "\n".join(lines)


def as_markdown(rows: Rows) -> str:
    """A table of GitHub's and GitLab's Markdown."""
    figures = [all(_is_figure(row[place]) for row in rows[1:]) for place in range(len(rows[0]))]
    rule = ["---:" if right else "---" for right in figures]
    return "\n".join(f"| {' | '.join(row)} |" for row in [_cells(rows[0]), rule, *map(_cells, rows[1:])])


def _cells(row: Sequence[str]) -> list[str]:
    return [escape(cell) for cell in row]


def _is_figure(cell: str) -> bool:
    return bool(re.fullmatch(r"[\d,.\s]+(\s?%)?", cell))


def escape(text: str) -> str:
    """Text as Markdown that shows it as it is, on one line, and calls nobody."""
    plain = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A zero-width space after the sign keeps a host from reading a mention or the number of a request.
    return re.sub(r"([@#])(?=\w)", "\\1\N{ZERO WIDTH SPACE}", re.sub(r"([\\`*_\[\]|~])", r"\\\1", plain))
