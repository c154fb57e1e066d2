"""The records of pages: a page whose inputs are the same is not made again.

In: a page of MkDocs. Out: the digest of everything that it is made from; and, from the cache, what an earlier build
made from the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page

from generator.files import digests
from generator.site import feed, page_content, page_context

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import File

    from generator.files.cache import Cache
    from generator.site.language_site import LanguageSite

_SHELF = "pages"


@dataclass(frozen=True, slots=True)
class Record:
    """One page: its HTML, what the search knows of it, its anchors and links to anchors, and its allowed scripts.

    `names` are its classes and ids, `text` is what it says without HTML; empty where it is written at the end.
    """

    html: str
    sections: list[dict[str, Any]]
    anchors: list[str]
    links: Mapping[str, Mapping[str, str]]
    scripts: list[str]
    names: list[str]
    text: str

    @classmethod
    def kept(cls, cache: Cache, key: str) -> Record | None:
        """The record of a key in the cache."""
        value = cache.get(_SHELF, key)
        try:
            return cls(**value) if value else None
        except TypeError:
            return None

    def keep(self, cache: Cache, key: str) -> None:
        """Put the record into the cache."""
        cache.put(_SHELF, key, {field.name: getattr(self, field.name) for field in fields(self)})


def serves(config: MkDocsConfig) -> bool:
    """Whether pages of a site may be kept: other plugins and hooks make pages from what nobody knows."""
    return {name.rpartition("/")[2] for name in config.plugins} <= {"search", "handbook"} and not config.hooks


class Keys:
    """The keys of the pages of one language's site."""

    def __init__(self, site: LanguageSite) -> None:
        self._site = site
        config = site.config
        self._common = digests.of(
            digests.of_generator(),
            digests.of_configuration(Path(config.config_file_path)),
            digests.of_folders([config.theme.custom_dir] if config.theme.custom_dir else []),
            repr((site.language, config.site_name, config.site_description, config.site_url, config.repo_url)),
            repr((config.edit_uri, config.use_directory_urls, site.build.serving)),
            repr(bool(feed.checked(site.build.handbook))),
            repr(site.nav.homepage and (site.nav.homepage.title, site.nav.homepage.url)),
        )
        terms = site.build.handbook.of(site.build.handbook.catalog.terms)
        self._terms = digests.of(*(part for entry in terms for part in (entry.id, entry.document.text)))
        self._files = digests.of(*sorted(site.files.src_uris))

    def of(self, file: File) -> str:
        """The digest of everything that a page is made from."""
        page = file.page
        assert page
        page.read_source(self._site.config)
        text = file.content_string
        ours = page_context.made(page, self._site.nav, self._site.config, self._site.build)
        frame = (
            [_told(item) for item in ours.navigation.items],
            [_told(each) for each in (page.previous_page, page.next_page) if each],
            (
                ours.key,
                ours.languages,
                ours.head,
                ours.edit_url,
                ours.downloads,
                page.url,
                page.canonical_url,
                page.title,
            ),
            page_content.items(page, self._site.config, self._site.build),
            None if ours.key else self._files,
        )
        return digests.of(self._common, self._terms, text, repr(frame))


def _told(item: StructureItem) -> object:
    """What the sidebar and the footer show of an item of the navigation."""
    if isinstance(item, Page):
        shown = {name: item.meta[name] for name in ("icon", "status", "subtitle") if name in item.meta}
        return item.title, item.url, item.active, item.is_index, shown
    if isinstance(item, Section):
        return item.title, item.active, [_told(child) for child in item.children]
    return (item.title, item.url) if isinstance(item, Link) else repr(item)
