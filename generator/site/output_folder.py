"""The folder of the site: whether a build may replace what stands there.

In: MkDocs' configuration, with our plugin in it. Out: nothing, or an error that says why not.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from generator.diagnostics import report
from generator.files import ForeignError, unfit
from generator.language.i18n import LANGUAGES, words
from generator.pipeline.content_folders import folder
from generator.site.mkdocs_setup import THEME
from generator.site.reading import docs

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def refuse_unfit(config: MkDocsConfig, site_dir: Path) -> None:
    """Raises `ForeignError` where a build must not replace what stands in `site_dir`."""
    project = Path(config.config_file_path).parent
    plugin = config.plugins.get("handbook")
    names = plugin.config["content"] if plugin else []
    own = [str(THEME), config.theme.custom_dir] if config.theme.custom_dir else [str(THEME)]
    sources = [docs(config, language) for language in LANGUAGES]
    sources += [Path(config.docs_dir), *(folder(name, project) for name in names), *map(Path, own)]
    if (parent := Path(config.docs_dir).parent) != project:
        sources.append(parent)
    if reason := unfit(site_dir, project, sources):
        raise ForeignError(site_dir, reason)


def stop_at_foreign(config: MkDocsConfig) -> None:
    """MkDocs empties the folder of the site: before it does, look whether it may. Raises `PluginError`."""
    try:
        refuse_unfit(config, Path(config.site_dir))
    except ForeignError as error:
        find = words(report.terminal_language())
        raise PluginError(f"handbook: {find(f'cli.foreign.{error.reason}', path=str(error.path))}") from error
