"""Editions: what `exports` are made from, as the site reads it.

In: MkDocs' configuration and what was read, or a configuration file. Out: an `Edition`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.exports.edition import Edition, WrittenPage
from generator.language.i18n import LANGUAGES
from generator.site import languages
from generator.site.build import loaded
from generator.site.handwritten_pages import HandwrittenPage, composed, with_entry_links
from generator.site.mkdocs_setup import THEME
from generator.site.reading import docs, read

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.model.fields import Ref
    from generator.model.handbook import Handbook
    from generator.pipeline.stages import Outcome
    from generator.render.page import Page

_HEADING = re.compile(r"^# +(.*)", re.MULTILINE)
"""The title of a page that has none in its front matter."""

FAMILIES = ("Source Sans 3", "Source Serif 4")
"""The families whose fonts the theme brings."""


class ReadProject(NamedTuple):
    """A project for an export: the edition, unless its settings are broken, the findings, and its configuration."""

    edition: Edition | None
    outcome: Outcome
    config: MkDocsConfig


def edition(
    handbook: Handbook,
    written: Mapping[str, Iterable[HandwrittenPage]],
    config: MkDocsConfig,
    rendered: dict[tuple[str, Ref], Page] | None = None,
) -> Edition:
    """The edition of a site; `config` is that of any language, `rendered` are pages that are made already."""
    pages = {language: tuple(_page(page, handbook, language) for page in found) for language, found in written.items()}
    site = (config.site_url or "").removesuffix(languages.root(languages.of(config)))
    made = {} if rendered is None else rendered
    return Edition(handbook, pages, site, config.use_directory_urls, rendered=made)


def _page(page: HandwrittenPage, handbook: Handbook, language: str) -> WrittenPage:
    heading = _HEADING.search(page.body)
    title = page.title or (heading[1].partition("{:")[0].strip() if heading else page.place)
    description = str(page.meta.get("description") or "")
    return WrittenPage(page.place, title, description, with_entry_links(page, handbook, language), page.path)


def read_project(config_file: Path) -> ReadProject:
    """Read a project as a build does, and build nothing.

    Raises `PluginError` with findings where MkDocs cannot read the configuration, and its other `MkDocsException`s.
    """
    config = loaded(config_file, config_file.parent / "site")
    found = read(config, config.plugins["handbook"].config, serving=False)
    handbook = found.outcome.handbook
    if handbook is None:
        return ReadProject(None, found.outcome, config)
    assets = {language: dict(_assets(docs(config, language))) for language in LANGUAGES}
    plain = edition(handbook, found.written, config)
    made = replace(plain, fonts=_fonts(), assets=assets, config_file=config_file)
    return ReadProject(made, found.outcome, config)


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
