"""One word of a closed list, where another stands.

In: what was written, the words allowed, and the field's name. Out: the word that is meant, if that is plain, and the
group of `locales/` that tells what each word means.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from generator.diagnostics import nearest
from generator.kinds import words
from generator.language.i18n import LANGUAGES

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


def meant(written: str, allowed: Sequence[str], group: str) -> str:
    """The word of the list that was meant, or an empty text."""
    bare = _bare(written)
    if bare in allowed:
        return bare
    if (found := _SYNONYMS.get(bare, "")) in allowed:
        return found
    meanings = {
        _bare(words(language).find(f"values.{group}.{word}")): word for language in LANGUAGES for word in allowed
    }
    if group and (near := nearest(bare, filter(None, meanings))):
        return meanings[near]
    return nearest(bare, allowed)


def group_of(field: str, allowed: Sequence[str]) -> str:
    """The group of meanings that has all the words: the field's own, or another; empty where there is none."""
    texts = words(LANGUAGES[0]).group("values")
    groups = [field, *sorted({key.partition(".")[0] for key in texts})]
    return next((group for group in groups if all(f"{group}.{word}" in texts for word in allowed)), "")


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return " ".join("".join(sign if sign.isalnum() or sign == "-" else " " for sign in plain).split())
