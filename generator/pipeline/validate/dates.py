"""Dates as people write them, in French and in English.

In: a text. Out: the days that it may mean: none, one, or two where the day and the month could stand for each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal

from generator.language.i18n import LANGUAGES, month_names

_ISO = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?:[T ][\d:.]+Z?)?|(\d{4})(\d\d)(\d\d)")
_NUMBERS = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d\d)")
_WORDS = re.compile(r"[^\W_]+")
_DAY = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th|e)?")
_CENTURY = 2000
_WIDTHS: tuple[Literal["wide"], Literal["abbreviated"]] = ("wide", "abbreviated")


def days(text: str) -> tuple[date, ...]:
    """Every day that a text may mean, the likeliest first."""
    plain = text.strip()
    return tuple(dict.fromkeys(_read(plain)))


def _read(text: str) -> Iterator[date]:
    if match := _ISO.fullmatch(text):
        year, month, day = (part for part in match.groups() if part)
        yield from _day(year, month, day)
    elif match := _NUMBERS.fullmatch(text):
        first, second, year = match.groups()
        yield from _day(year, second, first)
        yield from _day(year, first, second)
    else:
        yield from _in_words(text)


def _in_words(text: str) -> Iterator[date]:
    """A day, the name of a month and a year, in any order, perhaps after the name of a weekday."""
    words = _WORDS.findall(_folded(text))
    months = [number for word in words if (number := _months().get(word))]
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    found = [match[1] for word in words if (match := _DAY.fullmatch(word))]
    if len(months) == 1 and len(years) == 1 and len(found) == 1:
        yield from _day(years[0], str(months[0]), found[0])
    elif len(months) == 1 and not years and len(found) == 2:
        yield from _day(found[1], str(months[0]), found[0])


def _day(year: str, month: str, day: str) -> Iterator[date]:
    try:
        yield date(int(year) + (_CENTURY if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return


@cache
def _months() -> dict[str, int]:
    """The number of each month by its names, whole and short, in both languages."""
    return {
        _folded(name).rstrip("."): number
        for language in LANGUAGES
        for width in _WIDTHS
        for number, name in enumerate(month_names(language, width), start=1)
    } | {"sept": 9, "fev": 2, "fevr": 2, "dec": 12, "aug": 8, "juil": 7}


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
