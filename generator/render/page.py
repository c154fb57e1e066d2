"""A page: its place in the site, its Markdown, and what the site must know about it.

In: the place of a page among the Markdown files. Out: `Page`, `url` and `relative`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.fields import Ref


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


def read(markdown: str, key: Ref, language: str, uri: str) -> Page:
    """A page, given what its `markdown` says and where it stands."""
    front, _, body = markdown.removeprefix("---\n").partition("\n---\n\n")
    meta = json.loads(front)
    return Page(key, language, uri, meta.pop("title"), body, meta)


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
