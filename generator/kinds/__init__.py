"""The kinds of content: a folder each, with its description, its model and its template.

In: the folders beside this file. Out: `KINDS`, the table that everything else reads, and `PLACES`, the same with the
sheets: whatever has an address. To add a kind, add its folder and its name to `READING_ORDER`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from generator.kinds.settings import Settings
from generator.kinds.sheet import SHEETS, Sheet
from generator.language import i18n
from generator.model.content import Content, Guidance
from generator.model.kind import KIND_FILE, Kind, read_tree

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


def _kind(name: str) -> Kind:
    place = Path(__file__).parent / name
    module = import_module(f"{__name__}.{name}.model")
    (model,) = (one for one in vars(module).values() if _is_model(one) and one.__module__ == module.__name__)
    return Kind(name, model, place, read_tree(place / KIND_FILE))


def _is_model(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Content)


KINDS: Mapping[str, Kind] = {name: _kind(name) for name in READING_ORDER}

PLACES: Mapping[str, Kind | Sheet] = {**KINDS, **SHEETS}
"""Whatever a `Ref` may name as its kind: the kinds of content and the sheets made from them."""


@cache
def words(language: str) -> i18n.Words:
    """The words of the interface, and those of every kind."""
    texts = dict(i18n.words(language).texts)
    for kind in KINDS.values():
        for key, text in kind.words(language):
            texts[key] = text
            part, _, rest = key.partition(".")
            if part in ("headings", "values"):  # what one kind only has is found without the name of the kind
                texts.setdefault(f"{'fields' if part == 'headings' else part}.{rest.partition('.')[2]}", text)
    for sheet in SHEETS.values():
        texts |= dict(sheet.words(language))
    return i18n.Words(language, texts)


__all__ = ["KINDS", "PLACES", "SHEETS", "Content", "Guidance", "Kind", "Settings", "Sheet", "words"]
