"""Build: the complete site, built beside the old one and then exchanged with it.

In: a MkDocs configuration file. Out: a folder of static files. The old site is unchanged until the new one is
complete, so bad content, a broken template or a full disk do no harm. Only one build works on a site at a time;
others wait.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.exceptions import MkDocsException, PluginError

from generator.diagnostics import report
from generator.files import named, swap, workplace, workplace_of
from generator.site import configuration, site_settings
from generator.site.output_folder import refuse_unfit

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.diagnostics import Diagnostic

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def loaded(config_file: Path, site_dir: Path, **settings: Any) -> MkDocsConfig:
    """The configuration of a handbook's site, as MkDocs reads it; `settings` override those of the file.

    Raises `PluginError` with findings if MkDocs cannot read it, or if our plugin is not in it.
    """
    _refuse(configuration.findings(config_file))
    config = load_config(str(config_file), site_dir=str(site_dir), **settings)
    if "handbook" not in config.plugins:
        _refuse([site_settings.no_handbook(config_file)])
    return config


def _refuse(found: Sequence[Diagnostic]) -> None:
    if found:
        raise PluginError(report.full(found, report.terminal_language()))


def build_site(
    config_file: Path, site_dir: Path, strict: bool = False, waiting: Callable[[], None] = lambda: None
) -> None:
    """Build into `site_dir`; `waiting` is called where another build of the same site has to end first.

    Raises MkDocs' own `MkDocsException` where the build must stop, `ForeignError` where the folder is none to be
    replaced, and `OSError`.
    """
    place = Path(os.path.realpath(site_dir))
    config = loaded(config_file, workplace_of(place) / "new", strict=strict)
    refuse_unfit(config, place)
    with named(place, always=False), workplace(place, waiting) as work:
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        refuse_unfit(config, place)
        swap(work, place)


def explain(error: BaseException) -> str:
    """The error that stopped a build, in one line: MkDocs' message, else file, line and type.

    Jinja adds the template and its line to the traceback of its errors, so the last template in it is meant.
    """
    if isinstance(error, (MkDocsException, OSError)):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    templates = [frame for frame in frames if Path(frame.filename).suffix in {".jinja", ".html"}]
    place = (templates or frames)[-1]
    return f"{place.filename}:{place.lineno}: {type(error).__name__}: {error}"
