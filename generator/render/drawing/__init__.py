"""Drawings: pictures made when the site is built, as SVG that reads on paper and in both schemes of colour.

In: plain texts and numbers, already in the page's language. Out: `Markup` of one SVG in a block of its own, in
which every text is escaped. Colours stand in attributes, for where no style sheet reaches, and in classes, which
the site's style sheet sets for each scheme.
"""

from generator.render.drawing.network import Edge, Node, network
from generator.render.drawing.organisation import DrawnBranch, Team, organisation
from generator.render.drawing.radar import Series, radar

__all__ = ["DrawnBranch", "Edge", "Node", "Series", "Team", "network", "organisation", "radar"]
