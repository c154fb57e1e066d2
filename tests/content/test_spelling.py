"""Every word that a reader sees is in a dictionary of its language, or in the project's own list."""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Iterator
from functools import cache

import pytest
from small import KINDS, ROOT, real_handbook, words
from spylls.hunspell import Dictionary

from generator.language.i18n import LANGUAGES, Localized, Names, Neutral
from generator.model import meanings
from generator.model.fields import walk

SPELLING = ROOT / "tests" / "spelling"

_NOT_PROSE = re.compile(
    r"`[^`]*`|\]\([^)]*\)|\{[^}]*\}|https?://\S+|<[^>]+>|&\w+;|\b[\w.-]+/[\w./-]+|\w+\.\w{2,4}\b|\b[0-9a-f]{4,}(?:-[0-9a-f]{4,})+\b|\b\d+(?:er|e|th|st|nd|rd)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)


@cache
def _dictionary(language: str) -> Dictionary:
    with warnings.catch_warnings():
        # The library leaves its files to be closed by the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        dictionary = Dictionary.from_files(str(SPELLING / language))
        gc.collect()
    return dictionary


OWN = ("names", *(f"words.{language}" for language in LANGUAGES))
"""Our own lists: names of people, firms and tools, and each language's words."""


@cache
def _own(name: str) -> tuple[str, ...]:
    lines = (SPELLING / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def _own_words(language: str) -> frozenset[str]:
    return frozenset(_own("names") + _own(f"words.{language}"))


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
    """The misspelled words of a text. What is emphasised may be a term of the other language."""
    plain = _NOT_PROSE.sub(" ", text).replace("’", "'")
    parts = re.split(r"\*([^*]+)\*", plain)
    return [
        word
        for position, part in enumerate(parts)
        for word in _unknown_words(part, LANGUAGES if position % 2 else languages)
    ]


def _unknown_words(text: str, languages: tuple[str, ...]) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match[0].rstrip(".")
        # An abbreviation is the glossary's business, and some words are known only with their full stop.
        forms = (word, match[0])
        if len(word) > 1 and not word.isupper() and not any(_known(form, lang) for form in forms for lang in languages):
            yield word


def _content_texts() -> Iterator[Text]:
    """Everything an author wrote, but the names of other authors. The glossary, the sources and the job codes quote
    the other language."""
    for entry in real_handbook().entries.values():
        for leaf in walk(entry.data):
            if entry.kind == "sources" and leaf.path[:1] == ("author",):
                continue
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
            yield f"locales/{language}.yml or kind.yml {key}", (language,), text
        for kind in KINDS.values():
            for name, field in [(kind.name, kind.tree), *kind.fields]:
                if meaning := field.get("meaning"):
                    yield f"{kind.name} {name}", (language,), meaning[language]
        for model, fields in meanings._shared().items():
            for name, field in fields.items():
                yield f"{model}.{name}", (language,), field["meaning"][language]


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


@pytest.mark.parametrize("name", OWN)
def test_own_words_are_sorted_and_needed(name: str) -> None:
    own = list(_own(name))
    assert own == sorted(set(own), key=lambda word: (word.casefold(), word))
    texts = [*_content_texts(), *_page_texts(), *_interface_texts()]
    language = name.partition(".")[2]
    seen = " ".join(text for _, languages, text in texts if language in ("", *languages)).replace("’", "'")
    assert [word for word in own if word not in seen] == []
