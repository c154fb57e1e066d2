"""ComputedPage: what the template of a computed view may ask beside what every template may.

In: the linked handbook and what a view computed. Out: `ComputedPage`, with the drawings and the small forms of
names, differences and calendars that only computed views show.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from markupsafe import Markup

from generator.language.i18n import Localized, month_names
from generator.model.fields import Cadence
from generator.model.handbook import Entry
from generator.render.drawing import Edge, Node, Series, network, radar
from generator.render.view import View
from generator.views.calendar.compute import WEEKS
from generator.views.kpi_board.compute import Family
from generator.views.radars.compute import Profile
from generator.views.role_map.compute import RoleMap


class ComputedPage(View):
    """What the template of a computed view may ask."""

    def choices(self, field_name: str, values: Sequence[str]) -> list[tuple[str, str]]:
        """Values that a reader may filter by, each with its word."""
        return [(value, self.value(field_name, value)) for value in values]

    def names(self, entries: Sequence[Entry]) -> list[tuple[str, str]]:
        """Entries that a reader may filter by: their ids and titles."""
        return [(entry.id, self.plain(entry.data.title)) for entry in entries]

    def cadences(self, families: Sequence[Family]) -> list[str]:
        """The cadences at which the board's KPIs are read, shortest first."""
        measured = {cadence for family in families for cadence in family.cadences}
        return [cadence for cadence in get_args(Cadence) if cadence in measured]

    @property
    def colon(self) -> Markup:
        """A colon between a label and what follows, with its spaces."""
        return Markup(self.word("views.colon"))

    def signed(self, difference: int) -> str:
        """A difference of levels with its sign."""
        return f"{difference:+d}".replace("-", "−") if difference else "="

    def weeks(self) -> list[str]:
        """The heads of the weeks of a month."""
        return [self.word("views.week", number=number) for number in range(1, WEEKS + 1)]

    def months(self) -> list[str]:
        """The short names of the months."""
        return month_names(self.language, "abbreviated")

    def radar(self, name: str, title: str, axes: Sequence[Entry], profiles: Sequence[Profile]) -> Markup:
        """The drawing of one profile, or of two; its description tells every level."""
        series = [Series(self.plain(profile.entry.data.title), profile.levels) for profile in profiles]
        told = " ".join(self._told(axes, one) for one in series)
        return radar(name, self.text(title), told, [self.plain(axis.data.title) for axis in axes], series)

    def _told(self, axes: Sequence[Entry], series: Series) -> str:
        known = [(axis, level) for axis, level in zip(axes, series.levels, strict=True) if level]
        levels = ", ".join(f"{self.plain(axis.data.title)} {level:g}" for axis, level in known)
        return self.text(f"{self.word('views.title', one=series.name, name=levels)}.")

    def map(self, title: Localized, shown: RoleMap) -> Markup:
        """The drawing of the map of the role: what it takes, what it does, what it decides, and who answers."""
        columns = [[(self._heading(kind), self._nodes(entries)) for kind, entries in one] for one in shown.columns]
        edges = [Edge(str(start), str(end)) for start, end in shown.edges]
        return network("map", self.plain(title), self.text(self.word("views.map_description")), columns, edges)

    def _heading(self, kind: str) -> str:
        return self.text(self.word(f"views.map_heads.{kind}"))

    def _nodes(self, entries: Sequence[Entry]) -> list[Node]:
        return [Node(str(entry.ref), self.plain(entry.data.title), self.address(entry.ref) or "") for entry in entries]
