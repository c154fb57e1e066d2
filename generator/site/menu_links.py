"""Menu links: the items of the menu that many pages share, each filled in once for all pages of a folder.

In: an item of the navigation, a page, and the template's macro that fills the item in. Out: its HTML. Pages of one
folder name any other place alike, so what they name is the same to the last sign.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from mkdocs.structure import StructureItem
    from mkdocs.structure.pages import Page

_SHOWN = ("icon", "status", "subtitle")
"""What an author may write into a page for the menu: an item that has any is filled in for each page."""

Fill = Callable[["StructureItem"], Markup]


class MenuLinks:
    """The items that are filled in."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, str], Markup] = {}

    def __call__(self, fill: Fill, item: StructureItem, page: Page | None) -> Markup:
        """An item that is no section, as a page that is not the item itself shows it."""
        url = str(getattr(item, "url", ""))
        if not page or url.startswith(page.url) or any(getattr(item, "meta", {}).get(name) for name in _SHOWN):
            return fill(item)
        key = (str(item.title), url, posixpath.dirname(page.url.rstrip("/")))
        if key not in self._made:
            self._made[key] = fill(item)
        return self._made[key]
