"""The cache of pages: a page whose inputs are the same is not made again.

In: a key, which is the digest of everything that a page is made from. Out: what was made from it in an earlier build.
Each record is a file of its own that says what its own digest is, so the folder may be deleted, shared by processes,
and restored on another machine; a damaged record is none. Records hold data only: nothing in them is ever executed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page

from generator.site import digests, feed, page_content, page_context
from generator.site.html import glossary_links

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import File

    from generator.site.language_site import LanguageSite

_MOST = 300_000_000
"""Bytes that all records may take; the oldest go first."""

_IGNORE = "# Made by builds; safe to delete.\n*\n"


@dataclass(frozen=True, slots=True)
class Record:
    """One page: its HTML, what the search knows of it, its anchors and links to anchors, and its allowed scripts."""

    html: str
    sections: list[dict[str, Any]]
    anchors: list[str]
    links: Mapping[str, Mapping[str, str]]
    scripts: list[str]


@dataclass
class PageCache:
    """The records of a project. `used` counts those that were found."""

    folder: Path
    used: int = 0
    _written: list[Path] = field(default_factory=list)

    def get(self, key: str) -> Record | None:
        """The record of a key; None where there is none, or a damaged one."""
        place = self._place(key)
        try:
            digest, _, body = place.read_bytes().partition(b"\n")
            if digest.decode("ascii", "replace") != digests.of(body):
                return None
            record = Record(**json.loads(body))
        except (OSError, ValueError, TypeError):
            return None
        with suppress(OSError):
            os.utime(place)
        self.used += 1
        return record

    def put(self, key: str, record: Record) -> None:
        """Keep a record. A cache that cannot be written is no reason to stop."""
        body = json.dumps(asdict(record), ensure_ascii=False, separators=(",", ":")).encode()
        place = self._place(key)
        fresh = place.with_name(f"{place.name}.{os.getpid()}")
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(f"{digests.of(body)}\n".encode() + body)
            fresh.replace(place)

    def _place(self, key: str) -> Path:
        return self.folder / "pages" / key[:2] / key[2:]

    def open(self) -> None:
        """Keep the folder out of Git, whichever project it stands in."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / ".gitignore").write_text(_IGNORE, "utf-8")

    def bound(self) -> None:
        """Delete the records that nobody has used for the longest time, where there are too many."""
        with suppress(OSError):
            files = [(path.stat(), path) for path in (self.folder / "pages").glob("*/*")]
            size = sum(status.st_size for status, _ in files)
            for status, path in sorted(files, key=lambda found: found[0].st_mtime_ns):
                if size <= _MOST:
                    break
                path.unlink(missing_ok=True)
                size -= status.st_size


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
            repr((config.edit_uri, config.use_directory_urls, site.build.serving, feed.checked(site.build.handbook))),
            repr(site.nav.homepage and (site.nav.homepage.title, site.nav.homepage.url)),
        )
        terms = site.build.handbook.of(glossary_links.KIND)
        self._terms = "\n".join(f"{entry.id}\n{entry.document.text}" for entry in terms)
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
            (ours.key, ours.languages, ours.head, ours.edit_url, page.url, page.canonical_url, page.title),
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
