"""Blanks: what stands in a text to paste, or in a new entry, for what only the author knows.

In: the shape of a field. Out: its value as YAML writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from generator.language.i18n import LANGUAGES
from generator.model.shapes import Group, Many, Plain, Shape, Text, Web, parts

BLANK = "…"
"""Stands in a text to paste for what only the author knows."""

TO_WRITE: Mapping[str, str] = {"fr": "À écrire", "en": "To write"}
"""What stands in a new entry where its author is to write."""

DAY = "2000-01-01"
"""What stands there for a date: a day that nobody takes for a real one."""


def blank(shape: Shape | None) -> str:
    """The value of a field as it is written, with a blank in the place of each thing that the author knows."""
    match shape:
        case Text("neutral") | Plain() | Web():
            return f'"{BLANK}"'
        case Text():
            return "{" + ", ".join(f'{language}: "{BLANK}"' for language in LANGUAGES) + "}"
        case Many(inner, least):
            return f"[{', '.join([blank(inner)] * max(least, 1))}]"
        case Group(model):
            return "{" + ", ".join(_required(model)) + "}"
        case _:
            return BLANK


def _required(model: type[BaseModel]) -> Iterator[str]:
    """The fields that a group must have."""
    return (f"{part.name}: {blank(part.shape)}" for part in parts(model) if part.required)
