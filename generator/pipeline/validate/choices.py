"""One word of a closed list, where another stands.

In: what was written, the words allowed, and what each of them means. Out: the word that is meant, if that is plain.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from generator.diagnostics import nearest
from generator.language.i18n import LANGUAGES
from generator.model.meanings import Meanings

_SYNONYMS = {
    "valide": "published",
    "en ligne": "published",
    "ebauche": "draft",
    "en cours": "draft",
    "continu": "continuous",
    "quotidien": "daily",
    "quotidienne": "daily",
    "journalier": "daily",
    "hebdomadaire": "weekly",
    "hebdo": "weekly",
    "mensuel": "monthly",
    "mensuelle": "monthly",
    "trimestriel": "quarterly",
    "trimestrielle": "quarterly",
    "semestriel": "half-yearly",
    "semestrielle": "half-yearly",
    "annuel": "yearly",
    "annuelle": "yearly",
    "annual": "yearly",
    "trimestre": "quarter",
    "semestre": "half-year",
    "an": "year",
    "annee": "year",
    "deux ans": "two-years",
    "hausse": "up",
    "monter": "up",
    "augmenter": "up",
    "baisse": "down",
    "baisser": "down",
    "descendre": "down",
    "diminuer": "down",
    "fourchette": "band",
    "avance": "leading",
    "retarde": "lagging",
    "les deux": "both",
    "deux": "both",
    "humain": "people",
    "rh": "people",
    "ressources humaines": "people",
    "usa": "united-states",
    "aucun": "none",
    "aucune": "none",
    "loi": "law",
    "memoire": "study",
    "internet": "web",
}
"""What people write for a word of the lists, beside its meaning in either language; without accents or capitals."""


def meant(written: str, allowed: Sequence[str], meanings: Meanings) -> str:
    """The word of the list that was meant, or an empty text."""
    bare = _bare(written)
    if bare in allowed:
        return bare
    if (found := _SYNONYMS.get(bare, "")) in allowed:
        return found
    known = {
        _bare(text): word for language in LANGUAGES for word in allowed if (text := _text(meanings, word, language))
    }
    if near := nearest(bare, filter(None, known)):
        return known[near]
    return nearest(bare, allowed)


def _text(meanings: Meanings, word: str, language: str) -> str:
    return meanings.get(word, {}).get(language, "")


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return " ".join("".join(sign if sign.isalnum() or sign == "-" else " " for sign in plain).split())
