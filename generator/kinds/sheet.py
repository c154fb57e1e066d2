"""The sheets: pages computed from many entries, which no author writes.

In: the folders of `generator/views/`. Out: `SHEETS`, the table that everything else reads. To add a sheet, add its
folder, its name here, and its title in `content/handbook.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, cast

from generator.model.kind import Tree, flat, read_tree

READING_ORDER = (
    "role-map",
    "radars",
    "matrix-competencies",
    "matrix-kpis",
    "matrix-challenges",
    "kpi-board",
    "calendar",
    "mandate-letter",
    "job-descriptions",
    "sector-jobs",
    "compare",
    "self-assessment",
    "selector",
    "interview-scoring",
    "first-days",
    "evaluation",
    "legal-watch",
)


@dataclass(frozen=True, eq=False)
class Sheet:
    """A page made from the entries of the kinds it `needs`: without entries of each of them it has no page.

    `each` names a kind: the sheet then has an index page, and a page for each entry of that kind. `based_on` names
    a kind too: the settings then say which entry of it the sheet is made from. A `wide` sheet takes the room of the
    table of contents.
    """

    name: str
    tree: Tree

    @cached_property
    def segment(self) -> Mapping[str, str]:
        """The first part of its addresses, in each language."""
        return cast("Mapping[str, str]", self.tree["address"])

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The kinds it is computed from."""
        return tuple(self.tree["needs"])

    @cached_property
    def each(self) -> str:
        """The kind for each of whose entries it has a page, if any."""
        return str(self.tree.get("each", ""))

    @cached_property
    def based_on(self) -> str:
        """The kind of the entry that it is made from, if it is made from one."""
        return str(self.tree.get("based_on", ""))

    @cached_property
    def wide(self) -> bool:
        """Whether it takes the room of the table of contents."""
        return self.tree.get("wide") == "true"

    @property
    def template(self) -> str:
        """The name of the template that shows it."""
        return f"views/{self.name.replace('-', '_')}/page.md.jinja"

    @property
    def layout(self) -> Literal["page", "single"]:
        """How its pages lie, in the words that are used for kinds."""
        return "page" if self.each else "single"

    def words(self, language: str) -> Iterator[tuple[str, str]]:
        """The words of its own, each with its key among the words of the interface."""
        return flat(self.tree.get("words", {}), f"{self.name}.", language)


def _sheet(name: str) -> Sheet:
    folder = Path(__file__).parent.parent / "views" / name.replace("-", "_")
    return Sheet(name, read_tree(folder / "view.yml"))


SHEETS: Mapping[str, Sheet] = {name: _sheet(name) for name in READING_ORDER}
