"""Links in drawings: they lead to pages, as nobody else rewrites links inside SVG.

In: the HTML of a page, whose drawings link to Markdown files. Out: the same HTML with addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.postprocessors import Postprocessor

from generator.render.drawing.links import with_drawn_links

if TYPE_CHECKING:
    from markdown import Markdown


class DrawnLinks(Postprocessor):
    """Changes the drawings of a page once its raw HTML is in it; `here` is the `uri` of the page."""

    def __init__(self, md: Markdown, here: str, directory_urls: bool) -> None:
        super().__init__(md)
        self._here = here
        self._directory_urls = directory_urls

    def run(self, text: str) -> str:
        """The HTML of the page with the links of its drawings changed."""
        return with_drawn_links(text, self._here, self._directory_urls)
