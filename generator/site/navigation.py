"""The navigation of the site: its order, its bounds, and the way to the other language.

In: the handbook, and MkDocs' pages. Out: the `nav` that MkDocs reads; for each page, a sidebar whose size
does not grow with the handbook; and the addresses of the same page in every language.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import urljoin, urlsplit
from weakref import WeakKeyDictionary

from mkdocs.structure.nav import Link, Navigation, Section

from generator.language.i18n import LANGUAGES, SOURCE_LANGUAGE, Words, typeset_words, words
from generator.language.markup import typography
from generator.model.catalog import HOME_URI, Catalog
from generator.model.fields import Ref
from generator.model.handbook import Handbook
from generator.render.page import url
from generator.render.pages import page_title, plan
from generator.site import languages, page_key
from generator.site.handwritten_pages import LAST, HandwrittenPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.pages import Page

Twins = Mapping[str, Mapping[str, str]]
"""For the key of each hand-written page, its place in each language."""

NEIGHBOURS = 12
"""How many entries of the current kind the sidebar shows, at most."""


def build(handbook: Handbook, language: str, written: Sequence[HandwrittenPage], places: Collection[str]) -> list[Any]:
    """The navigation in reading order, in the form of MkDocs' `nav` setting, of the pages that have these `places`.

    Pages that are neither of the handbook nor written by hand come from other plugins: they stand at the end.
    """
    nav: list[Any] = [{_title(handbook.settings.title, language): HOME_URI}]
    for section in handbook.settings.sections:
        items = [
            _item(handbook, intro.name, _title(intro.title, language), language)
            for intro in section.intros
            if handbook.lists(intro.name)
        ]
        if items:
            nav.append({_title(section.title, language): items})
    known = {handbook.catalog.uri(key, language) for key in plan(handbook)} | {page.place for page in written}
    guide = [page for page in written if page.place in places]
    guide += [HandwrittenPage(place, place, LAST) for place in sorted(set(places) - known)]
    if guide:
        nav.append({typeset_words(language)("site.guide"): _guide_items(guide)})
    return nav


def _guide_items(written: Sequence[HandwrittenPage]) -> list[Any]:
    """The hand-written pages; those of a folder that has an index page stand under it, bounded like a kind's."""
    folders = {posixpath.dirname(page.place): page for page in written if posixpath.basename(page.place) == "index.md"}
    items: list[Any] = []
    for page in written:
        folder = posixpath.dirname(page.place)
        if folders.get(folder) is page:
            others = [other.place for other in written if posixpath.dirname(other.place) == folder and other != page]
            items.append({page.title or folder: [page.place, *others]})
        elif folder not in folders:
            items.append(page.place)
    return items


def _title(text: Any, language: str) -> str:
    served = text.served(language)
    return typography(served.text, served.language)


def _item(handbook: Handbook, name: str, title: str, language: str) -> dict[str, Any]:
    index = Ref(name, "")
    if handbook.catalog.places[name].layout != "page":
        return {title: handbook.catalog.uri(index, language)}
    pages = (index, *handbook.pages(name))
    return {title: [{page_title(handbook, key, language): handbook.catalog.uri(key, language)} for key in pages]}


def around(page: Page | None, nav: Navigation, language: str) -> Navigation:
    """The navigation as one page shows it: its own section, with at most `NEIGHBOURS` entries around the page.

    The other sections are links to their first pages. `sections` has what is in them.
    """
    return _Trimmed([_closed(item, page) or _trimmed(item, page, language) for item in nav.items], nav)


def sections(nav: Navigation, language: str) -> list[Sequence[StructureItem]]:
    """For each item of the navigation what is in it, a kind as a link to its index; nothing where it is no section."""
    trimmed = (_trimmed(item, None, language) for item in nav.items)
    return [
        [_closed(each, None) or each for each in item.children] if isinstance(item, Section) else [] for item in trimmed
    ]


def _closed(item: StructureItem, page: Page | None) -> Link | None:
    """A section that the page is not in, as a link to its first page."""
    if not isinstance(item, Section) or (page and any(item is each for each in page.ancestors)):
        return None
    return Link(item.title, _first_url(item))


def _first_url(item: StructureItem) -> str:
    return _first_url(item.children[0]) if isinstance(item, Section) else cast("Page | Link", item).url


class _Trimmed(Navigation):
    def __init__(self, items: list[StructureItem], full: Navigation) -> None:
        self.items = items
        self.pages = full.pages
        self.homepage = full.homepage


def _trimmed(item: StructureItem, page: Page | None, language: str) -> StructureItem:
    """The item with its children bounded, a kind elsewhere as a link to its index; sections are copied."""
    if not isinstance(item, Section):
        return item
    places = _places(item)
    if places and (page is None or page.parent is not item):
        return Link(item.title, cast("Page", item.children[0]).url)
    if page and places:
        children = _window(item, places[id(page)], language)
    else:
        children = [_trimmed(child, page, language) for child in item.children]
    copy = Section(item.title, children)
    copy.active = item.active
    return copy


_PLACES: WeakKeyDictionary[Section, Mapping[int, int]] = WeakKeyDictionary()
"""For the sections of each navigation that there is, where each page stands: looked up by every page of the site."""


def _places(item: Section) -> Mapping[int, int]:
    """Where each page of a kind stands, by identity, as pages would compare their content; empty for other sections."""
    if item not in _PLACES:
        is_kind = all(child.is_page for child in item.children) and getattr(item.children[0], "is_index", False)
        _PLACES[item] = {id(child): place for place, child in enumerate(item.children)} if is_kind else {}
    return _PLACES[item]


def _window(kind: Section, place: int, language: str) -> list[StructureItem]:
    """The index page, and the entries nearest to the page at a place among all of them.

    Where entries are left out, a link says how many there are, and leads to all of them.
    """
    index, entries = cast("Page", kind.children[0]), kind.children[1:]
    start = max(0, min(place - 1 - NEIGHBOURS // 2, len(entries) - NEIGHBOURS))
    end = min(start + NEIGHBOURS, len(entries))
    title = typeset_words(language)("site.all_entries", count=str(len(entries)))
    every = Link(title, index.url)
    return [index, *([every] if start else []), *entries[start:end], *([every] if end < len(entries) else [])]


class Twin(NamedTuple):
    """A page in one language: the language, its own name, the address, and whether it is the same page."""

    language: str
    name: str
    address: str
    exists: bool
    current: bool


def twins(written: Mapping[str, Sequence[HandwrittenPage]]) -> Twins:
    """For each hand-written page's key, its place in each language. Generated pages need no list."""
    found: dict[str, dict[str, str]] = {}
    for language, pages in written.items():
        for page in pages:
            found.setdefault(page.key, {})[language] = page.place
    return found


def page_in_languages(page: Page, config: MkDocsConfig, twins: Twins, catalog: Catalog) -> list[Twin]:
    """The page in every language; the home page where a language lacks it."""
    return [_twin(language, _place(page, language, config, twins, catalog), page.url, config) for language in LANGUAGES]


def homes(config: MkDocsConfig) -> list[Twin]:
    """The home pages as seen from any depth: addresses from the top of the host, where the site has an address."""
    twins = [_twin(language, HOME_URI, "", config) for language in LANGUAGES]
    top = urlsplit(config.site_url or "/").path
    return [twin._replace(address=urljoin(top, twin.address)) for twin in twins]


class Way(NamedTuple):
    """A link out of the page for addresses that do not exist."""

    title: str
    address: str


class GuidePart(NamedTuple):
    """A section of the site, and its pages."""

    title: str
    pages: list[Way]


class Guide(NamedTuple):
    """The ways into one language's site: its words and title, its root as seen from this site's, its parts."""

    language: str
    words: Words
    title: str
    root: str
    parts: list[GuidePart]


def guides(handbook: Handbook, config: MkDocsConfig) -> list[Guide]:
    """The ways into this site and, from the one at the top, into the others."""
    here = languages.of(config)
    shown = LANGUAGES if here == SOURCE_LANGUAGE else (here,)
    return [
        _guide(handbook, language, "" if language == here else languages.root(language), config) for language in shown
    ]


def _guide(handbook: Handbook, language: str, root: str, config: MkDocsConfig) -> Guide:
    parts, uri = [], handbook.catalog.uri
    for section in handbook.settings.sections:
        pages = [
            Way(
                _title(intro.title, language), root + url(uri(Ref(intro.name, ""), language), config.use_directory_urls)
            )
            for intro in section.intros
            if handbook.lists(intro.name)
        ]
        if pages:
            parts.append(GuidePart(_title(section.title, language), pages))
    return Guide(language, typeset_words(language), _title(handbook.settings.title, language), root, parts)


def _twin(language: str, place: str | None, page_url: str, config: MkDocsConfig) -> Twin:
    here = languages.of(config)
    address = _address(place or HOME_URI, language, page_url, here, config.use_directory_urls)
    name = words(here)(f"site.switch_{language}")
    return Twin(language, name, address, place is not None, language == here)


def _place(page: Page, language: str, config: MkDocsConfig, twins: Twins, catalog: Catalog) -> str | None:
    """Where a page stands in a language; pages of other plugins are taken to be in their own only."""
    if written := twins.get(str(page.meta.get("key", page.file.src_uri))):
        return written.get(language)
    if found := page_key.of(page):
        return catalog.uri(found, language)
    return page.file.src_uri if language == languages.of(config) else None


def _address(place: str, language: str, page_url: str, here: str, directory_urls: bool) -> str:
    """The way from a page to a page of another language's site, relative, so that it works anywhere."""
    target = languages.root(language) + url(place, directory_urls)
    start = posixpath.dirname(languages.root(here) + page_url)
    relative = posixpath.relpath("/" + target, "/" + start)
    return relative + "/" if target.endswith("/") or not target else relative
