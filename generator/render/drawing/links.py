"""Links in drawings: they lead to pages, as nobody else rewrites links inside SVG.

In: the text of a page, Markdown or HTML, whose drawings link to Markdown files. Out: the same text with addresses.
"""

from __future__ import annotations

import posixpath
import re

from generator.render.page import url

_DRAWING = re.compile(r"<svg\b[^<]*(?:<(?!/?svg\b)[^<]*)*</svg>")
_DRAWN_LINK = re.compile(r'(?<= href=")([^":#]+\.md)(?=["#])')


def with_drawn_links(html: str, here: str, directory_urls: bool) -> str:
    """A page in which the links of its drawings lead to pages: nobody else rewrites links inside SVG.

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
