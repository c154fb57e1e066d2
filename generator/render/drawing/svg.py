"""What every drawing is made of: the frame with its names for screen readers, lines of text, wrapping.

In: texts and numbers. Out: stretches of SVG as `Markup`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import wrap

from markupsafe import Markup

INK, MUTED, LINE, ACCENT, WARM = "#1b2326", "#465257", "#b8c2c5", "#0d5a6b", "#8a3316"
"""The colours of a drawing that no style sheet reaches: those of the site by day."""

_SPACES = re.compile(r"[ \t\n]+")


def frame(name: str, kind: str, size: tuple[int, int], title: str, description: str, parts: Iterable[Markup]) -> Markup:
    """A whole drawing, as one block of HTML without a blank line. `name` makes its ids unique on the page.

    A drawing with links in it is a group, so that its links can be reached; without, it is one image.
    """
    inside = Markup("\n").join(parts)
    role = "group" if "<a " in inside else "img"
    head = Markup(
        '<div class="drawing drawing--{kind}"><svg class="{kind}" viewBox="0 0 {width} {height}" width="{width}" '
        'height="{height}" role="{role}" aria-labelledby="{name}-title {name}-desc" '
        'xmlns="http://www.w3.org/2000/svg" font-family="Source Sans 3, sans-serif">\n'
        '<title id="{name}-title">{title}</title>\n<desc id="{name}-desc">{description}</desc>\n'
    ).format(
        kind=kind,
        width=size[0],
        height=size[1],
        role=role,
        name=name,
        title=_one_line(title),
        description=_one_line(description),
    )
    return Markup("\n\n{}{}\n</svg></div>\n\n").format(head, inside)


def label(lines: Iterable[str], x: float, y: float, step: float, attributes: str = "") -> Markup:
    """A text of one or more lines, of which the first stands at `y`."""
    spans = (
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(number(x), number(y + row * step), _one_line(line))
        for row, line in enumerate(lines)
    )
    return Markup("<text {}>{}</text>").format(Markup(attributes), Markup("").join(spans))


def lines_of(text: str, width: int, most: int | None = None) -> list[str]:
    """A text in lines of at most `width` characters, broken between words only; of more than `most`, the first ones."""
    text = _one_line(text)
    lines = wrap(text, width, break_long_words=False, break_on_hyphens=False, max_lines=most, placeholder="…")
    return lines or [""]


def number(value: float) -> str:
    """A coordinate, as short as it can be."""
    return f"{value:.1f}".removesuffix(".0")


def _one_line(text: str) -> str:
    # Not `str.split`, which would take the no-break spaces too.
    return _SPACES.sub(" ", text).strip(" ")
