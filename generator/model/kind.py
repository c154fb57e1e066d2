"""A kind of content, as its folder describes it.

In: the folder's `kind.yml`, and the model of its entries. Out: `Kind`: its address in each language, how its pages lie,
and the words for it and for its fields. What a kind's file may say is read once, at the start.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from generator.language.i18n import LANGUAGES
from generator.model.content import Content

KIND_FILE = "kind.yml"
WHOLE = "_"
"""Names, among the meanings of a model's fields, the one that tells what the whole is."""

Layout = Literal["page", "items", "single"]
Tree = Mapping[str, Any]
"""What a file says, before it is looked at: texts and tables of them."""

_Loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of content: its name, which is also the folder of its entries; the model of one; and what its file says.

    `place` is the folder of the kind itself, with its template.
    """

    name: str
    model: type[Content]
    place: Path
    tree: Tree

    @cached_property
    def segment(self) -> Mapping[str, str]:
        """The first part of its addresses, in each language."""
        return cast("Mapping[str, str]", self.tree["address"])

    @cached_property
    def layout(self) -> Layout:
        """`page`: a page an entry. `items`: all entries on one page, an anchor each. `single`: one entry, one page."""
        return cast("Layout", self.tree.get("layout", "page"))

    @cached_property
    def search_weight(self) -> float:
        """How much more the search counts an entry's heading and opening than the sections under them.

        It is less where entries treat what others are about.
        """
        return float(self.tree.get("search_weight", 3))

    @cached_property
    def template(self) -> str:
        """The name of the template that shows an entry."""
        return f"{self.place.parent.name}/{self.name}/page.md.jinja"

    @cached_property
    def meanings(self) -> Mapping[str, Tree]:
        """What each field means, by the name of its model; `WHOLE` is what the entry itself is."""
        own = {WHOLE: {"meaning": self.tree["meaning"]}, **self.tree.get("fields", {})}
        return {self.model.__name__: own, **self.tree.get("groups", {})}

    def words(self, language: str) -> Iterator[tuple[str, str]]:
        """The words for the kind and its fields, each with its key among the words of the interface."""
        for part, texts in (("kinds", self.tree["names"]), ("headings", self.tree.get("headings", {}))):
            yield from ((f"{part}.{self.name}.{name}", text[language]) for name, text in texts.items())
        for group in self.meanings.values():
            for name, field in group.items():
                if label := field.get("label"):
                    yield f"headings.{self.name}.{name}", label[language]
                for choice, text in field.get("choices", {}).items():
                    yield f"values.{self.name}.{name}.{choice}", text[language]
        yield from flat(self.tree.get("words", {}), f"{self.name}.", language)


def read_tree(file: Path) -> Tree:
    """What a file of the package says: every scalar is text. Raises `OSError` and `yaml.YAMLError`."""
    return cast("Tree", yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader))  # noqa: S506 - makes text only


def flat(tree: Tree, prefix: str, language: str) -> Iterator[tuple[str, str]]:
    """The texts of a table of them in one language, each with the way to it."""
    for name, value in tree.items():
        if set(value) == set(LANGUAGES):
            yield f"{prefix}{name}", value[language]
        else:
            yield from flat(value, f"{prefix}{name}.", language)
