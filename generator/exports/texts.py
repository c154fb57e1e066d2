"""Running texts with fewer links.

In: a text as its author wrote it. Out: the same text in which only the words of some links are left.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.language.markup import links


def with_links(text: str, keeps: Callable[[str], bool]) -> str:
    """A text in which the links stay whose target `keeps` says so; of the others, the words are left."""
    parts: list[str] = []
    position = 0
    for link in links(text):
        if not keeps(link.target):
            start = link.offset - len(f"[{link.text}](")
            parts += [text[position:start], link.text]
            position = link.offset + len(f"{link.target})")
    return "".join([*parts, text[position:]])


def without_links(text: str) -> str:
    """A text in which only the words of its links are left."""
    return with_links(text, lambda _: False)
