"""The whole site: every language, and the data, in a process of their own, where the system can.

In: MkDocs' configuration of the first language. Out: the complete site in its folder.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort, BuildError
from mkdocs.utils import clean_directory

from generator.pipeline.stages import Outcome
from generator.site import completion, languages, page_files
from generator.site.apart import Told, apart, warnings_of
from generator.site.language_site import LanguageSite, Search
from generator.site.page_records import serves
from generator.site.plugin import HandbookPlugin
from generator.site.reading import report_findings
from generator.site.texts import Texts
from generator.site.whole_language import WholeLanguage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.files.cache import Cache

log = logging.getLogger("mkdocs.handbook")

Progress = Callable[[int, int], None]
"""Told how many pages are made, and how many there are."""


def build(config: MkDocsConfig, cache: Cache | None, progress: Progress) -> bool:
    """Build the site of every language. Returns whether nothing at all was found on the way.

    Raises MkDocs' `Abort` and `PluginError` where the build must stop, and what templates and plugins raise.
    """
    plugin = config.plugins["handbook"]
    assert isinstance(plugin, HandbookPlugin)
    start = time.time()
    try:
        with warnings_of("mkdocs") as count:
            told = list(_all_languages(config, plugin, cache, progress))
            for one in told:
                plugin.build.guard.absorb(one.noted)
            completion.of_site(config, plugin.build)
            plugin.session.date.unset()
            found = Outcome(plugin.build.handbook, tuple(plugin.build.guard.findings()))
            report_findings(found, stop=False, strict=False)
        if cache:
            cache.bound(since=start)
        counts = Counter(dict(count.get_counts()))
        for one in told:
            counts.update(one.warnings)
        if config.strict and counts:
            said = ", ".join(f"{number} {name.lower()}s" for name, number in counts.items())
            raise Abort(f"Aborted with {said} in strict mode!")
    except Exception as error:
        config.plugins.on_build_error(error=error)
        if isinstance(error, BuildError):
            log.error(str(error))
            raise Abort("Aborted with a BuildError!") from error
        raise
    return not counts


def _all_languages(
    config: MkDocsConfig, plugin: HandbookPlugin, cache: Cache | None, progress: Progress
) -> Iterator[Told]:
    plugin.session.cache = cache
    config = config.plugins.on_config(config)
    plugin.build.apart = True
    plugin.build.cache = cache
    if cache and serves(config):
        plugin.build.texts = Texts(plugin.build.handbook, plugin.session.roots, cache)
    config.plugins.on_pre_build(config=config)
    clean_directory(config.site_dir)
    search = Search(config)
    # The list of its pages first: the others must know which of them the settings have left out.
    first = LanguageSite(config, search, plugin.build)
    with apart(_other_languages, config, plugin, cache) as others, apart(_data, first) as data:
        yield _written(first, cache, progress)
        yield others()
        yield data()


def _data(site: LanguageSite) -> Told:
    """The data of the whole handbook, given the site of the first language. Other plugins find them in that already."""
    if serves(site.config):
        page_files.write_data(site.files, site.config, site.build)
    return Told()


def _other_languages(config: MkDocsConfig, plugin: HandbookPlugin, cache: Cache | None) -> Told:
    """The other languages, each from its first event on; `config` is that of the first."""
    warnings = Counter[str]()
    for other in languages.others(config, plugin.config.languages, plugin.build.source):
        each = other.plugins.on_config(other)
        each.plugins.on_pre_build(config=each)
        told = _written(LanguageSite(each, Search(each), plugin.build), cache, lambda _made, _all: None)
        warnings.update(told.warnings)
    return Told(noted=plugin.build.guard.noted(), warnings=warnings)


def _written(site: LanguageSite, cache: Cache | None, progress: Progress) -> Told:
    total, made = len(site.pages), 0

    def count() -> None:
        nonlocal made
        made += 1
        progress(made, total)

    return WholeLanguage(site, cache).write(count)
