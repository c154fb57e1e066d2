"""The languages of a site: which one MkDocs is building, and the builds of the others.

In: MkDocs' configuration of the first language. Out: the configuration of each other language, and its site, in a
folder of its own. The language of a build stands in `config.extra`: MkDocs gives all builds of a process the same
plugin.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import load_config

from generator.language.i18n import LANGUAGES, SOURCE_LANGUAGE
from generator.site import language_settings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_NAME = "handbook_language"


def of(config: MkDocsConfig) -> str:
    """The language that a configuration is for."""
    language: str = config.extra.setdefault(_NAME, SOURCE_LANGUAGE)
    return language


def is_first(config: MkDocsConfig) -> bool:
    """Whether this is the build that MkDocs was asked for, inside of which the others run."""
    return of(config) == SOURCE_LANGUAGE


def root(language: str) -> str:
    """The folder of a language's site in the whole site."""
    return "" if language == SOURCE_LANGUAGE else f"{language}/"


def others(config: MkDocsConfig, own: Mapping[str, dict[str, Any]], source: bytes) -> Iterator[MkDocsConfig]:
    """The configuration of each other language, read when it is asked for.

    Plugins that last have the options of the language that was read last. `own` holds the settings that each language
    has for itself. `source` is the file as it was read for the first one: an author may save it during a build.
    """
    for language in LANGUAGES[1:]:
        other = _config_for(language, config, own.get(language, {}), source)
        forget_search_language(other)
        yield other


def _config_for(language: str, config: MkDocsConfig, own: dict[str, Any], source: bytes) -> MkDocsConfig:
    other = load_config(
        opened(Path(config.config_file_path), source),
        docs_dir=str(Path(config.docs_dir).parent / language),
        site_dir=str(Path(config.site_dir) / language),
        site_url=posixpath.join(config.site_url, language, "") if config.site_url else "",
        use_directory_urls=config.use_directory_urls,
        strict=config.strict,
        **language_settings.settings(Path(config.config_file_path), own),
    )
    other.extra[_NAME] = language
    other.theme["language"] = language
    return other


def opened(config_file: Path, source: bytes) -> BytesIO:
    """A configuration as MkDocs takes one that is open already."""
    stream = BytesIO(source)
    stream.name = str(config_file)
    return stream


def forget_search_language(config: MkDocsConfig) -> None:
    """Before a language is configured: Material's search keeps the one that it derived last."""
    for name, plugin in config.plugins.items():
        if name.endswith("search"):
            plugin.config["lang"] = None
