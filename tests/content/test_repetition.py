"""No phrase returns at the same place of the pages of a kind, and no habit of a writer all over the handbook."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from small import KINDS, real_handbook

from generator.language.i18n import LANGUAGES, Localized
from generator.model.fields import walk
from generator.model.handbook import Handbook

SHARE = 4
"""A run of words may stand in a field of one entry out of so many, or of two."""

PLACES = {"opens": 4, "closes": 4, "stands in": 5}
"""Where a run is heard in a field, and from how many words on."""

SETTLED = {
    ("sources", "licence"): "the terms of a work, worded alike for works used alike",
    ("regulations", "dates.text"): "a source of the date",
    ("regulations", "figures.text"): "a source of the figure",
    ("topics", "rules.article"): "a citation of the law",
    ("stakeholders", "title"): "the names of functions",
}
"""Fields in which a phrase may return, and why."""

HABITS: dict[str, dict[str, int]] = {
    "fr": {
        r"(?:vous|on) en sort(?:ez)? avec": 1,
        r"avant vendredi": 2,
        r"un nom,? (?:et )?une (?:date|mesure)": 4,
        r"avec un nom": 4,
        r"un nom en face": 1,
        r"à notre avis|semble-t-il": 1,
        r"proposition (?:du|de ce) guide": 12,
        r"la paire": 1,
        r"presque-accident": 1,
        r"(?:directeur ou (?:de |à )?(?:la |une )?)directrice des opérations": 40,
        r"étages?": 8,
    },
    "en": {
        r"you come out with": 1,
        r"(?:before|by) Friday": 2,
        r"a name(?:,| and) a date": 4,
        r"in our view": 1,
        r"our (?:own )?suggestions?": 2,
        r"this handbook's (?:own )?proposal": 12,
        r"answers? for": 30,
        r"motives?": 12,
        r"for good": 2,
        r"chief operating officer \(COO\)": 20,
    },
}
"""How often each phrase may stand in the whole handbook, as a pattern. Once rewritten, they stay rare."""

_MARKS = re.compile(r"\]\([^)]*\)|[\[*_]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

Heard = dict[tuple[str, str, str], set[str]]
"""The entries that have a run of words, by field, place and run."""


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return real_handbook()


def _texts(data: object, language: str) -> Iterator[tuple[str, str]]:
    """Each text with its field; items of a list share their field's name."""
    for leaf in walk(data):
        if isinstance(leaf.value, Localized):
            field = ".".join(step for step in leaf.path if isinstance(step, str))
            yield from ((field, _MARKS.sub("", text)) for served, text in leaf.value.texts() if served == language)


_TITLE = re.compile(r"directeur ou (?:de |à )?(?:la |une )?directrice des opérations \(COO\)")
"""The name of the post, which pages are to give once in both genders: it counts as the abbreviation it explains."""


def _runs(text: str) -> Iterator[tuple[str, str]]:
    said = [word.replace("’", "'").casefold() for word in _WORD.findall(_TITLE.sub("COO", " ".join(text.split())))]
    for place, size in PLACES.items():
        starts = range(len(said) - size + 1)
        chosen = {"opens": starts[:1], "closes": starts[-1:]}.get(place, starts)
        yield from ((place, " ".join(said[start : start + size])) for start in chosen)


def _returning(handbook: Handbook, kind: str, language: str) -> Iterator[str]:
    having: dict[str, set[str]] = defaultdict(set)
    heard: Heard = defaultdict(set)
    for entry in handbook.of(kind):
        for field, text in _texts(entry.data, language):
            having[field].add(entry.id)
            for place, run in _runs(text):
                heard[field, place, run].add(entry.id)
    for (field, place, run), entries in heard.items():
        if len(entries) > max(2, len(having[field]) / SHARE) and (kind, field) not in SETTLED:
            yield f"“{run}” {place} {field} in {len(entries)} of {len(having[field])} entries"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_run_of_words_returns_at_the_same_place(handbook: Handbook, kind: str, language: str) -> None:
    assert list(_returning(handbook, kind, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_habit_of_a_writer_is_heard(handbook: Handbook, language: str) -> None:
    known = [handbook.settings, *(entry.data for entry in handbook.entries.values())]
    words = "\n".join(" ".join(text.split()) for data in known for _, text in _texts(data, language))
    counts = {habit: len(re.findall(rf"\b{habit}\b", words, re.IGNORECASE)) for habit in HABITS[language]}
    assert {habit: count for habit, count in counts.items() if count > HABITS[language][habit]} == {}
