"""The project that is being written, as the preview shows it.

In: a MkDocs configuration file, and the paths that changed since the last time. Out: the files of the site, each made
when it is asked for from what the project is then; and the findings. What cannot be shown leaves what was shown before.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.editorial import translations
from generator.files import mark
from generator.language.i18n import LANGUAGES
from generator.model.handbook import Handbook
from generator.pipeline import catalog
from generator.pipeline.content_folders import real
from generator.site import feed, languages, reading
from generator.site.explanation import explain
from generator.site.language_site import LanguageSite, Search
from generator.site.loading import loaded
from generator.site.plugin import HandbookPlugin
from generator.site.preview.overlay import NONE, Findings, findings
from generator.site.reading import SiteMemory, SiteReading

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.diagnostics import Diagnostic
    from generator.site.session import Build

_INDEX = "search/search_index.json"
_DOCUMENTS = ("search/titles.json", "search/documents.json")


class Project:
    """A project as it is now. `version` counts what readers must reload, `found` what only the findings tell."""

    def __init__(self, config_file: Path, site_dir: Path, site_url: str) -> None:
        self.config_file, self.site_dir, self.site_url = config_file, site_dir, site_url
        self.version = self.told = round(time.time())  # newer than in any page of a preview before this one
        self.findings: Findings = NONE
        self.failure = ""
        self.unsettled = False
        self._sites: list[LanguageSite] = []
        self._stale: set[str] = set()
        self._plugin: HandbookPlugin | None = None
        self._memory = SiteMemory()
        self._reading: SiteReading | None = None
        self._early: tuple[Diagnostic, ...] = ()
        self._shape: object = None
        self._made: dict[Path, int] = {}
        self._extra: set[Path] = set()
        self._lock = threading.RLock()  # MkDocs makes one page at a time

    def update(self, changed: Collection[Path] | None = None) -> None:
        """Show what changed; all of it where nobody knows what did. No mistake of an author ends the preview."""
        try:
            if changed is None or not self._sites or any(map(self._is_setting, changed)):
                self._load()
            else:
                self._read_again(any(map(self._is_page, changed)))
            self.failure = ""
        except (Exception, SystemExit) as error:
            self.failure = explain(error)
        self.unsettled = not self.failure
        self.version += 1

    def _is_setting(self, path: Path) -> bool:
        """Whether everything may depend on a path: all but the content and the hand-written pages."""
        return not self._is_content(path) and not self._is_page(path)

    def _is_content(self, path: Path) -> bool:
        roots = self._plugin.session.roots if self._plugin else []
        return any(path.is_relative_to(root) or path.is_relative_to(real(root)) for root in roots)

    def _is_page(self, path: Path) -> bool:
        docs = [reading.docs(site.config, site.language) for site in self._sites]
        return any(path.is_relative_to(folder) or path.is_relative_to(real(folder)) for folder in docs)

    def _load(self) -> None:
        """Read the configuration and everything that it names."""
        gc.unfreeze()  # the project before
        self._early, self.findings = (), NONE
        self.site_dir.mkdir(exist_ok=True)
        mark(self.site_dir)
        config = loaded(self.config_file, self.site_dir, site_url=self.site_url)
        plugin = config.plugins["handbook"]
        assert isinstance(plugin, HandbookPlugin)
        if self._plugin is None:  # once, as MkDocs does: the plugin then keeps the last good handbook
            config.plugins.on_startup(command="serve", dirty=False)
        self._plugin = plugin
        plugin.session.memory = self._memory
        plugin.session.listener = lambda outcome: self._tell(outcome.diagnostics)
        with self._lock:
            sites = list(self._sites_of(config, plugin))
            self._extra = {path for site in sites for path in site.run_others()}
            self._reading, self._shape, self._sites = plugin.session.reading, self._shape_of(plugin.build), sites
            self._stale.clear()

    @staticmethod
    def _sites_of(config: MkDocsConfig, plugin: HandbookPlugin) -> Iterator[LanguageSite]:
        """The site of each language, one after the other: some plugins keep what belongs to the last."""
        languages.forget_search_language(config)
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        yield LanguageSite(config, Search(config), plugin.build)
        for other in languages.others(config, plugin.config.languages, plugin.build.source):
            each = other.plugins.on_config(other)
            each.plugins.on_pre_build(config=each)
            yield LanguageSite(each, Search(each), plugin.build)

    def _read_again(self, pages: bool) -> None:
        """Read the content and the hand-written pages again, as far as they changed."""
        assert self._plugin
        build, config = self._plugin.build, self._sites[0].config
        found = reading.begun(config, build.options, self._memory)
        handbook = found.outcome.handbook
        if handbook and self._needs_load(handbook, build.handbook):
            self._load()
            return
        self._tell(found.outcome.diagnostics)
        with self._lock:
            self._reading = found
            if handbook and not found.outcome.has_errors:
                self._plugin.session.handbook = build.handbook = replace(handbook, outdated=build.handbook.outdated)
            build.written = found.written
            shape = self._shape_of(build)
            if pages or shape != self._shape:
                self._stale = {site.language for site in self._sites}
                self._shape = shape

    @staticmethod
    def _needs_load(new: Handbook, old: Handbook) -> bool:
        """Whether the configuration of MkDocs depends on what changed."""
        return new.setup.document.text != old.setup.document.text or new.catalog is not old.catalog

    @staticmethod
    def _shape_of(build: Build) -> object:
        """What the list of files, the navigation and the frame of all pages are made from."""
        handbook = build.handbook
        shown = [entry for kind in handbook.catalog.kinds for entry in handbook.of(kind)]
        named = [(entry.ref, entry.data.title, entry.data.previous_ids) for entry in shown]
        written = [
            (page.place, page.key, page.order, page.title, page.meta, page.body)
            for language in LANGUAGES
            for page in build.written[language]
        ]
        return named, written, bool(feed.checked(handbook))

    def _tell(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Show the findings that are known at once."""
        assert self._plugin
        self._early = tuple(diagnostics)
        self.findings = findings(self._early, self._plugin.config.editor)

    def settle(self, pause: Callable[[], None]) -> None:
        """Find what takes longer, once nobody waits: the check, and translations that are behind.

        `pause` is called from time to time; what it raises ends the search, which is then to be done again.
        """
        assert self._plugin
        assert self._reading
        found, build = self._reading, self._plugin.build
        more = [*reading.later(found, self._sites[0].config, build.options, pause)]
        pause()
        marked = translations.marked(build.handbook, found.roots)
        self.unsettled = False
        if marked.outdated != build.handbook.outdated:
            with self._lock:
                build.handbook = marked
                self._plugin.session.handbook = marked
            self.version += 1
        self.findings = findings((*self._early, *more), self._plugin.config.editor)
        self.told += 1

    def folders(self) -> list[Path]:
        """Every folder that the site is made from, whether it exists or not."""
        docs = [self.config_file.parent / "docs", *(Path(site.config.docs_dir) for site in self._sites)]
        roots = self._plugin.session.roots if self._plugin else [self.config_file.parent / "content"]
        own = [Path(folder) for site in self._sites[:1] for folder in site.config.watch]
        return list(dict.fromkeys([*docs, *roots, *catalog.folders(roots), *reading.SOURCES, *own]))

    def file(self, address: str) -> tuple[Path | None, str]:
        """The file at an address of the site, made anew where it is older than the project; and what failed in that.

        None where the site has no such file; one without content where a page could never be made.
        """
        with self._lock:
            for number, site in reversed([*enumerate(self._sites)]):  # the first folder holds those of the others
                prefix = languages.root(site.language)
                if address.startswith(prefix):
                    return self._file(number, address.removeprefix(prefix))
        return None, ""

    def _file(self, number: int, place: str) -> tuple[Path | None, str]:
        path = self._sites[number].root / place
        if not place or place.endswith("/"):
            place, path = f"{place}index.html", path / "index.html"
        try:
            exists = self._make(self._fresh(number), place, path)
        except (Exception, SystemExit) as error:
            return path, explain(error)
        return (path if exists else None), ""

    def _fresh(self, number: int) -> LanguageSite:
        """The site of a language; its list of pages is made anew once somebody looks at that language."""
        site = self._sites[number]
        if site.language in self._stale:
            site = self._sites[number] = LanguageSite(site.config, site.search, site.build)
            self._stale.discard(site.language)
        return site

    def _make(self, site: LanguageSite, place: str, path: Path) -> bool:
        """Make a file where it is not up to date; whether there is one."""
        if self._made.get(path) == self.version and path.is_file():
            return True
        if file := site.pages.get(place):
            site.write_page(file)
        elif place in (_INDEX, *_DOCUMENTS):
            self._make_search(site, whole=place in _DOCUMENTS or not site.config.use_directory_urls)
        elif not site.write_other(place):
            return path in self._extra and path.is_file()
        self._made[path] = self.version
        return True

    def _make_search(self, site: LanguageSite, whole: bool) -> None:
        """All files of a search are written at once, so none may be taken for what it was."""
        site.write_search(whole)
        for name in _DOCUMENTS:
            self._made.pop(site.root / name, None)
        if whole:
            self._made |= dict.fromkeys((site.root / name for name in (_INDEX, *_DOCUMENTS)), self.version)
