"""Completion: what is done to pages and files once MkDocs has made them.

In: the HTML of a page; the folder of a site. Out: pages without the theme's faults, and the files that need every
page: the search's index, the style sheet, the headers, the mark of the folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.files import mark
from generator.site import css, languages, reproducible, scripts, search_index
from generator.site.html import theme_fixes

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.site.session import Build


def finish(output: str, name: str) -> str:
    """What a template made, without the theme's faults; `name` tells whether it is a page."""
    return theme_fixes.finish(output) if name.endswith(".html") else output


def of_language(config: MkDocsConfig, build: Build) -> None:
    """Complete the site of one language."""
    site = Path(config.site_dir)
    search_index.prepare(site, build.handbook, languages.of(config), config.use_directory_urls)
    if not build.serving:
        scripts.shorten(site)
        css.write(site, build.cache, build.names, config.theme.get("features") or ())
    if (sitemap := site / "sitemap.xml").is_file():
        reproducible.compress(sitemap)


def of_site(config: MkDocsConfig, build: Build) -> None:
    """Complete the whole site, when all languages are in it."""
    site = Path(config.site_dir)
    mark(site)
    if config.use_directory_urls:
        build.guard.write_headers(site, config.site_url)
