"""Build: the complete site, made beside the old one and swapped in.

In: a MkDocs configuration file. Out: a folder of static files. Until the new site is complete, the old one is
untouched; so bad content, a broken template or a full disk leave what is published as it was.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import traceback
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.exceptions import MkDocsException, PluginError

from generator import configuration, report

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def refuse_unreadable(config_file: Path) -> None:
    """Raise MkDocs' own `PluginError` with our findings where a configuration cannot be handed to MkDocs."""
    if found := configuration.findings(config_file):
        raise PluginError(report.full(found, report.terminal_language()))


def build_site(config_file: Path, site_dir: Path, strict: bool = False) -> None:
    """Build into `site_dir`. Raises MkDocs' own `MkDocsException` where the build must stop, and `OSError`."""
    refuse_unreadable(config_file)
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{site_dir.name}-", dir=site_dir.parent) as place:
        fresh = Path(place) / "new"
        config = load_config(str(config_file), site_dir=str(fresh), strict=strict)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        swap(fresh, site_dir, Path(place) / "old")


def swap(fresh: Path, site_dir: Path, aside: Path) -> None:
    """Put `fresh` in the place of `site_dir`, which is moved `aside`. On failure the old site is put back."""
    if site_dir.exists():
        site_dir.rename(aside)
    try:
        fresh.rename(site_dir)
    except OSError:
        if aside.exists():
            shutil.move(aside, site_dir)
        raise


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
