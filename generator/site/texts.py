"""The Markdown of pages, made once for as long as what it is made from is the same.

In: the handbook, and the cache. Out: the Markdown of a page: from the cache where everything that the page asked of
the handbook has the same answer as then, else made anew and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.files import digests
from generator.pipeline import catalog
from generator.render.pages import render_page
from generator.render.tracing import Values, traced

if TYPE_CHECKING:
    from generator.files.cache import Cache
    from generator.model.fields import Ref
    from generator.model.handbook import Handbook

_SHELF = "texts"


class Texts:
    """The Markdown of the pages of one handbook."""

    def __init__(self, handbook: Handbook, roots: Sequence[Path], cache: Cache) -> None:
        self._handbook, self._cache, self._values = handbook, cache, Values(handbook)
        self._digests: dict[tuple[str, str], str] = {}
        own = digests.of_folders([*catalog.folders(roots)])
        self._common = digests.of(digests.of_generator(), own, handbook.setup.document.text, str(handbook.drafts))

    def of(self, key: Ref, language: str) -> str:
        """The Markdown of a page. Raises `jinja2.TemplateError` where a template is at fault."""
        name = digests.of(self._common, str(key), language)
        known = self._cache.get(_SHELF, name)
        if known and all(self._digest(sort, about) == value for sort, about, value in known["asked"]):
            return str(known["text"])
        handbook = traced(self._handbook)
        text = render_page(handbook, key, language).markdown
        asked = [(sort, about, self._digest(sort, about)) for sort, about in handbook.asked]
        self._cache.put(_SHELF, name, {"asked": asked, "text": text})
        return text

    def _digest(self, sort: str, about: str) -> str:
        """The digest of what the handbook answers, found once: many pages ask the same."""
        asked = (sort, about)
        if asked not in self._digests:
            self._digests[asked] = digests.of(self._values.of(asked))
        return self._digests[asked]
