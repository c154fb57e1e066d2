"""The site of one language, page by page, as MkDocs would make it whole.

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

from mkdocs.commands.build import _build_extra_template, _build_page, _build_theme_template, _populate_page
from mkdocs.structure.files import InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from generator.site import css, languages, page_files, search_index
from generator.site.apart import warnings_of
from generator.site.lazy_file import LazyFile
from generator.site.page_key import OURS
from generator.site.page_records import Keys, Record, serves
from generator.site.text_files import TextWriter

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.nav import Navigation

    from generator.site.cache import Cache
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
        self.pages: Mapping[str, File] = {file.dest_uri: file for file in self._shown}
        self._others = {file.dest_uri: file for file in self.files if not file.is_documentation_page()}
        self._sections: dict[str, tuple[str, Sections]] = {}

    def _navigation(self) -> Navigation:
        nav = get_navigation(self.files, self.config)
        nav = self.config.plugins.on_nav(nav, config=self.config, files=self.files)
        for file in self._shown:
            page = file.page or Page(None, file, self.config)
            if not isinstance(file, LazyFile):
                page.read_source(self.config)  # what an author wrote there shows in the sidebar of other pages
        return nav

    @cached_property
    def _shown(self) -> Sequence[File]:
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
        page = self._converted(file, anew=True)
        with self.search.noting() as sections:
            _build_page(page, self.config, self._shown, self.nav, self.environment)
        self._sections[file.dest_uri] = (file.content_string, sections)

    def _converted(self, file: File, anew: bool) -> Page:
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
            known = self.search.sections(self._converted(file, anew=False), self.nav)
            self._sections[file.dest_uri] = (file.content_string, known)
        return [dict(one) for one in known]

    def write_all(self, cache: Cache | None, made: Callable[[], None]) -> None:
        """Write the whole site of this language; a page that `cache` has is not made again. `made` is told of each.

        Where no other plugin looks at them, pages are converted, written and let go one by one. Raises what the
        templates and plugins raise.
        """
        alone = serves(self.config)
        if not alone:
            page_files.write_data(self.files, self.config, self.build)
        warned = {file.src_uri for file in self._shown if not (alone and _has_title(file)) and self._convert(file)}
        keys = Keys(self) if cache and alone else None
        self._write_others()
        if alone:
            self._release_others()
        sections: Sections = []
        with TextWriter(self.files, self.config, self.build) as texts:
            for file in self._shown:
                kept = (cache, keys.of(file)) if cache and keys else None
                sections += self._write_page(file, kept, file.src_uri in warned).sections
                texts.add(file)
                if alone:
                    _let_go(file)
                made()
            texts.end()
        for file in self._shown:
            assert file.page
            file.page.validate_anchor_links(files=self.files, log_level=self.config.validation.links.anchors)
        with self.search.noting() as noted:
            noted += sections
            self.config.plugins.on_post_build(config=self.config)

    def _write_page(self, file: File, kept: tuple[Cache, str] | None, warned: bool) -> Record:
        """Write a page as the cache has it under its key, or made anew; kept then, unless there was something to say.

        What was said of a page, as when it was `warned` of before, each build must say again.
        """
        if kept and (record := Record.kept(*kept)):
            self._restore(file, record)
            return record
        assert file.page
        may_warn = file.page.content is None and self._convert(file)
        record = self._record(file)
        if kept and not may_warn and not warned and not self._is_blocked():
            record.keep(*kept)
        return record

    def _convert(self, file: File) -> bool:
        """Convert a page. Whether MkDocs has something to say of it, which it must say again in the next build."""
        with warnings_of("mkdocs") as count:
            self._converted(file, anew=False)
        return bool(count.counts)

    def _is_blocked(self) -> bool:
        """Whether the policy blocks something in the page that was written last: a finding of every build."""
        last = self.build.guard.last
        return last is not None and bool(last.scripts or last.elsewhere)

    def _write_others(self) -> None:
        """Write every file that is no page."""
        environment = self.environment
        self.files.copy_static_files(inclusion=InclusionLevel.is_included)
        for name in self.config.theme.static_templates:
            _build_theme_template(name, environment, self.files, self.config, self.nav)
        for name in self.config.extra_templates:
            _build_extra_template(name, self.files, self.config, self.nav)

    def _release_others(self) -> None:
        for file in self.files:
            if isinstance(file, LazyFile) and not file.is_documentation_page():
                file.release()

    def _record(self, file: File) -> Record:
        """Write a page that is converted; what there is to know of it."""
        page = file.page
        assert page
        with self.search.noting() as sections:
            _build_page(page, self.config, self._shown, self.nav, self.environment)
        links = {to.src_uri: dict(found) for to, found in (page.links_to_anchors or {}).items()}
        html = Path(file.abs_dest_path).read_text("utf-8")
        guarded = self.build.guard.last
        names = sorted(css.names_of(html))
        self.build.names[Path(file.abs_dest_path)] = names
        anchors, scripts = sorted(page.present_anchor_ids or ()), sorted(guarded.allowed if guarded else ())
        return Record(html, sections, anchors, links, scripts, names)

    def _restore(self, file: File, record: Record) -> None:
        """Write a page as an earlier build made it."""
        page, place = file.page, Path(file.abs_dest_path)
        assert page
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(record.html, "utf-8")
        self.build.names[place] = record.names
        page.present_anchor_ids = set(record.anchors)
        page.links_to_anchors = {self.files.src_uris[to]: dict(found) for to, found in record.links.items()}
        self.build.guard.allow(record.scripts)

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


def _has_title(file: File) -> bool:
    """Whether a page has its title before it is converted: the menus of all pages show it."""
    return isinstance(file, LazyFile) or bool(file.page and "title" in file.page.meta)


def _let_go(file: File) -> None:
    """Free the memory of a page that is written; its anchors and links are kept."""
    assert file.page
    file.page.title = file.page.title  # MkDocs finds it in what is freed, and the pages that follow name it
    file.page.content = file.page.markdown = None
    file.page.toc = TableOfContents([])
    if isinstance(file, LazyFile):
        file.forget()


def _owner(event: Any) -> object:
    """The plugin that an event's method belongs to."""
    return getattr(event, "__self__", None)
