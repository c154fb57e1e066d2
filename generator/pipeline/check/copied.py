"""Rules of what was left unfinished, or came along by copying: texts to write, bullets, tags, twins.

In: the linked handbook. Out: findings. Drafts are left alone: they are unfinished by right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.places import at
from generator.language.i18n import LANGUAGES, Line, Localized, Neutral, Prose
from generator.model.blanks import DAY, TO_WRITE
from generator.model.document import Span
from generator.model.fields import Leaf
from generator.model.handbook import Entry, Handbook

_TO_WRITE = {text.casefold() for text in TO_WRITE.values()} | {"…", "...", "todo", "tbd", "à compléter", "à rédiger"}
_DAY = date.fromisoformat(DAY)
_BULLET = re.compile(r"(?:^|(?<=\s))[•●▪◦‣⁃■\uf0a7\uf0b7](?=\s|\w)")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
_WORD = re.compile(r"[^\W_]+")
_FRENCH = {"de", "du", "des", "le", "la", "les", "un", "une", "et", "au", "aux", "pour", "par", "sur", "dans", "en"}


def text_is_written(handbook: Handbook) -> Iterator[Diagnostic]:
    """A published entry holds no text that is still to be written."""
    for entry in _published(handbook):
        found = [span for leaf in entry.leaves if (span := _to_write(entry, leaf))]
        if found:
            related = tuple(found[1:])
            yield Diagnostic("left-to-write", found[0], related=related)


def _to_write(entry: Entry, leaf: Leaf) -> Span | None:
    """Where a value says that it is to be written; a text in two languages is told by its parts."""
    unwritten = isinstance(leaf.value, str) and leaf.value.strip(" .").casefold() in _TO_WRITE
    if unwritten or leaf.value == _DAY:
        return entry.document.value_span(leaf.path)
    return None


def list_is_marked_up(handbook: Handbook) -> Iterator[Diagnostic]:
    """No bullet of a word processor in a text: it shows as a sign in the middle of a line."""
    for entry in handbook.entries.values():
        for path, value in entry.texts:
            for language, text in value.texts():
                if _BULLET.search(text):
                    help_ = "" if isinstance(value, Prose) else "pasted-bullets-in-line"
                    span = entry.document.value_span((*path, language))
                    yield Diagnostic("pasted-bullets", span, help=help_)


def line_has_no_tags(handbook: Handbook) -> Iterator[Diagnostic]:
    """No HTML in a line: it would show as it was typed."""
    for entry in handbook.entries.values():
        for path, value in entry.texts:
            if isinstance(value, Line):
                for language, text in value.texts():
                    if tag := _TAG.search(text):
                        span = entry.document.value_span((*path, language))
                        values = {"tag": tag[0][:40]}
                        yield Diagnostic("raw-html", span, values, "tag-in-line")


def title_is_its_own(handbook: Handbook) -> Iterator[Diagnostic]:
    """No two published entries of one kind have the same title in one language. The glossary has a rule of its own."""
    seen: dict[tuple[str, str, str], Entry] = {}
    told: set[Entry] = set()
    kinds = handbook.catalog.kinds
    for language in LANGUAGES:
        for entry in _published(handbook):
            title = " ".join(entry.data.title.served(language).text.casefold().split())
            first = seen.setdefault((entry.kind, language, title), entry)
            if first is not entry and not kinds[entry.kind].titles_may_repeat and entry not in told:
                told.add(entry)
                values = {"title": entry.data.title.served(language).text, "other": first.id}
                span, related = at(entry, "title"), (at(first, "title"),)
                yield Diagnostic("same-title", span, values, related=related)


def translation_differs(handbook: Handbook) -> Iterator[Diagnostic]:
    """A title, a summary and a running text are not the same in both languages, unless they are names."""
    for entry in _published(handbook):
        for path, value in entry.texts:
            is_text = isinstance(value, Prose) or path in (("title",), ("summary",))
            if is_text and not isinstance(value, Neutral) and _copied(value):
                span = entry.document.value_span((*path, LANGUAGES[1]))
                yield Diagnostic("same-in-both", span, {"what": Place.at(path)})


def _copied(value: Localized) -> bool:
    """Whether the English is the French, and no name or word that both languages share."""
    if value.en is None or (words := _WORD.findall(value.fr)) != _WORD.findall(value.en):
        return False
    is_french = not value.fr.isascii() or any(word.casefold() in _FRENCH for word in words)
    is_name = all(not word[0].islower() for word in words)
    return is_french or not (is_name or len(words) == 1)


def _published(handbook: Handbook) -> Iterator[Entry]:
    return (entry for entry in handbook.entries.values() if entry.published)
