"""The words of the interface, and in which languages they are.

In: `locales/*.yml`. Out: `Words`, the languages, and which of them a terminal asks for. The help of every command
starts with this module, so it loads nothing but YAML.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.language import markup
from generator.language.tables import read_tree

LANGUAGES = ("fr", "en")
"""The site's languages; the first one is the source language, served when another is missing."""

SOURCE_LANGUAGE = LANGUAGES[0]


def terminal_language() -> str:
    """The terminal's language where it is one of ours, else the first of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[:2] if value[:2] in LANGUAGES else LANGUAGES[0]
    code = (locale.getlocale()[0] or "")[:2]
    return code if code in LANGUAGES else LANGUAGES[0]


@dataclass(frozen=True)
class Words:
    """The interface words of one language, by dotted key: `words("fields.formula")`."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: str) -> str:
        """The words under `key`, their braces filled. Raises `KeyError` for an unknown key."""
        text = self.texts[key]
        return text.format_map(values) if values else text

    def find(self, key: str) -> str:
        """The words under `key`, or an empty text."""
        return self.texts.get(key, "")

    def group(self, prefix: str) -> dict[str, str]:
        """All words under a key, by what follows it."""
        start = f"{prefix}."
        return {key.removeprefix(start): text for key, text in self.texts.items() if key.startswith(start)}


@cache
def words(language: str) -> Words:
    """The interface words of `language`, read once."""
    return Words(language, dict(_flatten(read_tree(Path(__file__).parent / "locales" / f"{language}.yml"))))


@cache
def typeset_words(language: str) -> Words:
    """The interface words of a language with its typography, for the pages of the theme."""
    found = words(language)
    return Words(language, {key: markup.typography(text, language) for key, text in found.texts.items()})


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
