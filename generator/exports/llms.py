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
from generator.render.page import Page
from generator.render.view import View

NAME, FULL_NAME = "llms.txt", "llms-full.txt"
END = b"\n"


class Line(NamedTuple):
    """What the overview says of a page: its place among the Markdown files, its title, its line, and its section."""

    uri: str
    title: str
    summary: str
    section: str


class TextFiles:
    """The files of one language, page by page. Of a page that is given away, only its line in the overview is kept.

    `lines` are those so far, in the order in which the overview has them.
    """

    def __init__(self, edition: Edition, language: str) -> None:
        self._edition, self._language = edition, language
        self._sections = dict(_sections(edition, language))
        self.lines: list[Line] = []

    def of_page(self, page: Page, known: str = "") -> tuple[str, str]:
        """The place and the text of a generated page, whose text may be `known`: it depends on nothing but the page."""
        summary, section = str(page.meta["description"]), self._sections.get(page.key.kind, "")
        return self._added(Line(page.uri, page.title, summary, section), page.body, known)

    def of_written(self) -> Iterator[tuple[str, str]]:
        """The places and the texts of the pages that were written by hand, which come last."""
        view = View(self._edition.handbook, self._language, HOME)
        section = view.text(view.word("llms.about"))
        for page in self._edition.written.get(self._language, ()):
            body = typeset(page.body, self._language)
            yield self._added(Line(page.uri, page.title, page.description, section), body)

    def _added(self, line: Line, body: str, known: str = "") -> tuple[str, str]:
        self.lines.append(line)
        directory_urls = self._edition.directory_urls
        return beside(line.uri, directory_urls), known or plain(body, link_from(line.uri, directory_urls))

    def head(self) -> bytes:
        """How both lists start: the title of the handbook, and what it is."""
        return _head(self._edition, self._language).encode()

    def overview(self) -> bytes:
        """`llms.txt`: every page that was given away."""
        return "\n".join(_overview(self.lines, self._edition, self._language)).encode()


def part(text: bytes) -> bytes:
    """A page as it stands in `llms-full.txt`, after the head or another page; the file ends with `END`."""
    return b"\n\n" + text.rstrip()


def files(edition: Edition, language: str) -> Files:
    """The files of one language, by their place in its site."""
    texts = TextFiles(edition, language)
    made = dict(texts.of_page(edition.page(key, language)) for key in edition.keys) | dict(texts.of_written())
    found = {place: text.encode() for place, text in made.items()}
    full = b"".join([texts.head(), *map(part, found.values()), END])
    return {**found, NAME: texts.overview(), FULL_NAME: full}


def of_all(edition: Edition) -> Files:
    """The files of all languages, by their place in the whole site."""
    languages = (language for language in edition.written)
    return {folder(one) + name: data for one in languages for name, data in files(edition, one).items()}


def _sections(edition: Edition, language: str) -> Iterator[tuple[str, str]]:
    view = View(edition.handbook, language, Ref("", ""))
    for section in view.sections:
        for intro in section.intros:
            yield intro.name, view.plain(section.title)


def _head(edition: Edition, language: str) -> str:
    view = View(edition.handbook, language, HOME)
    title, tagline = view.plain(edition.handbook.settings.title), view.plain(edition.handbook.settings.tagline)
    return f"# {_line(title)}\n\n> {_line(tagline)}"


def _overview(pages: list[Line], edition: Edition, language: str) -> Iterator[str]:
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
