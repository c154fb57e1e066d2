"""The site for language models: `llms.txt`, `llms-full.txt`, and each page as Markdown beside its HTML.

In: an edition and a language. Out: files by their place in the site of that language. `llms.txt` has the form of
https://llmstxt.org: a title, a quotation that sums up, and lists of links under headings. It leads to the Markdown of
every page; `llms-full.txt` holds all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.exports.edition import Edition, Files, folder
from generator.exports.plain_markdown import beside, link_from, plain
from generator.language.i18n import Words
from generator.language.markup import typeset
from generator.model.catalog import HOME
from generator.model.fields import Ref
from generator.render.view import View

NAME, FULL_NAME = "llms.txt", "llms-full.txt"


class _Page(NamedTuple):
    """A page: its place among the Markdown files, what it is called, its line in lists, its text, and its section.

    The text is encoded, as all of them are held at once.
    """

    uri: str
    title: str
    summary: str
    text: bytes
    section: str


def files(edition: Edition, language: str) -> Files:
    """The files of one language, by their place in its site."""
    pages = list(_pages(edition, language))
    found = {beside(page.uri, edition.directory_urls): page.text for page in pages}
    found[NAME] = "\n".join(_overview(pages, edition, language)).encode()
    texts = [_head(edition, language).encode(), *(page.text.rstrip() for page in pages)]
    found[FULL_NAME] = b"\n\n".join(texts) + b"\n"
    return found


def of_all(edition: Edition) -> Files:
    """The files of all languages, by their place in the whole site."""
    languages = (language for language in edition.written)
    return {folder(one) + name: data for one in languages for name, data in files(edition, one).items()}


def _pages(edition: Edition, language: str) -> Iterator[_Page]:
    view = View(edition.handbook, language, HOME)
    sections = dict(_sections(edition, language))
    for key in edition.keys:
        page = edition.page(key, language)
        text = plain(page.body, link_from(page.uri, edition.directory_urls)).encode()
        yield _Page(page.uri, page.title, str(page.meta["description"]), text, sections.get(key.kind, ""))
    other = view.text(view.word("llms.about"))
    for written in edition.written.get(language, ()):
        body = typeset(written.body, language)
        text = plain(body, link_from(written.uri, edition.directory_urls)).encode()
        yield _Page(written.uri, written.title, written.description, text, other)


def _sections(edition: Edition, language: str) -> Iterator[tuple[str, str]]:
    view = View(edition.handbook, language, Ref("", ""))
    for section in view.sections:
        for intro in section.intros:
            yield intro.name, view.plain(section.title)


def _head(edition: Edition, language: str) -> str:
    view = View(edition.handbook, language, HOME)
    title, tagline = view.plain(edition.handbook.settings.title), view.plain(edition.handbook.settings.tagline)
    return f"# {_line(title)}\n\n> {_line(tagline)}"


def _overview(pages: list[_Page], edition: Edition, language: str) -> Iterator[str]:
    yield _head(edition, language)
    find: Words = edition.handbook.catalog.words(language)
    yield f"\n{View(edition.handbook, language, HOME).text(find('llms.intro', full=FULL_NAME))}"
    section = None
    for page in pages:
        if page.section != section and page.uri != HOME.kind:
            section = page.section
            yield f"\n## {_line(section)}\n" if section else ""
        address = edition.full(folder(language) + beside(page.uri, edition.directory_urls))
        notes = f": {_line(page.summary)}" if page.summary else ""
        yield f"- [{_line(page.title)}]({_address(address, edition, language)}){notes}"
    yield ""


def _address(address: str, edition: Edition, language: str) -> str:
    """An address as seen from the overview, which stands at the top of its language's site."""
    return address if edition.site else address.removeprefix(folder(language))


def _line(text: str) -> str:
    """A text on one line in which no sign opens or closes a link."""
    return re.sub(r"([\[\]])", r"\\\1", " ".join(text.split()))
