"""No phrase returns at the same place of the pages of a kind, and no habit of the writer all over the handbook."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from small import ROOT, handbook_of

from generator.handbook import Handbook
from generator.i18n import LANGUAGES, Localized
from generator.models import KINDS
from generator.models.fields import walk

RUN = 4
"""How many words make a run that a reader hears again."""
SHARE = 4
"""A run may open or close a field in one entry out of so many."""
SETTLED = {("sources", "note"), ("regulations", "instrument")}
"""Fields whose wording is fixed by what they cite."""

HABITS: dict[str, dict[str, int]] = {
    "fr": {
        r"\b(?:vous|on) en sort(?:ez)? avec": 2,
        r"\bavant vendredi": 4,
        r"\bun nom,? (?:et )?une (?:date|mesure)": 3,
        r"\bavec un nom": 3,
        r"\bun nom en face": 1,
        r"\bà notre avis": 1,
        r"\bsemble-t-il": 1,
        r"\bproposition du guide": 12,
        r"\bla paire\b": 0,
        r"\bpresque-accident": 0,
        r"\bSapin 2\b": 0,
    },
    "en": {
        r"\byou come out with": 2,
        r"\b(?:before|by) Friday": 4,
        r"\ba name(?:,| and) a date": 3,
        r"\bin our view": 1,
        r"\bour (?:own )?suggestion": 0,
        r"\bthis handbook's (?:own )?proposal": 12,
        r"\banswers? for\b": 6,
        r"\bmotives?\b": 4,
        r"\bfor good\b": 2,
    },
}
"""How often each phrase may stand in the whole handbook, as a pattern."""

_LINK = re.compile(r"\]\([^)]*\)|[\[*_]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return handbook_of(ROOT / "content")


def _plain(text: str) -> str:
    return " ".join(_LINK.sub("", text).replace("’", "'").split())


def _texts(handbook: Handbook, kind: str, language: str) -> Iterator[tuple[str, str, str]]:
    """Each text of a kind: its entry, its field (places in lists left out) and its words."""
    for entry in handbook.of(kind):
        for leaf in walk(entry.data):
            if isinstance(leaf.value, Localized) and not leaf.is_key:
                field = ".".join(step for step in leaf.path if isinstance(step, str))
                yield from ((entry.id, field, _plain(text)) for lang, text in leaf.value.texts() if lang == language)


def _returning(handbook: Handbook, kind: str, language: str) -> Iterator[str]:
    """The runs that open or close one field in more than a share of the entries that have it."""
    having: dict[str, set[str]] = defaultdict(set)
    heard: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for entry, field, text in _texts(handbook, kind, language):
        having[field].add(entry)
        spoken = [word.casefold() for word in _WORD.findall(text)]
        if len(spoken) >= RUN and (kind, field) not in SETTLED:
            heard[field, "opens", " ".join(spoken[:RUN])].add(entry)
            heard[field, "closes", " ".join(spoken[-RUN:])].add(entry)
    for (field, place, run), entries in heard.items():
        if len(entries) > max(2, len(having[field]) / SHARE):
            yield f"{kind}: “{run}” {place} {field} in {len(entries)} of {len(having[field])} entries"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_run_of_words_returns_at_the_same_place(handbook: Handbook, kind: str, language: str) -> None:
    assert list(_returning(handbook, kind, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_habit_of_the_writer_is_heard(handbook: Handbook, language: str) -> None:
    texts = [text for kind in KINDS for _, _, text in _texts(handbook, kind, language)]
    counts = {habit: sum(len(re.findall(habit, text)) for text in texts) for habit in HABITS[language]}
    assert {habit: count for habit, count in counts.items() if count > HABITS[language][habit]} == {}
