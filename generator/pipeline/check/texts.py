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
from generator.model.document import DataPath
from generator.model.handbook import Entry, Handbook

_ABBREVIATION = re.compile(r"\b(?![IVX]+\b)[A-Z](?:[0-9&]*[A-Z])+[0-9]*s?\b")


def text_is_translated(handbook: Handbook) -> Iterator[Diagnostic]:
    """Titles and summaries must be in both languages; other texts should be."""
    for entry in handbook.entries.values():
        for path, value in entry.texts:
            yield from _untranslated(entry, path, value)


def _untranslated(entry: Entry, path: DataPath, value: Localized) -> Iterator[Diagnostic]:
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE and getattr(value, language) is None:
            needed = path in (("title",), ("summary",))
            document, is_item = entry.document, isinstance(path[-1], int)
            fix = with_language(document, path, SOURCE_LANGUAGE, language)
            yield Diagnostic(
                "missing-translation",
                document.value_span(path) if is_item else document.key_span(path),
                {"what": Place.at(path), "language": Word(f"languages.{language}"), "code": language},
                message="untranslated-heading" if needed else "",
                help="add-translation" if fix else "missing-translation",
                fix=fix,
            )


def prose_is_plain(handbook: Handbook) -> Iterator[Diagnostic]:
    """No raw HTML in running text, and no link to anything but the web, a mailbox or an entry."""
    for entry in handbook.entries.values():
        for path, value in entry.texts:
            if isinstance(value, Prose):
                for language, text in value.texts():
                    for tag in html_tags(text):
                        span = entry.document.value_span((*path, language))
                        yield Diagnostic("raw-html", span, {"tag": tag[0][:40]})


def abbreviation_is_defined(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every abbreviation in the text has an entry in the glossary, in its language, or is the name of a company."""
    known = {language: _known_abbreviations(handbook, language) for language in LANGUAGES}
    for entry in handbook.entries.values():
        if handbook.catalog.kinds[entry.kind].cites_titles:
            continue
        for path, value in entry.texts:
            if isinstance(value, Line | Prose):
                yield from _undefined(entry, path, value, known)


def _known_abbreviations(handbook: Handbook, language: str) -> set[str]:
    names: set[str] = set()
    for entry in handbook.entries.values():
        for field in handbook.catalog.kinds[entry.kind].explains_abbreviations:
            names.update(_abbreviations(getattr(entry.data, field), language))
    return names


def _abbreviations(value: Localized | Names, language: str) -> Iterable[str]:
    """Those that stand in a text, or that are listed."""
    return value.of(language) if isinstance(value, Names) else _ABBREVIATION.findall(value.served(language).text)


def _undefined(entry: Entry, path: DataPath, value: Localized, known: dict[str, set[str]]) -> Iterator[Diagnostic]:
    for language, text in value.texts():
        bare = re.sub(r"\]\([^()\s]*\)", "]", text)
        for name in sorted(set(_ABBREVIATION.findall(bare))):
            if name not in known[language] and name.removesuffix("s") not in known[language]:
                span = entry.document.value_span((*path, language))
                values = {"name": name, "language": Word(f"languages.{language}"), "code": language}
                yield Diagnostic("unknown-abbreviation", span, values)
