"""A page: its place in the site, its Markdown, and what the site must know about it.

In: the tables of kinds and sheets. Out: `Page`, `uri`, `url` and `relative`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.kinds import PLACES
from generator.model.fields import Ref

HOME = Ref("", "")
"""Names the home page, where a `Ref` names a page."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site in one language.

    `uri` is its place among the Markdown files, with forward slashes; `key` names the same page in every
    language; `meta` becomes front matter.
    """

    key: Ref
    language: str
    uri: str
    title: str
    body: str = field(repr=False)
    meta: Mapping[str, object] = field(default_factory=dict)

    @property
    def markdown(self) -> str:
        """The whole file. The front matter is JSON, which is YAML and has no trap for French colons."""
        front = json.dumps({"title": self.title, **self.meta}, ensure_ascii=False)
        return f"---\n{front}\n---\n\n{self.body}"


def uri(ref: Ref, language: str) -> str:
    """The place of a page among the Markdown files; entries without a page of their own share their index."""
    if ref == HOME:
        return "index.md"
    place = PLACES[ref.kind]
    segment = place.segment[language]
    if place.layout != "page":
        return f"{segment}.md"
    return f"{segment}/{ref.id or 'index'}.md"


def url(place: str, directory_urls: bool) -> str:
    """The address of a page within its language's site, given its place among the Markdown files."""
    name = place.removesuffix(".md")
    if not directory_urls:
        return f"{name}.html"
    return name.removesuffix("index") if name.rpartition("/")[2] == "index" else f"{name}/"


def relative(target: str, here: str) -> str:
    """The way from one page to another, both given by their `uri`, as a Markdown link writes it."""
    folder = here[: here.rfind("/") + 1]
    return target[len(folder) :] if target.startswith(folder) else "../" * here.count("/") + target
