"""Rules of the words themselves: length, translation, HTML, abbreviations.

In: the linked handbook. Out: findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostic, Place, Word
from generator.diagnostics.fixes import with_language
from generator.language.i18n import LANGUAGES, SOURCE_LANGUAGE, Line, Localized, Names, Prose
from generator.language.markup import html_tags
from generator.model.fields import Leaf
from generator.model.handbook import Entry, Handbook

_ABBREVIATION = re.compile(r"\b(?![IVX]+\b)[A-Z](?:[0-9&]*[A-Z])+[0-9]*s?\b")


def text_is_translated(handbook: Handbook) -> Iterator[Diagnostic]:
    """Titles and summaries must be in both languages; other texts should be."""
    for entry in handbook.entries.values():
        for leaf in entry.leaves:
            if isinstance(leaf.value, Localized):
                yield from _untranslated(entry, leaf)


def _untranslated(entry: Entry, leaf: Leaf) -> Iterator[Diagnostic]:
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE and getattr(leaf.value, language) is None:
            needed = leaf.path in (("title",), ("summary",))
            document, is_item = entry.document, isinstance(leaf.path[-1], int)
            fix = with_language(document, leaf.path, SOURCE_LANGUAGE, language)
            yield Diagnostic(
                "missing-translation",
                document.value_span(leaf.path) if is_item else document.key_span(leaf.path),
                {"what": Place.at(leaf.path), "language": Word(f"languages.{language}"), "code": language},
                message="untranslated-heading" if needed else "",
                help="add-translation" if fix else "missing-translation",
                fix=fix,
            )


def prose_is_plain(handbook: Handbook) -> Iterator[Diagnostic]:
    """No raw HTML in running text, and no link to anything but the web, a mailbox or an entry."""
    for entry in handbook.entries.values():
        for leaf in entry.leaves:
            if isinstance(leaf.value, Prose):
                for language, text in leaf.value.texts():
                    span = entry.document.value_span((*leaf.path, language))
                    for tag in html_tags(text):
                        yield Diagnostic("raw-html", span, {"tag": tag[0][:40]})


def abbreviation_is_defined(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every abbreviation in the text has an entry in the glossary, in its language, or is the name of a company."""
    known = {language: _known_abbreviations(handbook, language) for language in LANGUAGES}
    for entry in handbook.entries.values():
        if handbook.catalog.kinds[entry.kind].cites_titles:
            continue
        for leaf in entry.leaves:
            if isinstance(leaf.value, Line | Prose):
                yield from _undefined(entry, leaf, known)


def _known_abbreviations(handbook: Handbook, language: str) -> set[str]:
    names: set[str] = set()
    for entry in handbook.entries.values():
        for field in handbook.catalog.kinds[entry.kind].explains_abbreviations:
            names.update(_abbreviations(getattr(entry.data, field), language))
    return names


def _abbreviations(value: Localized | Names, language: str) -> Iterable[str]:
    """Those that stand in a text, or that are listed."""
    return value.of(language) if isinstance(value, Names) else _ABBREVIATION.findall(value.served(language).text)


def _undefined(entry: Entry, leaf: Leaf, known: dict[str, set[str]]) -> Iterator[Diagnostic]:
    for language, text in leaf.value.texts():
        bare = re.sub(r"\]\([^()\s]*\)", "]", text)
        for name in sorted(set(_ABBREVIATION.findall(bare))):
            if name not in known[language] and name.removesuffix("s") not in known[language]:
                span = entry.document.value_span((*leaf.path, language))
                values = {"name": name, "language": Word(f"languages.{language}"), "code": language}
                yield Diagnostic("unknown-abbreviation", span, values)
