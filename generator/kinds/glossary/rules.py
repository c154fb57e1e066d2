"""Rules of the glossary.

In: the linked handbook. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.diagnostics.places import at, entries_of
from generator.kinds.glossary.model import Term
from generator.language.i18n import LANGUAGES
from generator.model.handbook import Entry, Handbook


def term_is_defined_once(handbook: Handbook) -> Iterator[Diagnostic]:
    """No two terms share a name or an abbreviation in one language."""
    for language in LANGUAGES:
        seen: dict[str, Entry] = {}
        for entry in entries_of(handbook, "glossary"):
            assert isinstance(entry.data, Term)
            for name in {entry.data.title.served(language).text, *entry.data.abbreviations.of(language)}:
                first = seen.setdefault(name.casefold(), entry)
                if first is not entry:
                    values = {"name": name, "other": first.id}
                    yield Diagnostic("duplicate-term", at(entry, "title"), values, related=(at(first, "title"),))


RULES = (term_is_defined_once,)
