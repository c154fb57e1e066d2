"""Loading: the configuration of a handbook's site.

In: a MkDocs configuration file. Out: the configuration as MkDocs has it, with our plugin in it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import load_config
from mkdocs.exceptions import PluginError

from generator.diagnostics import report
from generator.site import configuration, languages, site_settings
from generator.site.plugin import HandbookPlugin

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.diagnostics import Diagnostic

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def loaded(config_file: Path, site_dir: Path, documents: Path | None = None, **settings: Any) -> MkDocsConfig:
    """The configuration of a handbook's site, as MkDocs reads it; `settings` override those of the file.

    `documents` is a folder of those to publish with the site.

    Raises `PluginError` with findings if MkDocs cannot read it, or if our plugin is not in it.
    """
    _refuse(configuration.findings(config_file))
    source = config_file.read_bytes()
    config = load_config(languages.opened(config_file, source), site_dir=str(site_dir), **settings)
    if "handbook" not in config.plugins:
        _refuse([site_settings.no_handbook(config_file)])
    plugin = config.plugins["handbook"]
    assert isinstance(plugin, HandbookPlugin)
    plugin.session.source, plugin.session.documents = source, documents
    return config


def _refuse(found: Sequence[Diagnostic]) -> None:
    if found:
        raise PluginError(report.full(found, report.terminal_language()))
