"""The parts of the single page: each page of the handbook as HTML that can stand beside all others.

In: an edition and a language. Out: `Part`s. Ids and what refers to them get the name of their page before them, links
to pages become anchors, pictures are put in, and what would run or load something is taken out.
"""

from __future__ import annotations

import mimetypes
import posixpath
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.exports.edition import Edition, folder
from generator.language.markup import typeset
from generator.model.catalog import HOME, HOME_URI
from generator.model.fields import Ref
from generator.render.page import url
from generator.render.view import View

EXTENSIONS = ("admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "tables", "toc")
_CONFIGS: Mapping[str, dict[str, Any]] = {
    "tables": {"use_align_attribute": True},  # the policy lets no style of an element have effect
    "toc": {"permalink": False},
}
_REMOVED = (
    "script, style, iframe, object, embed, link, meta, base, form, template, button, audio, video, source, portal"
)
_NAMING = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "headers", "list", "id", "name")
"""The attributes that hold ids."""

_LOADING = ("srcset", "background", "poster", "action", "formaction", "ping", "data", "cite", "style", "srcdoc")
_WITHIN = "."
"""Stands between the anchor of a page and an id of its own; no anchor of a page has it."""

_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml", "image/avif")


@dataclass(frozen=True, slots=True)
class Part:
    """A page in the single page: its anchor, title, section and HTML; `is_under` the index of its kind."""

    anchor: str
    title: str
    section: str
    is_under: bool
    html: str


def parts(edition: Edition, language: str, only: Ref | None = None) -> Iterator[Part]:
    """Every page in reading order, those written by hand last; or one alone, whose links lead to the published site."""
    view = View(edition.handbook, language, HOME)
    sections = {intro.name: view.plain(section.title) for section in view.sections for intro in section.intros}
    keys = edition.keys if only is None else [only]
    known = {edition.handbook.catalog.uri(key, language) for key in keys}
    written_pages = edition.written.get(language, ()) if only is None else ()
    known |= {page.uri for page in written_pages}
    for key in keys:
        page = edition.page(key, language)
        html = _html(page.body, _Place(page.uri, known, elsewhere=partial(_published, edition, language)))
        yield Part(anchor(page.uri), page.title, sections.get(key.kind, ""), bool(key.id), html)
    other = view.text(view.word("llms.about"))
    for written in written_pages:
        html = _html(typeset(written.body, language), _Place(written.uri, known, written.path.parent))
        yield Part(anchor(written.uri), written.title, other, False, html)


def anchor(uri: str) -> str:
    """The anchor of a page, given its place among the Markdown files."""
    return "home" if uri == HOME_URI else uri.removesuffix(".md").removesuffix("/index").replace("/", "--")


def _published(edition: Edition, language: str, uri: str) -> str | None:
    """Where a page of the handbook stands on the web; None where it is not published."""
    return edition.full(folder(language) + url(uri, edition.directory_urls)) if edition.site else None


class _Place:
    """The page whose HTML is made: its place, the places of all pages in the file, and the folder of its pictures.

    `elsewhere` gives the web address of a page that is not in the file, if it has one.
    """

    def __init__(
        self,
        uri: str,
        known: set[str],
        folder: Path | None = None,
        elsewhere: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        self.uri, self.known, self.folder, self.elsewhere = uri, known, folder, elsewhere
        self.anchor = anchor(uri)

    def link(self, target: str) -> str | None:
        """Where a link leads in the single page; None where it leads nowhere."""
        if _WEB.match(target):
            return target
        path, _, name = target.partition("#")
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(self.uri), unquote(path))) if path else self.uri
        if uri not in self.known:
            address = self.elsewhere(uri) if uri.endswith(".md") else None
            return address and address + (f"#{name}" if name else "")
        return f"#{anchor(uri)}" + (f"{_WITHIN}{name}" if name else "")

    def picture(self, source: str) -> str | None:
        """A picture beside the file of the page as a `data:` address; None for one that is not there."""
        if self.folder is None or _WEB.match(source):
            return None
        file, kind = self.folder / unquote(source.partition("?")[0]), mimetypes.guess_type(source)[0]
        if kind not in _PICTURES or not file.is_file():
            return None
        return f"data:{kind};base64,{b64encode(file.read_bytes()).decode()}"


def _html(body: str, place: _Place) -> str:
    converter = Markdown(extensions=list(EXTENSIONS), extension_configs=dict(_CONFIGS))
    converter.block_level_elements.append("caption")
    tree = LexborHTMLParser(f"<!doctype html><body>{converter.convert(body)}")
    assert tree.body is not None
    for node in tree.css(_REMOVED):
        node.decompose()
    for node in tree.body.traverse(include_text=False):
        if node.attributes:
            _rewrite(node, place)
    return _lower_headings(tree.body.inner_html or "")


def _rewrite(node: LexborNode, place: _Place) -> None:
    """Make the attributes of an element right for where it stands now."""
    for name, value in node.attributes.items():
        bare = name.lower().rpartition(":")[2]
        if bare.startswith("on") or bare in _LOADING:
            del node.attrs[name]
        elif name in _NAMING:
            node.attrs[name] = " ".join(f"{place.anchor}{_WITHIN}{each}" for each in (value or "").split())
        elif bare == "href":
            _set(node, name, place.link(value or ""))
        elif bare == "src":
            _set(node, name, place.picture(value or ""))


def _set(node: LexborNode, name: str, value: str | None) -> None:
    if value is None:
        del node.attrs[name]
    else:
        node.attrs[name] = value


def _lower_headings(html: str) -> str:
    """The headings of a page one level lower: the title of the handbook stands above them."""
    return re.sub(r"(</?h)([1-5])(?=[\s>])", lambda found: f"{found[1]}{int(found[2]) + 1}", html)
