"""Editions: what `exports` are made from, as the site has it.

In: MkDocs' configuration and what was read for it. Out: an `Edition`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from generator.exports.edition import Edition, WrittenPage
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
