"""What lasts from one event of MkDocs to the next: the build under way, and the preview that it belongs to.

In: MkDocs' configuration and our options. Out: a `Build`, with which both languages of a site are made. A `Session`
lasts as long as MkDocs keeps the plugin, so through all the builds of a preview.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from generator.editorial import translations
from generator.site import downloads, mkdocs_setup, output_folder, reading
from generator.site.guarding import Guard
from generator.site.html.glossary_links import Terms
from generator.site.reproducible import BuildDate

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.files.cache import Cache
    from generator.model.handbook import Entry, Handbook
    from generator.pipeline.stages import Outcome
    from generator.site.downloads import Offered
    from generator.site.handwritten_pages import HandwrittenPage
    from generator.site.navigation import Twins
    from generator.site.options import Options
    from generator.site.reading import SiteMemory, SiteReading
    from generator.site.texts import Texts


@dataclass
class Build:
    """One build of the site, in all languages: what it is made from, and what is noted while it is made.

    `written` holds the hand-written pages by language; those that the settings exclude are taken out on the way.
    `source` is the configuration as it was read for the first language. The other languages are built inside of that
    one, unless each is built `apart`. `texts` gives the Markdown of pages, where a `cache` may be used.
    `names` has the classes and ids of the pages that are written, for the style sheet; `offered` the documents that
    pages offer, by language.
    `twins` gives, for each hand-written page's key, its place in each language. `documents` is a folder of those that
    are published with the site.
    """

    handbook: Handbook
    options: Options
    serving: bool
    written: dict[str, list[HandwrittenPage]]
    guard: Guard
    source: bytes
    documents: Path | None = None
    apart: bool = False
    cache: Cache | None = None
    texts: Texts | None = None
    twins: Twins = field(default_factory=dict)
    names: dict[Path, Sequence[str]] = field(default_factory=dict)
    offered: dict[str, Offered] = field(default_factory=dict)
    _terms: dict[str, tuple[object, Sequence[Entry], Terms]] = field(default_factory=dict)

    def terms(self, language: str) -> Terms:
        """The glossary's terms in a language: the very same ones while its entries are the same."""
        catalog = self.handbook.catalog
        entries = self.handbook.of(catalog.terms)
        known = self._terms.get(language)
        if known and known[0] is catalog and len(known[1]) == len(entries) and all(map(is_, known[1], entries)):
            return known[2]
        self._terms[language] = (catalog, entries, Terms(self.handbook, language))
        return self._terms[language][2]


@dataclass
class Session:
    """What one build leaves for the next: in a preview, the last good handbook, and who wants to hear of findings.

    `documents` is a folder of those to publish with the site, `cache` is what builds keep. With a `memory`, a reading
    is quick, and leaves to `reading.later` what takes longer to find.
    """

    serving: bool = False
    handbook: Handbook | None = None
    roots: list[Path] = field(default_factory=list)
    listener: Callable[[Outcome], None] | None = None
    date: BuildDate = field(default_factory=BuildDate)
    source: bytes = b""
    documents: Path | None = None
    cache: Cache | None = None
    memory: SiteMemory | None = None
    reading: SiteReading | None = None

    def start(self, command: str, dirty: bool) -> None:
        """Forget the project before, as MkDocs keeps the plugin for all projects of a process. Raises `PluginError`."""
        if dirty:
            raise PluginError("handbook: --dirty is not supported, as every page comes from the content.")
        self.serving = command == "serve"
        self.handbook = self.listener = self.memory = self.reading = self.cache = None
        self.source = b""

    def begin(self, config: MkDocsConfig, options: Options) -> Build:
        """Read everything for a build, before MkDocs deletes anything. Raises `PluginError` where there is none."""
        mkdocs_setup.refuse_wrong_order(config)
        output_folder.stop_at_foreign(config)
        self.date.set(Path(config.config_file_path).parent)
        found = (
            reading.begun(config, options, self.memory)
            if self.memory
            else reading.read(config, options, self.serving, self.cache)
        )
        self.reading = found
        self.roots = found.roots
        if self.listener:
            self.listener(found.outcome)
        if self.serving:
            # `serve --strict` would count our messages and stop answering.
            config.strict = False
        reading.report_findings(found.outcome, stop=not self.serving, strict=config.strict)
        if found.outcome.handbook and (not found.outcome.has_errors or self.handbook is None):
            self.handbook = translations.marked(found.outcome.handbook, found.roots)
        if self.handbook is None:
            raise PluginError("handbook: there is no handbook to build.")
        downloads.stop_at_none(self.handbook, self.documents)
        guard = Guard(Path(config.config_file_path), options.scripts)
        source = self.source or Path(config.config_file_path).read_bytes()
        return Build(self.handbook, options, self.serving, found.written, guard, source, self.documents)
