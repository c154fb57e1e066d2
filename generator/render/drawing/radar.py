"""A radar: levels on axes around a centre, for one profile or for two laid over each other.

In: the names of the axes and one or more series of levels. Out: SVG.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import NamedTuple

from markupsafe import Markup

from generator.render.drawing.svg import ACCENT, INK, LINE, MUTED, WARM, frame, label, lines_of, number

LEVELS = 4
WIDTH = 520
RADIUS = 130
_TOP, _STEP, _KEY = 192, 16, 26
_LABEL_CHARACTERS = 16
_ABOVE, _BESIDE = 3, 5
"""How many lines of a name there is room for, above or below the drawing, and beside it."""

_COLOURS = (ACCENT, WARM)
_DASHES = ("none", "7 4")


class Series(NamedTuple):
    """One profile: its name, and a level for each axis, in their order."""

    name: str
    levels: Sequence[float]


def radar(name: str, title: str, description: str, axes: Sequence[str], series: Sequence[Series]) -> Markup:
    """The drawing of one or two series. `name` makes its ids unique on the page."""
    height = 2 * _TOP + (_KEY * len(series) if len(series) > 1 else 0)
    parts = [
        *_rings(len(axes)),
        *(_axis(position, len(axes), text) for position, text in enumerate(axes)),
        *(_shape(order, one) for order, one in enumerate(series)),
        *(_scale(level) for level in range(1, LEVELS + 1)),
        *(_key(order, one.name) for order, one in enumerate(series) if len(series) > 1),
    ]
    return frame(name, "radar", (WIDTH, height), title, description, parts)


def _point(position: int, count: int, level: float) -> tuple[float, float]:
    """Where a level stands on an axis; the first axis points upwards, the others follow clockwise."""
    angle = 2 * pi * position / count - pi / 2
    distance = RADIUS * level / LEVELS
    return WIDTH / 2 + distance * cos(angle), _TOP + distance * sin(angle)


def _outline(levels: Sequence[float]) -> str:
    points = (_point(position, len(levels), level) for position, level in enumerate(levels))
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def _rings(axes: int) -> Iterator[Markup]:
    for level in range(1, LEVELS + 1):
        yield Markup('<polygon class="ring" points="{}" fill="none" stroke="{}"/>').format(
            _outline([level] * axes), LINE
        )


def _axis(position: int, count: int, text: str) -> Markup:
    """The axis, and its name outside the last ring, in as many lines as it takes."""
    end_x, end_y = _point(position, count, LEVELS)
    x, y = _point(position, count, LEVELS * 1.12)
    side, down = ((place - centre) / (RADIUS * 1.12) for place, centre in ((x, WIDTH / 2), (y, _TOP)))
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    lines = lines_of(text, *((_LABEL_CHARACTERS + 4, _ABOVE) if anchor == "middle" else (_LABEL_CHARACTERS, _BESIDE)))
    # Above the drawing the last line is next to the axis, below it the first, beside it the middle.
    first = y - _STEP * (len(lines) - 1) * (1 - down) / 2 + 4 + 4 * down
    words = label(lines, x, first, _STEP, f'class="axis-name" font-size="14" fill="{INK}" text-anchor="{anchor}"')
    return Markup('<line class="ring" x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}"/>{}').format(
        number(WIDTH / 2), number(_TOP), number(end_x), number(end_y), LINE, words
    )


def _shape(order: int, one: Series) -> Markup:
    """The outline of a series, with a mark at each level: round for the first, square for the second."""
    colour, dash = _COLOURS[order % 2], _DASHES[order % 2]
    marks = (_mark(order, *_point(position, len(one.levels), level)) for position, level in enumerate(one.levels))
    return Markup(
        '<g class="series series--{}" stroke="{}" fill="{}"><polygon points="{}" fill-opacity="0.14" '
        'stroke-width="2.5" stroke-dasharray="{}" stroke-linejoin="round"/>{}</g>'
    ).format(order + 1, colour, colour, _outline(one.levels), dash, Markup("").join(marks))


def _mark(order: int, x: float, y: float) -> Markup:
    if order % 2:
        return Markup('<rect x="{}" y="{}" width="8" height="8"/>').format(number(x - 4), number(y - 4))
    return Markup('<circle cx="{}" cy="{}" r="4"/>').format(number(x), number(y))


def _scale(level: int) -> Markup:
    """The number of a ring, beside the first axis."""
    x, y = _point(0, 1, level)
    return label([str(level)], x + 6, y + 12, 0, f'class="scale" font-size="12" fill="{MUTED}"')


def _key(order: int, text: str) -> Markup:
    """The line of the key that names a series."""
    y = 2 * _TOP + _KEY * order + 8
    colour = _COLOURS[order % 2]
    sample = Markup(
        '<g class="series series--{}" stroke="{}" fill="{}"><line x1="90" y1="{}" x2="130" y2="{}" stroke-width="2.5" '
        'stroke-dasharray="{}"/>{}</g>'
    ).format(order + 1, colour, colour, y, y, _DASHES[order % 2], _mark(order, 110, y))
    return Markup("{}{}").format(sample, label([text], 142, y + 5, 0, f'class="key" font-size="15" fill="{INK}"'))
