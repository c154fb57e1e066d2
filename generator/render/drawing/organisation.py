"""An organisation: a head, the branches under it, and the teams of each, one under the other.

In: names, and which teams take their standards from the first branch. Out: SVG. A solid line tells who manages
a team; a dashed one joins teams of a row to the one in the first branch that sets their standards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.render.drawing.svg import INK, MUTED, WARM, frame, label, lines_of, number

_WIDTH, _GAP, _INDENT = 138, 26, 14
_STEP, _PADDING, _BETWEEN, _BELOW_HEAD = 16, 9, 14, 40
_CHARACTERS = 17


class Team(NamedTuple):
    """A team: its name, and whether the first branch sets its standards."""

    text: str
    standard: bool = False


class DrawnBranch(NamedTuple):
    """What reports to the head: its name, and its teams from top to bottom."""

    text: str
    teams: Sequence[Team] = ()


class _Row(NamedTuple):
    """A row of boxes: they all stand at the same height, so that dashed lines are level."""

    y: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def organisation(name: str, title: str, description: str, head: str, branches: Sequence[DrawnBranch]) -> Markup:
    """The drawing of an organisation. `name` makes its ids unique on the page."""
    width = len(branches) * (_WIDTH + _GAP) - _GAP + 2
    rows = _rows(head, branches)
    parts = [
        *_trunk(branches, rows, width),
        *(line for order, branch in enumerate(branches) for line in _stems(order, branch, rows)),
        *(line for order, branch in enumerate(branches) for line in _standards(order, branch, rows)),
        _box(head, (width - _WIDTH) / 2, rows[0], "head"),
        *(box for order, branch in enumerate(branches) for box in _boxes(order, branch, rows)),
    ]
    size = (width, round(rows[-1].y + rows[-1].height) + 1)
    return frame(name, "organisation", size, title, description, parts)


def _rows(head: str, branches: Sequence[DrawnBranch]) -> list[_Row]:
    """The head's row, that of the branches, then one for each place in the longest branch."""
    deepest = max(len(branch.teams) for branch in branches)
    texts = [[head], [branch.text for branch in branches]]
    texts += [[branch.teams[row].text for branch in branches if row < len(branch.teams)] for row in range(deepest)]
    rows: list[_Row] = []
    y = 1.0
    for order, names in enumerate(texts):
        rows.append(_Row(y, max(map(_height, names))))
        y += rows[-1].height + (_BETWEEN if order else _BELOW_HEAD)
    return rows


def _height(text: str) -> int:
    return _STEP * len(lines_of(text, _CHARACTERS)) + 2 * _PADDING


def _left(order: int) -> float:
    return 1 + order * (_WIDTH + _GAP)


def _trunk(branches: Sequence[DrawnBranch], rows: Sequence[_Row], width: float) -> Iterator[Markup]:
    """From the head down to a level line, and from it to each branch."""
    top, level, bottom = rows[0].y + rows[0].height, rows[1].y - _BELOW_HEAD / 2, rows[1].y
    middles = [_left(order) + _WIDTH / 2 for order in range(len(branches))]
    yield _line(width / 2, top, width / 2, level)
    yield _line(middles[0], level, middles[-1], level)
    yield from (_line(x, level, x, bottom) for x in middles)


def _stems(order: int, branch: DrawnBranch, rows: Sequence[_Row]) -> Iterator[Markup]:
    """The solid line of a branch, down its left side, with a short arm to each team."""
    if branch.teams:
        x, last = _left(order) + _INDENT / 2, rows[len(branch.teams) + 1]
        yield _line(x, rows[1].y + rows[1].height, x, last.middle)
        yield from (_line(x, row.middle, x + _INDENT / 2, row.middle) for row in rows[2 : len(branch.teams) + 2])


def _standards(order: int, branch: DrawnBranch, rows: Sequence[_Row]) -> Iterator[Markup]:
    """Dashed lines from the first branch, behind whatever stands between."""
    for team, row in zip(branch.teams, rows[2:], strict=False):
        if team.standard and order:
            yield _line(_left(0) + _WIDTH, row.middle, _left(order) + _INDENT, row.middle, dashed=True)


def _boxes(order: int, branch: DrawnBranch, rows: Sequence[_Row]) -> Iterator[Markup]:
    yield _box(branch.text, _left(order), rows[1], "branch")
    for team, row in zip(branch.teams, rows[2:], strict=False):
        yield _box(team.text, _left(order) + _INDENT, row, "team", _WIDTH - _INDENT)


def _box(text: str, x: float, row: _Row, kind: str, width: float = _WIDTH) -> Markup:
    lines = lines_of(text, _CHARACTERS)
    first = row.middle - _STEP * (len(lines) - 1) / 2 + 4.5
    weight = "400" if kind == "team" else "600"
    style = f'font-size="13" font-weight="{weight}" fill="{INK}" text-anchor="middle"'
    return Markup(
        '<rect class="unit unit--{}" x="{}" y="{}" width="{}" height="{}" rx="3" fill="#ffffff" stroke="{}"/>{}'
    ).format(
        kind,
        number(x),
        number(row.y),
        number(width),
        number(row.height),
        MUTED,
        label(lines, x + width / 2, first, _STEP, style),
    )


def _line(x1: float, y1: float, x2: float, y2: float, dashed: bool = False) -> Markup:
    look = ("standard", WARM, "5 4") if dashed else ("manages", MUTED, "none")
    return Markup(
        '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="1.4" stroke-dasharray="{}"/>'
    ).format(look[0], number(x1), number(y1), number(x2), number(y2), look[1], look[2])
