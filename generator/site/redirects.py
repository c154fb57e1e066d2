"""Redirects: pages at the old addresses of entries whose id has changed.

In: the linked handbook. Out: for each old address, a small page that redirects to the new one. Entries that share a
page keep their old anchors on it instead: their template writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from string import Template

from generator.language.i18n import words
from generator.language.markup import typography
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook

_PAGE = Template(
    """<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="0; url=$address">
<link rel="canonical" href="$canonical">
<title>$title</title>
</head>
<body>
<p>$moved <a href="$address">$title</a></p>
</body>
</html>
"""
)


def moves(handbook: Handbook, language: str) -> Iterator[tuple[str, Entry]]:
    """The Markdown path of each old page, with the entry that has moved."""
    for kind in handbook.catalog.kinds.values():
        if kind.layout == "page":
            for entry in handbook.of(kind.name):
                for former in entry.data.previous_ids:
                    yield handbook.catalog.uri(Ref(kind.name, former), language), entry


def signpost(title: str, address: str, canonical: str, language: str) -> str:
    """The page at an old address. It needs no script: the browser follows it, else the reader can use its link."""
    moved = typography(words(language)("site.moved"), language)
    texts = {"title": title, "address": address, "canonical": canonical, "moved": moved}
    return _PAGE.substitute({name: escape(text) for name, text in texts.items()}, language=language)
