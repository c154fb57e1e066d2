"""An edition: the handbook as it is published, which every export is made from.

In: the linked handbook, the hand-written pages of each language, and the address of the site. Out: `Edition`, which
also answers where anything stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from generator.language.i18n import LANGUAGES, SOURCE_LANGUAGE
from generator.model.fields import Ref
from generator.model.handbook import Handbook
from generator.render.page import Page, url
from generator.render.pages import plan, render_page

Files = Mapping[str, bytes]
"""What an export makes: each file's name, with forward slashes, and its bytes."""


@dataclass(frozen=True)
class WrittenPage:
    """A page that somebody wrote by hand: its place among the Markdown files, and its Markdown without front matter.

    Links to entries in `body` lead to their pages already. `path` is its file, beside which its pictures are.
    """

    uri: str
    title: str
    description: str
    body: str = field(repr=False)
    path: Path = field(default=Path(), compare=False)


@dataclass(frozen=True)
class Edition:
    """A handbook to export.

    `written` has the hand-written pages of each language, in order, and `assets` what stands beside them, by place.
    `site` is the address of the published site, empty where it has none; `directory_urls` is MkDocs' setting
    `use_directory_urls`, `config_file` its configuration. `render` makes a page; `rendered` holds those that are made,
    by language and key, and `tables` the tables, by language. `fonts` has the font files of the site, by family.
    """

    handbook: Handbook
    written: Mapping[str, tuple[WrittenPage, ...]] = field(default_factory=dict)
    site: str = ""
    directory_urls: bool = True
    config_file: Path = Path()
    render: Callable[[Handbook, Ref, str], Page] = field(default=render_page, repr=False)
    rendered: dict[tuple[str, Ref], Page] = field(default_factory=dict, repr=False)
    fonts: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    assets: Mapping[str, Files] = field(default_factory=dict, repr=False)
    tables: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def page(self, key: Ref, language: str) -> Page:
        """A generated page. Raises `jinja2.TemplateError` where a template is at fault."""
        if (language, key) not in self.rendered:
            self.rendered[language, key] = self.render(self.handbook, key, language)
        return self.rendered[language, key]

    def place(self, uri: str, language: str) -> str:
        """Where a page stands in the whole site, given its place among the Markdown files of its language."""
        return folder(language) + url(uri, self.directory_urls)

    def address(self, ref: Ref, language: str) -> str:
        """The address of an entry or of an index page: in full where the site has one, else within the site."""
        catalog = self.handbook.catalog
        anchor = f"#{ref.id}" if ref.id and catalog.layout(ref.kind) == "items" else ""
        return self.full(self.place(catalog.uri(ref, language), language) + anchor)

    def addresses(self, ref: Ref) -> dict[str, str]:
        """The address of the same page in each language."""
        return {language: self.address(ref, language) for language in LANGUAGES}

    def full(self, place: str) -> str:
        """A place in the site as an address."""
        return urljoin(self.site, place) if self.site else place

    @cached_property
    def keys(self) -> list[Ref]:
        """Every generated page, in reading order."""
        return plan(self.handbook)


def folder(language: str) -> str:
    """The folder of a language in the whole site."""
    return "" if language == SOURCE_LANGUAGE else f"{language}/"
