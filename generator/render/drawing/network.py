"""A network: things in columns, joined by lines, each of them a link.

In: columns of nodes and the edges between them. Out: SVG. A script may bring out the edges of the node that a
reader points at or reaches by keyboard: nodes and edges carry the keys in `data-` attributes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from generator.render.drawing.svg import INK, LINE, MUTED, frame, label, lines_of, number

_COLUMN, _GAP, _HEAD = 180, 72, 46
_STEP, _PADDING, _BETWEEN = 15, 6, 7
_CHARACTERS = 25


class Node(NamedTuple):
    """One thing: its key, its name, and the address that its box leads to."""

    key: str
    text: str
    address: str


class Edge(NamedTuple):
    """A line between two nodes, by their keys, from a column to one further right."""

    start: str
    end: str


@dataclass(frozen=True)
class _Box:
    """Where a node stands."""

    x: float
    y: float
    height: float
    lines: list[str]

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


Group = tuple[str, Sequence[Node]]
"""A heading, and the nodes under it."""


def network(
    name: str, title: str, description: str, columns: Sequence[Sequence[Group]], edges: Sequence[Edge]
) -> Markup:
    """The drawing of columns, each of one or more groups of nodes. `name` makes its ids unique on the page."""
    tallest = max(_height(column) for column in columns)
    boxes: dict[str, _Box] = {}
    nodes: list[Markup] = []
    x = 1.0
    for column, gap in zip(columns, _gaps(columns, edges), strict=True):
        nodes += _column(column, x, _space(column, tallest), boxes)
        x += _COLUMN + gap
    size = (round(x) + 1, round(tallest) + 2)
    return frame(name, "network", size, title, description, [*_edges(edges, boxes), *nodes])


def _height(column: Sequence[Group]) -> float:
    return sum(_HEAD + sum(_box_height(node) + _BETWEEN for node in nodes) for _, nodes in column)


def _gaps(columns: Sequence[Sequence[Group]], edges: Sequence[Edge]) -> list[float]:
    """The room after each column: half of it the same for all, half by the number of lines that cross it."""
    place = {node.key: order for order, column in enumerate(columns) for _, nodes in column for node in nodes}
    crossing = [sum(place[edge.start] == order for edge in edges) for order in range(len(columns) - 1)]
    room = _GAP * len(crossing)
    shares = [_GAP / 2 + room / 2 * count / max(1, len(edges)) for count in crossing]
    return [*shares, 0]


def _space(column: Sequence[Group], tallest: float) -> float:
    """How much room each node takes beyond its box, so that the column is as high as the tallest."""
    return _BETWEEN + (tallest - _height(column)) / max(1, sum(len(nodes) for _, nodes in column))


def _box_height(node: Node) -> int:
    return _STEP * len(lines_of(node.text, _CHARACTERS)) + 2 * _PADDING


def _column(column: Sequence[Group], x: float, space: float, boxes: dict[str, _Box]) -> Iterator[Markup]:
    """The groups of a column one under the other; the place of each node goes into `boxes`."""
    y = 0.0
    for heading, nodes in column:
        style = f'class="network__head" font-size="14" font-weight="600" fill="{INK}"'
        yield label([heading], x, y + 30, 0, style)
        y += _HEAD
        for node in nodes:
            top = y + (space - _BETWEEN) / 2
            box = boxes[node.key] = _Box(x, top, _box_height(node), lines_of(node.text, _CHARACTERS))
            yield _drawn(node, box)
            y += box.height + space


def _drawn(node: Node, box: _Box) -> Markup:
    style = f'font-size="12.5" fill="{INK}"'
    return Markup(
        '<a class="network__node" data-node="{key}" href="{address}"><rect x="{x}" y="{y}" width="{width}" '
        'height="{height}" rx="3" fill="#ffffff" stroke="{line}"/>{text}</a>'
    ).format(
        key=node.key,
        address=node.address,
        x=number(box.x),
        y=number(box.y),
        width=_COLUMN,
        height=number(box.height),
        line=MUTED,
        text=label(box.lines, box.x + 8, box.y + _PADDING + 11.5, _STEP, style),
    )


def _edges(edges: Sequence[Edge], boxes: Mapping[str, _Box]) -> Iterator[Markup]:
    for edge in edges:
        start, end = boxes[edge.start], boxes[edge.end]
        x1, x2 = start.x + _COLUMN, end.x
        bend = (x2 - x1) / 2
        path = (
            f"M{number(x1)} {number(start.middle)}C{number(x1 + bend)} {number(start.middle)} "
            f"{number(x2 - bend)} {number(end.middle)} {number(x2)} {number(end.middle)}"
        )
        yield Markup(
            '<path class="network__edge" data-from="{}" data-to="{}" d="{}" fill="none" stroke="{}" '
            'stroke-width="1.2"/>'
        ).format(edge.start, edge.end, path, LINE)
