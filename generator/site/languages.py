"""The languages of a site: which one MkDocs is building, and the builds of the others.

In: MkDocs' configuration of the first language. Out: the configuration of each other language, and its site, in a
folder of its own. The language of a build stands in `config.extra`: MkDocs gives all builds of a process the same
plugin.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.exceptions import PluginError

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


def others(config: MkDocsConfig, own: Mapping[str, dict[str, Any]]) -> list[MkDocsConfig]:
    """The configuration of each other language; `own` holds the settings that each has for itself.

    To be called as soon as the first language's is read: an author may save the file while a site is built. Raises
    `PluginError` if our plugin is no longer in it.
    """
    found = [_config_for(language, config, own.get(language, {})) for language in LANGUAGES[1:]]
    for other in found:
        if "handbook" not in other.plugins:
            raise PluginError(f"handbook: {config.config_file_path} was changed while it was read.")
    return found


def build_others(config: MkDocsConfig, configs: Sequence[MkDocsConfig]) -> None:
    """Build the site of each other language."""
    for other in configs:
        forget_search_language(other)
        build(other)
    forget_search_language(config)


def _config_for(language: str, config: MkDocsConfig, own: dict[str, Any]) -> MkDocsConfig:
    other = load_config(
        config.config_file_path,
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


def forget_search_language(config: MkDocsConfig) -> None:
    """Before a language is configured: Material's search keeps the one that it derived last."""
    for name, plugin in config.plugins.items():
        if name.endswith("search"):
            plugin.config["lang"] = None
