"""Project: everything of a handbook's project that an export needs, read as a build reads it.

In: a configuration file. Out: an `Edition` with the fonts of the theme and what stands beside hand-written pages, and
the findings. Nothing is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.language.i18n import LANGUAGES
from generator.site import editions
from generator.site.handwritten_pages import composed
from generator.site.loading import loaded
from generator.site.mkdocs_setup import THEME
from generator.site.reading import docs, read

if TYPE_CHECKING:
    from generator.exports.edition import Edition
    from generator.pipeline.stages import Outcome

FAMILIES = ("Source Sans 3", "Source Serif 4")
"""The families whose fonts the theme brings."""


class ReadProject(NamedTuple):
    """A project for an export: the edition, unless its settings are broken, and the findings."""

    edition: Edition | None
    outcome: Outcome


def read_project(config_file: Path) -> ReadProject:
    """Read a project as a build does.

    Raises `PluginError` with findings where MkDocs cannot read the configuration, and its other `MkDocsException`s.
    """
    config = loaded(config_file, config_file.parent / "site")
    found = read(config, config.plugins["handbook"].config, serving=False)
    handbook = found.outcome.handbook
    if handbook is None:
        return ReadProject(None, found.outcome)
    assets = {language: dict(_assets(docs(config, language))) for language in LANGUAGES}
    plain = editions.edition(handbook, found.written, config)
    made = replace(plain, fonts=_fonts(), assets=assets, config_file=config_file)
    return ReadProject(made, found.outcome)


def _assets(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What stands beside hand-written pages; MkDocs leaves out what starts with a dot."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if path.is_file() and path.suffix != ".md" and not any(part.startswith(".") for part in place.parts):
            yield composed(place.as_posix()), path.read_bytes()


def _fonts() -> dict[str, bytes]:
    """The fonts of the theme, by family."""
    folder = THEME / "assets" / "fonts"
    return {name: (folder / f"{name.lower().replace(' ', '-')}.woff2").read_bytes() for name in FAMILIES}
