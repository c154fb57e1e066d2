"""The site of one language, as MkDocs would make it whole.

In: MkDocs' configuration of a language, with our plugin in it. Out: single pages and files, written to the site's
folder when they are asked for. The events of all plugins come in MkDocs' order, but that a page may be converted after
another one is finished. MkDocs has no public way to one page: the functions that it calls for each are called here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.structure.files import InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from generator.site import languages, search_index, search_sections
from generator.site.lazy_file import LazyFile
from generator.site.page_key import OURS

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.nav import Navigation

    from generator.site.session import Build


Sections = list[dict[str, Any]]
"""What the search knows of pages: an item for each of their sections."""


class Search:
    """The theme's search of one language. All languages have one plugin, which keeps the index of the last."""

    def __init__(self, config: MkDocsConfig) -> None:
        """To be called after the event `config` of this language, and before that of the next."""
        self.config = config
        self._plugin: Any = next((plugin for name, plugin in config.plugins.items() if name.endswith("search")), None)
        self._index: Any = getattr(self._plugin, "search_index", None)

    @property
    def is_ours(self) -> bool:
        """Whether its index is filled our way, so that only this plugin's sections are in it."""
        return isinstance(self._index, search_sections.Index)

    @contextmanager
    def noting(self) -> Iterator[Sections]:
        """The sections of the pages that are finished meanwhile; the plugin keeps none of them."""
        found: Sections = []
        if self._index is not None:
            self._plugin.search_index, self._index.entries = self._index, found
        try:
            yield found
        finally:
            if self._index is not None:
                self._index.entries = []

    def sections(self, page: Page, nav: Navigation) -> Sections:
        """The sections of a page that is converted."""
        with self.noting() as found:
            if self._plugin is not None:
                self._plugin.on_page_context({}, page=page, config=self.config, nav=nav)
        return found

    def write(self, sections: Sections) -> None:
        """Write the index of these sections, as the theme has it."""
        with self.noting() as noted:
            noted += sections
            if self._plugin is not None:
                self._plugin.on_post_build(config=self.config)


class _ThemeFiles:
    """The files of the theme, as MkDocs asks an environment for them. None from folders that it hides.

    Among those is the one with its ten thousand icons.
    """

    def __init__(self, folders: Sequence[str]) -> None:
        self._folders = folders

    def list_templates(self, filter_func: Callable[[str], bool]) -> list[str]:
        """The files by their place in the theme, in order."""
        found = set()
        for top in self._folders:
            for folder, inner, names in os.walk(top):
                inner[:] = [name for name in inner if not name.startswith(".")]
                found |= {Path(folder, name).relative_to(top).as_posix() for name in names}
        return sorted(filter(filter_func, found))


class LanguageSite:
    """One language's pages and files. Made anew where pages come, go, or are named otherwise."""

    def __init__(self, config: MkDocsConfig, search: Search, build: Build) -> None:
        """`config` is one for which the event `config` was told, `search` what that made of the search."""
        self.config, self.search, self.build = config, search, build
        self.language = languages.of(config)
        self.files = get_files(config)
        self._bare = config.theme.get_env()
        self.files.add_files_from_theme(cast("Environment", _ThemeFiles(config.theme.dirs)), config)
        self.files = config.plugins.on_files(self.files, config=config)
        set_exclusions(self.files, config)
        self.nav = self._navigation()
        self.pages: Mapping[str, File] = {file.dest_uri: file for file in self.shown}
        self._others = {file.dest_uri: file for file in self.files if not file.is_documentation_page()}
        self._sections: dict[str, tuple[str, Sections]] = {}

    def _navigation(self) -> Navigation:
        nav = get_navigation(self.files, self.config)
        nav = self.config.plugins.on_nav(nav, config=self.config, files=self.files)
        for file in self.shown:
            page = file.page or Page(None, file, self.config)
            if not isinstance(file, LazyFile):
                page.read_source(self.config)  # what an author wrote there shows in the sidebar of other pages
        return nav

    @cached_property
    def shown(self) -> Sequence[File]:
        """The files of the pages, in the order in which MkDocs makes them."""
        return self.files.documentation_pages(inclusion=InclusionLevel.is_included)

    @cached_property
    def environment(self) -> Environment:
        """The theme's templates; other plugins expect to be asked for them once pages are converted."""
        found: Environment = self.config.plugins.on_env(self._bare, config=self.config, files=self.files)
        return found

    @property
    def root(self) -> Path:
        """The folder of this language's site."""
        return Path(self.config.site_dir)

    def write_page(self, file: File) -> None:
        """Make a page anew and write it. Raises what the templates and plugins raise."""
        page = self.converted(file, anew=True)
        with self.search.noting() as sections:
            _build_page(page, self.config, self.shown, self.nav, self.environment)
        self._sections[file.dest_uri] = (file.content_string, sections)

    def converted(self, file: File, anew: bool) -> Page:
        """A page with its Markdown read and converted; `anew` where the handbook may have changed since it was made."""
        assert file.page
        if anew and isinstance(file, LazyFile):
            file.forget()
        _populate_page(file.page, self.config, self.files)
        return file.page

    def write_other(self, place: str) -> bool:
        """Write a file that is no page; False where the site has none at this place."""
        if place in self.config.theme.static_templates:
            _build_theme_template(place, self.environment, self.files, self.config, self.nav)
            return True
        if (file := self._others.get(place)) is None:
            return False
        if isinstance(file, LazyFile):
            file.forget()
        file.copy_file()
        return True

    def write_search(self, whole: bool) -> None:
        """Write the index of the search: of all pages, or only what a page asks for before a reader searches."""
        found = [one for file in self.pages.values() for one in self._sections_of(file)] if whole else []
        self.search.write(found)
        search_index.prepare(self.root, self.build.handbook, self.language, self.config.use_directory_urls)

    def _sections_of(self, file: File) -> Sections:
        """The sections of a page, found anew where its Markdown has changed."""
        if isinstance(file, LazyFile):
            file.forget()
        text, known = self._sections.get(file.dest_uri, ("", []))
        if text != file.content_string:
            known = self.search.sections(self.converted(file, anew=False), self.nav)
            self._sections[file.dest_uri] = (file.content_string, known)
        return [dict(one) for one in known]

    def search_writer(self, part: int) -> search_index.SearchWriter | None:
        """What writes the documents of the search page by page; None where the index is to have them all at once."""
        if not self.search.is_ours or not self.config.use_directory_urls:
            return None
        return search_index.SearchWriter(self.root / "search", self.build.handbook, self.language, part)

    def run_others(self) -> set[Path]:
        """Write what other plugins add to a site when it is complete: they find every file in it that is no page.

        Returns the files that they have written.
        """
        ours = [plugin for name, plugin in self.config.plugins.items() if name == OURS or name.endswith("search")]
        events = [each for each in self.config.plugins.events["post_build"] if _owner(each) not in ours]
        if not events:
            return set()
        self.files.copy_static_files(inclusion=InclusionLevel.is_included)
        before = set(self.root.rglob("*"))
        for event in events:
            event(config=self.config)
        return set(self.root.rglob("*")) - before


def _owner(event: Any) -> object:
    """The plugin that an event's method belongs to."""
    return getattr(event, "__self__", None)
