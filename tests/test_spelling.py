"""Every word that a reader sees is in a dictionary of its language, or in the project's own list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from small import ROOT, handbook_of
from spylls.hunspell import Dictionary

from generator.i18n import LANGUAGES, Localized, Names, Neutral, words
from generator.models.fields import walk

SPELLING = Path(__file__).parent / "spelling"

_NOT_PROSE = re.compile(
    r"`[^`]*`|\]\([^)]*\)|\{[^}]*\}|https?://\S+|<[^>]+>|&\w+;|\b[\w.-]+/[\w./-]+|\w+\.\w{2,4}\b|\b\d+(?:er|e|th|st|nd|rd)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)


@cache
def _dictionary(language: str) -> Dictionary:
    return Dictionary.from_files(str(SPELLING / language))


@cache
def _own_words(language: str) -> frozenset[str]:
    lines = (SPELLING / f"words.{language}.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _known(word: str, language: str) -> bool:
    """Whether a word is spelled right; a compound is when each of its parts is."""
    if word in _own_words(language) or _dictionary(language).lookup(word):
        return True
    parts = re.split(r"-|(?<=[ldjmntscquLDJMNTSCQU])'|'s?$" if language == "fr" else r"-|'s?$", word)
    return len(parts) > 1 and all(not part or part.isupper() or _known(part, language) for part in parts)


Text = tuple[str, tuple[str, ...], str]
"""Where a text stands, the languages it may be in, and the text."""


def _unknown(text: str, *languages: str) -> list[str]:
    plain = _NOT_PROSE.sub(" ", text).replace("’", "'")
    found = (match[0] for match in _WORD.finditer(plain))
    return [
        word
        for raw in found
        if len(word := raw.rstrip(".")) > 1 and not word.isupper()
        if not any(_known(form, language) for form in (word, raw) for language in languages)
    ]


def _content_texts() -> Iterator[Text]:
    """Everything an author wrote. The glossary, the sources and the job codes quote the other language."""
    for entry in handbook_of(ROOT / "content").entries.values():
        for leaf in walk(entry.data):
            quotes = entry.kind in {"glossary", "sources"} or leaf.path[:1] == ("codes",)
            for language, text in _texts(leaf.value):
                allowed = LANGUAGES if quotes or isinstance(leaf.value, Neutral) else (language,)
                yield f"{entry.ref} {leaf.path}", allowed, text


def _texts(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Localized):
        yield from value.texts()
    elif isinstance(value, Names):
        yield from ((language, " , ".join(value.of(language))) for language in LANGUAGES)


def _page_texts() -> Iterator[Text]:
    for language in LANGUAGES:
        for path in sorted((ROOT / "docs" / language).rglob("*.md")):
            text = _FENCE.sub("", _FRONT_MATTER.sub("", path.read_text("utf-8")))
            yield path.relative_to(ROOT).as_posix(), (language,), text


def _interface_texts() -> Iterator[Text]:
    for language in LANGUAGES:
        for key, text in words(language).texts.items():
            yield f"locales/{language}.yml {key}", (language,), text


@pytest.mark.parametrize(
    "texts", [_content_texts, _page_texts, _interface_texts], ids=["content", "pages", "interface"]
)
def test_every_word_is_spelled_right(texts: object) -> None:
    assert callable(texts)
    wrong = [(place, word) for place, languages, text in texts() for word in _unknown(text, *languages)]
    assert not wrong, "\n".join(f"{place}: {word}" for place, word in wrong)


@pytest.mark.parametrize(("language", "wrong"), [("fr", "entreprize"), ("en", "responsability")])
def test_a_misspelled_word_is_found(language: str, wrong: str) -> None:
    assert _unknown(f"L'usine, {wrong} the `{wrong}`", language).count(wrong) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_words_are_sorted_and_needed(language: str) -> None:
    own = [line for line in (SPELLING / f"words.{language}.txt").read_text("utf-8").splitlines() if line[:1] != "#"]
    assert own == sorted(set(own), key=str.casefold)
    texts = [*_content_texts(), *_page_texts(), *_interface_texts()]
    seen = " ".join(text for _, languages, text in texts if language in languages).replace("’", "'")
    assert [word for word in own if word not in seen] == []
