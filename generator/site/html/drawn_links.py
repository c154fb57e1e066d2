"""Links in drawings: they lead to pages, as nobody else rewrites links inside SVG.

In: the HTML of a page, whose drawings link to Markdown files. Out: the same HTML with addresses.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from markdown.postprocessors import Postprocessor

from generator.render.page import url

if TYPE_CHECKING:
    from markdown import Markdown

_DRAWING = re.compile(r"<svg\b[^<]*(?:<(?!/?svg\b)[^<]*)*</svg>")
_DRAWN_LINK = re.compile(r'(?<= href=")([^":#]+\.md)(?=["#])')


def with_drawn_links(html: str, here: str, directory_urls: bool) -> str:
    """A page's HTML in which the links of its drawings lead to pages: nobody else rewrites links inside SVG.

    `here` is the `uri` of the page, as the links are relative to it.
    """

    def address(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(here), link[1]))
        start = url(here, directory_urls)
        folder = start if start.endswith("/") else posixpath.dirname(start)
        place = url(target, directory_urls)
        way = posixpath.relpath("/" + place, "/" + folder)
        return way + "/" if place.endswith("/") or not place else way

    return _DRAWING.sub(lambda drawing: _DRAWN_LINK.sub(address, drawing[0]), html)


class DrawnLinks(Postprocessor):
    """Changes the drawings of a page once its raw HTML is in it; `here` is the `uri` of the page."""

    def __init__(self, md: Markdown, here: str, directory_urls: bool) -> None:
        super().__init__(md)
        self._here = here
        self._directory_urls = directory_urls

    def run(self, text: str) -> str:
        """The HTML of the page with the links of its drawings changed."""
        return with_drawn_links(text, self._here, self._directory_urls)
