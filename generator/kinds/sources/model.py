"""The works that the handbook relies on."""

from __future__ import annotations

from typing import Literal

from generator.language.i18n import Neutral, Prose
from generator.model.content import Content
from generator.model.fields import WebAddress


class Source(Content):
    """One work: who wrote it, where it appeared, and how much of it was read for this handbook."""

    title: Neutral
    language: Literal["fr", "en"] | None = None
    """The language of a title that stays as published on the pages of every language."""
    type: Literal["article", "book", "law", "standard", "dataset", "study", "report", "web", "guide"]
    author: Neutral
    publisher: Neutral | None = None
    year: str | None = None
    url: WebAddress | None = None
    seen: Literal["full", "abstract", "excerpt", "secondary", "not-opened", "own"]
    note: Prose | None = None
    licence: Neutral | None = None
