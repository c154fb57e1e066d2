"""What lets the site be found and shared: the head of each page, and the files beside the pages.

In: the handbook and MkDocs' pages. Out: what the theme's templates write into the head and the sitemap, and files for
MkDocs to write. Whatever needs a full address is left out if the site has none.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

from markupsafe import Markup
from mkdocs.utils import get_relative_url

from generator.exports import llms, published
from generator.language.i18n import LANGUAGES, LOCALES, SOURCE_LANGUAGE, words
from generator.model.catalog import HOME, Catalog
from generator.model.fields import Ref
from generator.model.handbook import Handbook
from generator.render.page import url
from generator.render.pages import plan
from generator.render.view import View
from generator.site import (
    downloads,
    editions,
    feed,
    languages,
    navigation,
    page_key,
    redirects,
    structured_data,
)
from generator.site.lazy_file import LazyFile

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.pages import Page

    from generator.site.session import Build


class Head(NamedTuple):
    """What a page's head says of it."""

    title: str
    name: str
    description: str
    type: str
    locale: str
    picture: str
    structured: Markup | None


def head(page: Page, config: MkDocsConfig, handbook: Handbook) -> Head:
    """The head of a page, generated or written by hand."""
    language = languages.of(config)
    key = page_key.of(page)
    name = str(page.meta.get("title") or page.title or config.site_name)
    nodes = structured_data.structured(handbook, key, language, name, _Addresses(config, page.url, handbook.catalog))
    return Head(
        title=structured_data.title(handbook, key, language, name),
        name=name,
        description=str(page.meta.get("description") or structured_data.opening(page.content or "")),
        type="article" if key is None or key.id else "website",
        locale=LOCALES[language],
        picture=urljoin(config.site_url, _picture(key)) if config.site_url else "",
        structured=structured_data.script(nodes) if nodes else None,
    )


def not_found(config: MkDocsConfig) -> Head:
    """The head of the page for addresses that do not exist."""
    name = words(languages.of(config))("site.not_found")
    return Head(f"{name} - {config.site_name}", name, "", "website", "", "", None)


class _Addresses:
    """Addresses as seen from one page: in full where the site has an address, else relative."""

    def __init__(self, config: MkDocsConfig, here: str, catalog: Catalog) -> None:
        self.config = config
        self.catalog = catalog
        self.here = here

    def __call__(self, ref: Ref) -> str:
        """The address of a page or item in this language."""
        place = url(self.catalog.uri(ref, languages.of(self.config)), self.config.use_directory_urls)
        item = f"#{ref.id}" if ref.id and self.catalog.layout(ref.kind) == "items" else ""
        return self.to(place) + item

    def to(self, place: str) -> str:
        """The address of any place of this language's site."""
        if self.config.site_url:
            return urljoin(self.config.site_url, place)
        return get_relative_url(place, self.here)


class Located(NamedTuple):
    """A page in the sitemap: its address, and the addresses of the same page in every language."""

    address: str
    twins: list[tuple[str, str]]


def located(pages: Any, config: MkDocsConfig, twins: navigation.Twins, catalog: Catalog) -> list[Located]:
    """Every page with its full address; none where the site has no address."""
    found = [file.page for file in pages if file.page and file.page.canonical_url]
    return [Located(page.canonical_url, _twins(page, config, twins, catalog)) for page in found]


def _twins(page: Page, config: MkDocsConfig, twins: navigation.Twins, catalog: Catalog) -> list[tuple[str, str]]:
    shown = [twin for twin in navigation.page_in_languages(page, config, twins, catalog) if twin.exists]
    return [(twin.language, urljoin(page.canonical_url or "", twin.address)) for twin in shown]


Made = tuple[str, Callable[[], str | bytes]]
"""A place in the site, and how to make what stands there."""


def files(build: Build, config: MkDocsConfig) -> Iterator[File]:
    """The files beside the pages of one language, of the handbook as it is when each is asked for."""
    language = languages.of(config)
    for place, make in (
        *_feed(build, language, config),
        *_signposts(build.handbook, language, config),
        *(_pictures(build.handbook, language) if config.site_url else ()),
        *(_robots(config) if config.site_url and language == SOURCE_LANGUAGE else ()),
        *_downloads(build, language),
    ):
        yield LazyFile(config, place, make)


def texts(build: Build, config: MkDocsConfig, markdown: Callable[[Ref, str], str]) -> Iterator[File]:
    """The pages of one language as Markdown, and the lists of them.

    `markdown` gives that of a generated page. To be called once the settings had their say on which pages there are.
    """
    language = languages.of(config)
    edition = editions.edition(build.handbook, {language: build.written[language]}, config, markdown)
    for place, content in llms.files(edition, language).items():
        # MkDocs takes a file whose name ends in `.md` for a page of the site.
        file = LazyFile(config, f"{place}.txt" if place.endswith(".md") else place, partial(bytes, content))
        file.dest_uri = place
        yield file


def data(build: Build, config: MkDocsConfig) -> Iterator[File]:
    """The data of the handbook in every form, which stand beside the first language; none beside the others."""
    if languages.is_first(config):
        for place, content in published.files(editions.edition(build.handbook, {}, config)):
            yield LazyFile(config, place, partial(bytes, content))


def _feed(build: Build, language: str, config: MkDocsConfig) -> Iterator[Made]:
    def atom() -> str:
        addresses = _Addresses(config, feed.NAME, build.handbook.catalog)
        return feed.atom(build.handbook, language, addresses, addresses.to(feed.NAME))

    if feed.checked(build.handbook):
        yield feed.NAME, atom


def _signposts(handbook: Handbook, language: str, config: MkDocsConfig) -> Iterator[Made]:
    view = View(handbook, language, HOME)
    for place, entry in redirects.moves(handbook, language):
        old = url(place, config.use_directory_urls)
        new = url(handbook.catalog.uri(entry.ref, language), config.use_directory_urls)
        address, canonical = get_relative_url(new, old), _Addresses(config, old, handbook.catalog)(entry.ref)
        page = partial(redirects.signpost, view.plain(entry.data.title), address, canonical, language)
        yield f"{old}index.html" if config.use_directory_urls else old, page


def _downloads(build: Build, language: str) -> Iterator[Made]:
    for _, file in downloads.published(build.handbook, build.documents, language):
        yield downloads.place(file, language), file.read_bytes


def _picture(key: Ref | None) -> str:
    return f"assets/pictures/{key.kind if key and key.kind else 'home'}.png"


def _pictures(handbook: Handbook, language: str) -> Iterator[Made]:
    """One picture a kind, and one for the home page and the pages written by hand."""
    from generator.site import social_cards  # its library is slow to load

    view = View(handbook, language, HOME)
    site = view.plain(handbook.settings.title)
    yield _picture(HOME), partial(social_cards.draw, site, view.plain(handbook.settings.tagline))
    for key in plan(handbook):
        if key != HOME and not key.id:
            yield _picture(key), partial(social_cards.draw, view.plain(view.intro(key.kind).title), site)


def _robots(config: MkDocsConfig) -> Iterator[Made]:
    roots = ["" if language == SOURCE_LANGUAGE else language for language in LANGUAGES]
    maps = [urljoin(str(config.site_url), posixpath.join(root, "sitemap.xml")) for root in roots]
    yield "robots.txt", lambda: "User-agent: *\nDisallow:\n\n" + "".join(f"Sitemap: {place}\n" for place in maps)
