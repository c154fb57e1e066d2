"""The kinds of content: a folder each, with its description, its model and its template.

In: the folders beside this file. Out: `kinds`, all of them. To add a kind, add its folder and its name to
`READING_ORDER`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.language.tables import Tree, read_tree
from generator.model.catalog import KIND_FILE, Kind
from generator.model.content import Content
from generator.model.meanings import WHOLE, describe
from generator.model.shapes import models

READING_ORDER = (
    "role",
    "responsibilities",
    "competencies",
    "challenges",
    "comparisons",
    "sectors",
    "archetypes",
    "kpis",
    "collaborations",
    "decisions",
    "stakeholders",
    "rituals",
    "practices",
    "plan",
    "interview",
    "topics",
    "cases",
    "regulations",
    "faq",
    "glossary",
    "readers",
    "sources",
)
"""The kinds in the order in which pages list what links to them."""


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds that come with the generator, by their names."""
    return {name: _kind(name) for name in READING_ORDER}


def rules_of(name: str) -> tuple[Callable[[Any], Iterator[Any]], ...]:
    """The rules of a kind of the generator, each a function from the handbook to findings; none for other kinds."""
    if name in READING_ORDER and (Path(__file__).parent / name / "rules.py").is_file():
        rules: tuple[Callable[[Any], Iterator[Any]], ...] = import_module(f"{__name__}.{name}.rules").RULES
        return rules
    return ()


def described(name: str, model: type[Content], place: Path, tree: Tree) -> Kind:
    """A kind whose fields mean what its file says."""
    describe(model, {WHOLE: {"meaning": tree["meaning"]}, **tree.get("fields", {})})
    groups = {each.__name__: each for each in models(model) if each.__module__ == model.__module__}
    for name_of_group, fields in tree.get("groups", {}).items():
        if group := groups.get(name_of_group):
            describe(group, fields)
    return Kind(name, model, place, tree)


def _kind(name: str) -> Kind:
    place = Path(__file__).parent / name
    (model,) = declared(import_module(f"{__name__}.{name}.model"))
    return described(name, model, place, read_tree(place / KIND_FILE))


def declared(module: ModuleType) -> Iterator[type[Content]]:
    """The models of entries that a module declares."""
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Content) and value.__module__ == module.__name__:
            yield value
