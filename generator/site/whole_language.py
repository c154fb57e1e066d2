"""The whole site of one language, page by page.

In: the site of a language, and the cache. Out: every page and file of it, written into its folder; a page that the
cache has is not made again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import _build_extra_template, _build_page, _build_theme_template
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.toc import TableOfContents

from generator.language.i18n import LANGUAGES
from generator.site import css, page_files
from generator.site.apart import Told, apart, cores, warnings_of
from generator.site.lazy_file import LazyFile
from generator.site.page_records import Keys, Record, serves
from generator.site.text_files import TextWriter

if TYPE_CHECKING:
    from mkdocs.structure.files import File

    from generator.files.cache import Cache
    from generator.site.language_site import LanguageSite, Sections
    from generator.site.search_index import SearchWriter

_WORTH_A_PROCESS = 100
"""Pages that take longer than the start of a process that makes them."""


class WholeLanguage:
    """Writes the site of one language. Where no other plugin looks at its pages, they are let go one by one."""

    def __init__(self, site: LanguageSite, cache: Cache | None) -> None:
        self.site, self.build, self.config = site, site.build, site.config
        self._alone = serves(site.config)
        self._cache = cache if self._alone else None
        self._warned: set[str] = set()
        self._keys: Keys | None = None

    def write(self, made: Callable[[], None]) -> Told:
        """Write everything; `made` is told of each page. Raises what the templates and plugins raise."""
        if not self._alone:
            page_files.write_data(self.site.files, self.config, self.build)
        self._warned = {file.src_uri for file in self.site.shown if not self._has_title(file) and self._convert(file)}
        self._keys = Keys(self.site) if self._cache else None
        self._write_others()
        with self._found() as found:
            warnings = self._write_pages(made, found)
            for file in self.site.shown:
                assert file.page
                file.page.validate_anchor_links(files=self.site.files, log_level=self.config.validation.links.anchors)
            with self.site.search.noting() as noted:
                noted += found.sections
                self.config.plugins.on_post_build(config=self.config)
            found.end()
        return Told(noted=self.build.guard.noted(), warnings=warnings)

    def _write_pages(self, made: Callable[[], None], found: _Found) -> Counter[str]:
        """Write the pages, a portion a process; how often others warned."""
        own, *others = self._portions()
        warnings = Counter[str]()
        with ExitStack() as stack:
            working = [stack.enter_context(apart(self._portion, files, part)) for part, files in enumerate(others, 1)]
            texts = stack.enter_context(self._texts())
            for file in own:
                self._written(file, texts, found)
                made()
            for part, (files, result) in enumerate(zip(others, working, strict=True), 1):
                told = result()
                records, lines = told.made
                for file, record in zip(files, records, strict=True):
                    self._know(file, record)
                    made()
                texts.take(part, lines)
                found.take(part, records)
                self.build.guard.absorb(told.noted)
                warnings.update(told.warnings)
            texts.end()
        return warnings

    def _portions(self) -> list[Sequence[File]]:
        """The pages, for as many processes as there are processors for each language."""
        files = self.site.shown
        most = cores() // len(LANGUAGES) if self._alone else 1
        count = max(1, min(most, len(files) // _WORTH_A_PROCESS))
        size = -(-len(files) // count)
        return [files[start : start + size] for start in range(0, len(files), size)] or [files]

    def _portion(self, files: Sequence[File], part: int) -> Told:
        """Write some of the pages, in a process of their own; what the first one has to know of them."""
        with self._texts(part) as texts, self._found(part) as found:
            records = [found.left(replace(self._written(file, texts, found), html="", text="")) for file in files]
        return Told((records, texts.lines()), self.build.guard.noted())

    def _texts(self, part: int = 0) -> TextWriter:
        return TextWriter(self.site.files, self.config, self.build, part)

    def _found(self, part: int = 0) -> _Found:
        return _Found(self.site.search_writer(part) if self._alone else None)

    def _written(self, file: File, texts: TextWriter, found: _Found) -> Record:
        """Write a page, note what the search knows of it, and let it go."""
        kept = (self._cache, self._keys.of(file)) if self._cache and self._keys else None
        record = self._write_page(file, texts, kept, file.src_uri in self._warned)
        found.add(record)
        if self._alone:
            _let_go(file)
        return record

    def _has_title(self, file: File) -> bool:
        """Whether a page has its title before it is converted: the menus of all pages show it."""
        return self._alone and (isinstance(file, LazyFile) or bool(file.page and "title" in file.page.meta))

    def _convert(self, file: File) -> bool:
        """Convert a page. Whether MkDocs has something to say of it, which it must say again in the next build."""
        with warnings_of("mkdocs") as count:
            self.site.converted(file, anew=False)
        return bool(count.counts)

    def _write_others(self) -> None:
        """Write every file that is no page, and free its memory."""
        environment = self.site.environment
        self.site.files.copy_static_files(inclusion=InclusionLevel.is_included)
        for name in self.config.theme.static_templates:
            _build_theme_template(name, environment, self.site.files, self.config, self.site.nav)
        for name in self.config.extra_templates:
            _build_extra_template(name, self.site.files, self.config, self.site.nav)
        for file in self.site.files if self._alone else ():
            if isinstance(file, LazyFile) and not file.is_documentation_page():
                file.release()

    def _write_page(self, file: File, texts: TextWriter, kept: tuple[Cache, str] | None, warned: bool) -> Record:
        """Write a page and its text, as the cache has them under its key or made anew.

        They are kept then, unless there was something to say. What was said of a page, as when it was `warned` of
        before, each build must say again.
        """
        if kept and (record := Record.kept(*kept)):
            self._restore(file, record)
            texts.add(file, record.text)
            return record
        assert file.page
        may_warn = file.page.content is None and self._convert(file)
        record = self._record(file, texts)
        if kept and not may_warn and not warned and not self._is_blocked():
            record.keep(*kept)
        return record

    def _is_blocked(self) -> bool:
        """Whether the policy blocks something in the page that was written last: a finding of every build."""
        last = self.build.guard.last
        return last is not None and bool(last.scripts or last.elsewhere)

    def _record(self, file: File, texts: TextWriter) -> Record:
        """Write a page that is converted, and its text; what there is to know of it."""
        page = file.page
        assert page
        with self.site.search.noting() as sections:
            _build_page(page, self.config, self.site.shown, self.site.nav, self.site.environment)
        links = {to.src_uri: dict(found) for to, found in (page.links_to_anchors or {}).items()}
        html = Path(file.abs_dest_path).read_text("utf-8")
        guarded = self.build.guard.last
        names = sorted(css.names_of(html))
        self.build.names[Path(file.abs_dest_path)] = names
        anchors, scripts = sorted(page.present_anchor_ids or ()), sorted(guarded.allowed if guarded else ())
        return Record(html, sections, anchors, links, scripts, names, texts.add(file))

    def _restore(self, file: File, record: Record) -> None:
        """Write a page as an earlier build made it."""
        place = Path(file.abs_dest_path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(record.html, "utf-8")
        self._know(file, record)

    def _know(self, file: File, record: Record) -> None:
        """Take in what there is to know of a page that is written."""
        page = file.page
        assert page
        self.build.names[Path(file.abs_dest_path)] = record.names
        page.present_anchor_ids = set(record.anchors)
        page.links_to_anchors = {self.site.files.src_uris[to]: dict(found) for to, found in record.links.items()}
        self.build.guard.allow(record.scripts)


class _Found:
    """What the search knows of pages: written at once, or held in `sections` where others look at it in the end."""

    def __init__(self, writer: SearchWriter | None) -> None:
        self.sections: Sections = []
        self._writer = writer

    def __enter__(self) -> _Found:
        if self._writer:
            self._writer.__enter__()
        return self

    def add(self, record: Record) -> None:
        """Take in what is known of a page."""
        if self._writer:
            self._writer.add(record.sections)
        else:
            self.sections += record.sections

    def left(self, record: Record) -> Record:
        """The record with the sections that are still to be told."""
        return replace(record, sections=[]) if self._writer else record

    def take(self, part: int, records: Sequence[Record]) -> None:
        """Take in what is known of the pages of a part."""
        if self._writer:
            self._writer.take(part)
        else:
            for record in records:
                self.sections += record.sections

    def end(self) -> None:
        """Everything is known, and the theme's search has written its index."""
        if self._writer:
            self._writer.end()

    def __exit__(self, *_: object) -> None:
        if self._writer:
            self._writer.__exit__()


def _let_go(file: File) -> None:
    """Free the memory of a page that is written; its anchors and links are kept."""
    assert file.page
    file.page.title = file.page.title  # MkDocs finds it in what is freed, and the pages that follow name it
    file.page.content = file.page.markdown = None
    file.page.toc = TableOfContents([])
    if isinstance(file, LazyFile):
        file.forget()
