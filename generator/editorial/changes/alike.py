"""Alike: which item of a list is which, where items have no name but their text.

In: the items before and after. Out: for the place of a new item, the place of the old one that it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from generator.language.i18n import Localized
from generator.model.fields import walk

ALIKE = 0.5
"""How much two items must have in common to count as one that was rewritten."""


def paired(old: Sequence[Any], new: Sequence[Any], equal: Callable[[Any, Any], bool]) -> dict[int, int]:
    """For each new item that equals an old one, the place of that one; each old one serves once."""
    pairs: dict[int, int] = {}
    free = dict.fromkeys(range(len(old)))
    for place, item in enumerate(new):
        if (found := next((other for other in free if equal(old[other], item)), None)) is not None:
            pairs[place] = found
            del free[found]
    return pairs


def rewritten(old: Sequence[Any], new: Sequence[Any], pairs: Mapping[int, int]) -> dict[int, int]:
    """Pairs of the items left over, the most alike first."""
    used = set(pairs.values())
    left = [place for place in range(len(old)) if place not in used]
    come = [place for place in range(len(new)) if place not in pairs]
    likeness = sorted(((_likeness(old[o], new[n]), -abs(o - n), n, o) for n in come for o in left), reverse=True)
    found: dict[int, int] = {}
    used = set()
    for alike, _, place, other in likeness:
        if alike >= ALIKE and place not in found and other not in used:
            found[place] = other
            used.add(other)
    return found


def _likeness(old: Any, new: Any) -> float:
    """From 0 to 1; items that share their text in one language are one item, whatever the other became."""
    before, after = _texts(old), _texts(new)
    if any(text and text == after.get(language) for language, text in before.items()):
        return 1.0
    return max((_ratio(before[language], after.get(language, "")) for language in before), default=0.0)


def _ratio(old: str, new: str) -> float:
    return SequenceMatcher(None, _words(old), _words(new), autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _texts(item: Any) -> dict[str, str]:
    """All the text of an item, a text a language."""
    parts: dict[str, list[str]] = {}
    for leaf in walk(item):
        if isinstance(leaf.value, Localized):
            for language, text in leaf.value.texts():
                parts.setdefault(language, []).append(text)
    return {language: " ".join(texts) for language, texts in parts.items()}
