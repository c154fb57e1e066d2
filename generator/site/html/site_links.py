"""Links of hand-written pages to files of the site, such as its data, which are no pages.

In: the HTML of a page, in which an author's `<a href="/data/…">` counts from the root of the site. Out: the same HTML
with links that hold below any address, and on a disk.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.postprocessors import Postprocessor

if TYPE_CHECKING:
    from markdown import Markdown

_FROM_ROOT = re.compile(r'(<a href=")/(?=[^/"])')


class SiteLinks(Postprocessor):
    """Changes the links of a page once its raw HTML is in it; `root` is the way from the page to the root."""

    def __init__(self, md: Markdown, root: str) -> None:
        super().__init__(md)
        self._root = root

    def run(self, text: str) -> str:
        """The HTML of the page with such links changed."""
        return _FROM_ROOT.sub(rf"\g<1>{self._root}/", text)
