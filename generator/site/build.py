"""Build: the complete site, made beside the old one and swapped in.

In: a MkDocs configuration file. Out: a folder of static files. Until the new site is complete, the old one is
untouched; so bad content, a broken template or a full disk leave what is published as it was. One build works on a site
at a time; the others wait.
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
    """The configuration of a handbook's site, as MkDocs reads it; `settings` come before those of the file.

    Raises MkDocs' own `PluginError` with findings where MkDocs cannot read it, or the handbook would not be in it.
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
    """What stopped a build, in one line: MkDocs' own words, else the place of the fault and its name.

    Jinja puts the template and its line into the traceback of its errors, so the last place is the template's.
    """
    if isinstance(error, (MkDocsException, OSError)):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    templates = [frame for frame in frames if Path(frame.filename).suffix in {".jinja", ".html"}]
    place = (templates or frames)[-1]
    return f"{place.filename}:{place.lineno}: {type(error).__name__}: {error}"
