"""Stretches: what changed inside one text.

In: a text before and after. Out: its pieces, told apart as kept, gone and come, the kept ones shortened.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from generator.editorial.changes.compare import How

CONTEXT = 4
"""How many words stand on each side of a changed stretch."""

LEAST = 0.4
"""Below this likeness, marks between single words would tell less than the two texts side by side."""

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")

Stretch = tuple[How | None, str]


def stretches(old: str, new: str) -> list[Stretch] | None:
    """The pieces of the two texts in order, or None where they have too little in common."""
    before, after = _tokens(old), _tokens(new)
    if SequenceMatcher(None, _words(before), _words(after), autojunk=False).ratio() < LEAST:
        return None
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[Stretch] = []
    codes = _joined(matcher, before)
    for number, (tag, start, end, from_, to) in enumerate(codes):
        if tag == "equal":
            found.append((None, _shortened(before[start:end], number > 0, number < len(codes) - 1)))
            continue
        if start < end:
            found.append((How.REMOVED, "".join(before[start:end])))
        if from_ < to:
            found.append((How.ADDED, "".join(after[from_:to])))
    return found


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(" ".join(text.split()))


def _words(tokens: list[str]) -> list[str]:
    return [token for token in tokens if token.isalnum()]


def _joined(matcher: SequenceMatcher[str], before: list[str]) -> list[tuple[str, int, int, int, int]]:
    """The steps from one text to the other; changes with a mere blank between them are one change."""
    joined: list[tuple[str, int, int, int, int]] = []
    for code in matcher.get_opcodes():
        tag, start, end, from_, to = code
        blank = tag == "equal" and not "".join(before[start:end]).strip()
        if joined and joined[-1][0] == "replace" and (blank or tag != "equal"):
            joined[-1] = ("replace", joined[-1][1], end, joined[-1][3], to)
        else:
            joined.append(code if tag == "equal" else ("replace", start, end, from_, to))
    return joined


def _shortened(kept: list[str], after_change: bool, before_change: bool) -> str:
    """A stretch that stayed: the words near a change, the others left out."""
    # A word and the blank after it are two tokens.
    near = 2 * CONTEXT
    if len(kept) <= near * (after_change + before_change) + 2:
        return "".join(kept)
    head = kept[:near] if after_change else []
    tail = kept[-near:] if before_change else []
    return f"{''.join(head).rstrip()}{' ' if head else ''}…{' ' if tail else ''}{''.join(tail).lstrip()}"
