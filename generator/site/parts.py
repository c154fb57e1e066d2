"""Parts: what the whole site consists of, each of which a process can make for itself.

In: MkDocs' configuration of the first language. Out: the site of that language, the sites of the others, and the data
of the handbook, each written into the folder of the whole site.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.site import languages, page_files
from generator.site.apart import Told
from generator.site.language_site import LanguageSite, Search
from generator.site.page_records import serves
from generator.site.texts import Texts
from generator.site.whole_language import WholeLanguage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.files.cache import Cache
    from generator.site.plugin import HandbookPlugin

Progress = Callable[[int, int], None]
"""Told how many pages are made, and how many there are."""


def read(config: MkDocsConfig, plugin: HandbookPlugin, cache: Cache | None) -> MkDocsConfig:
    """Read the project; MkDocs' configuration of the first language. Raises `PluginError` where the build must stop."""
    plugin.session.cache = cache
    config = config.plugins.on_config(config)
    plugin.build.apart = True
    plugin.build.cache = cache
    if cache and serves(config):
        plugin.build.texts = Texts(plugin.build.handbook, plugin.session.roots, cache)
    config.plugins.on_pre_build(config=config)
    return config


def first(config: MkDocsConfig, plugin: HandbookPlugin) -> LanguageSite:
    """The site of the first language. To be made before the others: it tells which pages the settings leave out."""
    return LanguageSite(config, Search(config), plugin.build)


def others(config: MkDocsConfig, plugin: HandbookPlugin, cache: Cache | None) -> Told:
    """Write the other languages, each from its first event on; `config` is that of the first."""
    warnings = Counter[str]()
    for other in languages.others(config, plugin.config.languages, plugin.build.source):
        each = other.plugins.on_config(other)
        each.plugins.on_pre_build(config=each)
        told = written(LanguageSite(each, Search(each), plugin.build), cache, lambda _made, _all: None)
        warnings.update(told.warnings)
    return Told(noted=plugin.build.guard.noted(), warnings=warnings)


def data(site: LanguageSite) -> Told:
    """Write the data of the handbook, given the site of the first language. Other plugins find them in that already."""
    if serves(site.config):
        page_files.write_data(site.files, site.config, site.build)
    return Told()


def written(site: LanguageSite, cache: Cache | None, progress: Progress) -> Told:
    """Write the site of a language."""
    total, made = len(site.pages), 0

    def count() -> None:
        nonlocal made
        made += 1
        progress(made, total)

    return WholeLanguage(site, cache).write(count)
