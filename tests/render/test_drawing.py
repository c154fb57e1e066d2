"""Drawings: well-formed, named for screen readers, with every text escaped and every level where it belongs."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from generator.render.drawing import DrawnBranch, Edge, Node, Series, Team, network, organisation, radar

SVG = "{http://www.w3.org/2000/svg}"
AXES = ["Écouter", "Un nom bien plus long que la place", "<b>Oser</b> & dire", "Tenir"]


def tree_of(drawn: str) -> ElementTree.Element:
    """The parsed SVG inside its block."""
    block = ElementTree.fromstring(drawn.strip())
    return block[0]


def test_a_radar_is_one_block_with_a_title_and_a_description() -> None:
    drawn = radar("un", "Niveaux", "Écouter 3", AXES, [Series("Mentor", [3, 2, 1, 4])])
    assert "\n\n" not in drawn.strip()
    svg = tree_of(drawn)
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "un-title un-desc"
    assert [svg[0].tag, svg[0].text, svg[0].get("id")] == [f"{SVG}title", "Niveaux", "un-title"]
    assert [svg[1].tag, svg[1].text, svg[1].get("id")] == [f"{SVG}desc", "Écouter 3", "un-desc"]


@pytest.mark.parametrize("axes", [3, 5, 8, 10])
def test_the_names_of_a_radar_stay_within_it(axes: int) -> None:
    name = "Amélioration continue et excellence, connaissance de toute l'entreprise, de ses clients et de ses métiers"
    svg = tree_of(radar("un", "Niveaux", name, [name] * axes, [Series("Mentor", [3] * axes)]))
    height = float(svg.get("viewBox", "").split()[3])
    lines = [float(line.get("y", "")) for line in svg.iter(f"{SVG}tspan")]
    assert min(lines) > 10
    assert max(lines) < height - 4
    assert sum("…" in (line.text or "") for line in svg.iter(f"{SVG}tspan")) == axes


def test_a_text_never_acts_as_markup_in_a_drawing() -> None:
    hostile = '</title><script>alert(1)</script>"\n\n# A'
    drawn = radar("un", hostile, hostile, [hostile] * 3, [Series(hostile, [1, 2, 3])] * 2)
    drawn += organisation("trois", hostile, hostile, hostile, [DrawnBranch(hostile, [Team(hostile)])])
    drawn += network("deux", hostile, hostile, [[(hostile, [Node("a", hostile, '"><script>')])]], [])
    assert "<script" not in drawn
    assert "\n\n#" not in drawn


@pytest.mark.parametrize(("level", "distance"), [(1, 0.25), (2, 0.5), (4, 1)])
def test_a_level_stands_at_its_share_of_the_axis(level: int, distance: float) -> None:
    svg = tree_of(radar("un", "t", "d", AXES, [Series("a", [level, 1, 1, 1])]))
    rings = svg.findall(f"{SVG}polygon[@class='ring']")
    centre = float(svg.findall(f"{SVG}line")[0].get("y1", ""))
    top = centre - float(rings[3].get("points", "").split()[0].split(",")[1])
    shape = svg.find(f"{SVG}g/{SVG}polygon")
    assert shape is not None
    height = centre - float(shape.get("points", "").split()[0].split(",")[1])
    assert height / top == pytest.approx(distance)


def test_two_series_differ_by_line_and_mark_and_have_a_key() -> None:
    drawn = radar("un", "t", "d", AXES, [Series("Mentor", [1, 1, 1, 1]), Series("Partenaire", [2, 2, 2, 2])])
    groups = tree_of(drawn).findall(f"{SVG}g")
    assert {group[0].get("stroke-dasharray") for group in groups} == {"none", "7 4"}
    assert {mark.tag for group in groups for mark in group[1:]} == {f"{SVG}circle", f"{SVG}rect"}
    assert drawn.count(">Mentor<") == drawn.count(">Partenaire<") == 1


def test_a_label_is_broken_between_words_and_stays_in_the_picture() -> None:
    svg = tree_of(radar("un", "t", "d", AXES, [Series("a", [1, 1, 1, 1])]))
    width = float(svg.get("width", ""))
    lines = [(span.text or "", float(span.get("x", ""))) for span in svg.iter(f"{SVG}tspan")]
    assert any("bien plus" in text for text, _ in lines)
    assert all(0 <= x <= width for _, x in lines)


COLUMNS = [
    [("Gauche", [Node("a", "Un", "un.md"), Node("b", "Deux " * 12, "deux.md")])],
    [("Droite", [Node("c", "Trois", "trois.md#x")])],
]


def test_a_network_joins_its_nodes_and_each_node_is_a_link() -> None:
    svg = tree_of(network("carte", "Carte", "Description", COLUMNS, [Edge("a", "c"), Edge("b", "c")]))
    assert svg.get("role") == "group"
    assert [node.get("href") for node in svg.iter(f"{SVG}a")] == ["un.md", "deux.md", "trois.md#x"]
    assert [(edge.get("data-from"), edge.get("data-to")) for edge in svg.iter(f"{SVG}path")] == [("a", "c"), ("b", "c")]


def test_the_boxes_of_a_column_do_not_overlap() -> None:
    svg = tree_of(network("carte", "t", "d", COLUMNS, []))
    boxes = [(float(rect.get("y", "")), float(rect.get("height", ""))) for rect in svg.iter(f"{SVG}rect")][:2]
    assert boxes[0][0] + boxes[0][1] < boxes[1][0]
    assert re.match(r"^\d+$", str(svg.get("height")))


BRANCHES = [
    DrawnBranch("Fonctions", [Team("Qualité"), Team("Un nom de service bien plus long que sa boîte")]),
    DrawnBranch("Usine", [Team("Qualité locale", standard=True)]),
    DrawnBranch("Magasins"),
]


def test_an_organisation_is_one_image_with_a_box_for_each_name() -> None:
    svg = tree_of(organisation("plan", "Matrice", "Qui dirige qui", "COO", BRANCHES))
    assert svg.get("role") == "img"
    assert [svg[0].text, svg[1].text] == ["Matrice", "Qui dirige qui"]
    boxes = [rect.get("class", "") for rect in svg.iter(f"{SVG}rect")]
    assert [boxes.count(f"unit unit--{kind}") for kind in ("head", "branch", "team")] == [1, 3, 3]
    assert all(rect.get("fill") and rect.get("stroke") for rect in svg.iter(f"{SVG}rect"))


def test_a_dashed_line_joins_a_team_to_the_one_that_sets_its_standards() -> None:
    svg = tree_of(organisation("plan", "t", "d", "COO", BRANCHES))
    (dashed,) = svg.findall(f"{SVG}line[@class='standard']")
    assert dashed.get("stroke-dasharray") == "5 4"
    tops = {rect.get("x"): rect for rect in svg.iter(f"{SVG}rect") if rect.get("class") == "unit unit--team"}
    own = tops[dashed.get("x2")]
    middle = float(own.get("y", "")) + float(own.get("height", "")) / 2
    assert float(dashed.get("y1", "")) == float(dashed.get("y2", "")) == pytest.approx(middle)


def test_the_boxes_of_an_organisation_do_not_overlap_and_stay_in_the_picture() -> None:
    svg = tree_of(organisation("plan", "t", "d", "COO", BRANCHES))
    places = [[float(rect.get(name, "")) for name in ("x", "y", "width", "height")] for rect in svg.iter(f"{SVG}rect")]
    for order, (x, y, width, height) in enumerate(places):
        assert x + width <= float(svg.get("width", ""))
        assert y + height <= float(svg.get("height", ""))
        for left, top, wide, high in places[order + 1 :]:
            assert x + width <= left or left + wide <= x or y + height <= top or top + high <= y
