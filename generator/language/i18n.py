"""Two languages: text that an author writes in both, and how each writes numbers and dates.

In: what an author wrote. Out: `Localized` and its three uses (`Line`, `Prose`, `Neutral`), and, from `words.py`, the
words of the interface. Babel is loaded by the first number or date that is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, field_validator, model_validator
from pydantic_core import PydanticCustomError

from generator.language.words import LANGUAGES, SOURCE_LANGUAGE, Words, typeset_words, words

if TYPE_CHECKING:
    from babel import Locale

__all__ = [
    "LANGUAGES",
    "LOCALES",
    "SOURCE_LANGUAGE",
    "Line",
    "Localized",
    "Names",
    "Neutral",
    "Prose",
    "Served",
    "Words",
    "decimal",
    "file_size",
    "long_date",
    "month_names",
    "ordinal",
    "plural",
    "typeset_words",
    "words",
]

LOCALES = {"fr": "fr_FR", "en": "en_GB"}
"""Whose habits each language follows, for dates among others."""


def long_date(day: date, language: str) -> str:
    """A day in words. French says *1er*, which its locale data leave out."""
    from babel.dates import format_date

    text = format_date(day, "long", locale=LOCALES[language])
    return text.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else text


def month_names(language: str, width: Literal["wide", "abbreviated"]) -> list[str]:
    """The names of the months, from January on."""
    from babel.dates import get_month_names

    names = get_month_names(width, locale=LOCALES[language])
    return [names[month] for month in range(1, 13)]


def decimal(number: float, language: str) -> str:
    """A number with one decimal place."""
    from babel.numbers import format_decimal

    return format_decimal(number, format="0.0", locale=LOCALES[language])


def file_size(size: int, language: str) -> str:
    """The size of a file, given in bytes: in kilobytes, or from a million bytes on in megabytes."""
    from babel.units import format_unit

    number, unit, form = (size / 1e6, "megabyte", "0.0") if size >= 1_000_000 else (size / 1e3, "kilobyte", "0")
    return format_unit(number, f"digital-{unit}", "short", form, locale=LOCALES[language])


def plural(number: int, language: str) -> Literal["one", "other"]:
    """Which form a noun takes after a number: French counts nothing as one thing, English as many."""
    return "one" if _locale(language).plural_form(number) == "one" else "other"


def ordinal(number: int, language: str) -> str:
    """A rank as it is written: 1er, 2e; 1st, 2nd, 3rd, 4th."""
    return f"{number}{_ENDINGS[language][_locale(language).ordinal_form(number)]}"


def _locale(language: str) -> Locale:
    from babel import Locale

    return Locale.parse(LOCALES[language])


_ENDINGS = {"fr": {"one": "er", "other": "e"}, "en": {"one": "st", "two": "nd", "few": "rd", "other": "th"}}


class Served(NamedTuple):
    """A text as it is served: in which language, and whether that is not the one asked for."""

    text: str
    language: str
    fell_back: bool


class Localized(BaseModel):
    """A text in French and, perhaps, in English. A plain text in the YAML counts as French."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fr: str
    en: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _accept_plain_text(cls, value: Any) -> Any:
        return {SOURCE_LANGUAGE: value} if isinstance(value, str) else value

    @field_validator("fr", "en")
    @classmethod
    def _refuse_blank(cls, value: str | None) -> str | None:
        if value is not None and not value.strip():
            raise PydanticCustomError("blank_text", "blank text")
        return value

    def served(self, language: str) -> Served:
        """The text in `language`, or in the source language where it is missing."""
        text = getattr(self, language)
        if text is None:
            return Served(self.fr, SOURCE_LANGUAGE, fell_back=True)
        return Served(text, language, fell_back=False)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Each language that has a text, with it."""
        for language in LANGUAGES:
            if (text := getattr(self, language)) is not None:
                yield language, text


class Line(Localized):
    """One line of text, shown exactly as typed: nothing in it is markup."""

    @field_validator("fr", "en")
    @classmethod
    def _refuse_line_breaks(cls, value: str | None) -> str | None:
        if value is not None and "\n" in value.strip():
            raise PydanticCustomError("line_break", "line break in a one-line text")
        return value


class Prose(Localized):
    """Running text, in which emphasis, lists, links, code and tables of Markdown may be used."""


class Neutral(Line):
    """One line that may be the same in every language: a plain text in the YAML serves them all."""

    @model_validator(mode="before")
    @classmethod
    def _accept_plain_text(cls, value: Any) -> Any:
        return dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value


class Names(BaseModel):
    """Lists of names, a list a language: other titles, abbreviations, words people search for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def of(self, language: str) -> tuple[str, ...]:
        """The names in one language."""
        names: tuple[str, ...] = getattr(self, language)
        return names
