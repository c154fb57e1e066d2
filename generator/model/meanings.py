"""Meanings: what models, their fields and the words of closed lists mean, for authors.

In: what `fields.yml` beside this file says of the fields that kinds share, and what each kind says of its own. Out:
texts in each language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from pydantic import BaseModel

from generator.language.i18n import LANGUAGES, words
from generator.language.tables import read_tree

WHOLE = "_"
"""Names, among the meanings of a model's fields, the one that tells what the whole is."""

Texts = Mapping[str, str]
"""One text in each language."""

Meanings = Mapping[str, Texts]
"""What each word of a closed list means."""

Described = Mapping[str, Mapping[str, Any]]
"""What a file says of each field of a model: its `label` and `meaning`, and its `choices` by their words."""


def about(model: type[BaseModel], name: str, language: str) -> str:
    """What a field means, in its model's own words or its base's; empty where nobody says."""
    return str(described(model, name).get("meaning", {}).get(language, ""))


_DESCRIBED: WeakKeyDictionary[type[BaseModel], Described] = WeakKeyDictionary()


def describe(model: type[BaseModel], fields: Described) -> None:
    """Keep what a file says of the fields of a model, for as long as there is the model."""
    _DESCRIBED[model] = fields


def described(model: type[BaseModel], name: str) -> Mapping[str, Any]:
    """What is said of a field by its own model and, where that is silent, by those that it derives from."""
    said: dict[str, Any] = {}
    for owner in reversed(model.__mro__):
        said |= (_DESCRIBED.get(owner) or _shared().get(owner.__name__, {})).get(name, {})
    return said


@cache
def _shared() -> Mapping[str, Described]:
    """What is said of the fields that no kind owns, by the name of their model."""
    tree = read_tree(Path(__file__).parent / "fields.yml")
    return {model: {name: {"meaning": text} for name, text in fields.items()} for model, fields in tree.items()}


def of_words(model: type[BaseModel], field: str, allowed: Sequence[str]) -> Meanings:
    """What the words of a field mean: as its kind says, else as the interface does of lists that kinds share."""
    own: Meanings = described(model, field).get("choices", {})
    if own:
        return own
    group = _group_of(field, allowed)
    texts = {language: words(language).group(f"values.{group}") for language in LANGUAGES} if group else {}
    return {word: {language: told[word] for language, told in texts.items()} for word in allowed if texts}


def _group_of(field: str, allowed: Sequence[str]) -> str:
    """The group of the interface that has all the words: the field's own, or another; empty where there is none."""
    texts = words(LANGUAGES[0]).group("values")
    groups = [field, *sorted({key.partition(".")[0] for key in texts})]
    return next((group for group in groups if all(f"{group}.{word}" in texts for word in allowed)), "")
