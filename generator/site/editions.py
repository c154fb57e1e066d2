"""Editions: what `exports` are made from, as the site has it.

In: MkDocs' configuration and what was read for it. Out: an `Edition`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from generator.exports.edition import Edition, WrittenPage
from generator.render.page import read
from generator.site import languages
from generator.site.handwritten_pages import HandwrittenPage, with_entry_links

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.model.fields import Ref
    from generator.model.handbook import Handbook
    from generator.render.page import Page

_HEADING = re.compile(r"^# +(.*)", re.MULTILINE)
"""The title of a page that has none in its front matter."""


def edition(
    handbook: Handbook,
    written: Mapping[str, Iterable[HandwrittenPage]],
    config: MkDocsConfig,
    markdown: Callable[[Ref, str], str] | None = None,
) -> Edition:
    """The edition of a site; `config` is that of any language, `markdown` knows the Markdown of generated pages."""
    pages = {language: tuple(_page(page, handbook, language) for page in found) for language, found in written.items()}
    site = (config.site_url or "").removesuffix(languages.root(languages.of(config)))
    plain = Edition(handbook, pages, site, config.use_directory_urls)
    return plain if markdown is None else replace(plain, render=partial(_known, markdown))


def _known(markdown: Callable[[Ref, str], str], handbook: Handbook, key: Ref, language: str) -> Page:
    """A page that the site has made."""
    return read(markdown(key, language), key, language, handbook.catalog.uri(key, language))


def _page(page: HandwrittenPage, handbook: Handbook, language: str) -> WrittenPage:
    heading = _HEADING.search(page.body)
    title = page.title or (heading[1].partition("{:")[0].strip() if heading else page.place)
    description = str(page.meta.get("description") or "")
    return WrittenPage(page.place, title, description, with_entry_links(page, handbook, language), page.path)
