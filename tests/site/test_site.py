"""One real strict build of the real content, then facts about what came out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from parsed import Parsed
from small import KINDS, PLACES, ROOT, real_handbook, uri

from generator.language.i18n import LANGUAGES, SOURCE_LANGUAGE
from generator.model.fields import Ref
from generator.pipeline.stages import run
from generator.render.page import url
from generator.render.pages import plan

ASIDE = ("script", "style", "code", "pre", "title")

MARKDOWN_AS_TEXT = re.compile(r"^[-*+] \S.*|.*(?:\*\*|\]\(|^#{1,6} |^\| ?-{3}|&#\d+;|\\[*_`]).*", re.MULTILINE)
"""Lines with signs that Markdown should have read: items, emphasis, links, headings, tables, entities, escapes."""


class _Reader(HTMLParser):
    """Collects the ids, the links and the text of one page; code is left out of the text."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.aside = 0

    def handle_data(self, data: str) -> None:
        if not self.aside:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        self.aside -= tag in ASIDE

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.aside += tag in ASIDE
        values = dict(attrs)
        self.ids.add(values.get("id") or "")
        for name in ("href", "src"):
            if (link := values.get(name)) and not (tag == "link" and values.get("rel") == "canonical"):
                self.links.append(link)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, _Reader]:
    found = {}
    for path in site.rglob("*.html"):
        reader = _Reader()
        reader.feed(path.read_text("utf-8"))
        found["/" + path.relative_to(site).as_posix()] = reader
    return found


def address(place: str, language: str) -> str:
    name = place.removesuffix(".md")
    root = "/" if language == "fr" else f"/{language}/"
    return root + (f"{name}.html" if name.endswith("index") else f"{name}/index.html")


def test_content_has_no_finding() -> None:
    assert run([ROOT / "content"]).diagnostics == ()


def test_every_entry_has_its_page_or_anchor_in_both_languages(pages: dict[str, _Reader]) -> None:
    handbook = real_handbook()
    for language in LANGUAGES:
        for key in plan(handbook):
            assert address(uri(key, language), language) in pages
        for entry in handbook.entries.values():
            if entry.published and KINDS[entry.kind].layout == "items":
                assert entry.id in pages[address(uri(entry.ref, language), language)].ids


def test_every_link_and_anchor_leads_somewhere(site: Path, pages: dict[str, _Reader]) -> None:
    for here, reader in pages.items():
        if here.endswith("404.html"):
            continue
        for link in reader.links:
            if urlsplit(link).scheme or link.startswith("//"):
                continue
            target, anchor = urldefrag(urljoin(here, link))
            name = unquote(target) + ("index.html" if target.endswith("/") else "")
            assert (site / name.lstrip("/")).is_file(), f"{here}: {link}"
            if anchor and name in pages:
                assert unquote(anchor) in pages[name].ids, f"{here}: {link}"


def test_no_sign_of_markdown_became_text(pages: dict[str, _Reader]) -> None:
    found = {here: MARKDOWN_AS_TEXT.findall(reader.text) for here, reader in pages.items()}
    assert {here: lines for here, lines in found.items() if lines} == {}


def test_sites_have_their_own_language_name_and_search(site: Path) -> None:
    for language, folder in (("fr", site), ("en", site / "en")):
        home = (folder / "index.html").read_text("utf-8")
        assert f'<html lang="{language}"' in home
        index = (folder / "search" / "search_index.json").read_text("utf-8")
        assert f'"lang":["{language}"]' in index.replace(" ", "")


def _loaded(page: Parsed) -> Iterator[str]:
    """The addresses that a browser loads for a page by itself."""
    for tag, attributes in page.elements:
        if tag in ("a", "area") or attributes.get("rel") == "canonical":
            continue
        for name in ("src", "href", "srcset", "poster", "data", "xlink:href"):
            yield from (candidate.split()[0] for candidate in (attributes.get(name) or "").split(",") if candidate)


def test_no_page_names_a_third_party(site: Path) -> None:
    pages = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
    assert len(pages) > 100
    foreign = re.compile(r"(?:https?:)?//", re.IGNORECASE)
    for path, text in pages.items():
        with_an_address = Parsed("".join(re.findall(r"<[^<>]*//[^<>]*>", text)))
        assert [found for found in _loaded(with_an_address) if foreign.match(found)] == [], path


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="https://example.org/a.js">',
        "<img src=//example.org/b.png>",
        '<link rel=stylesheet href="http://example.org/c.css">',
        '<img srcset="d.png 1x, HTTPS://example.org/d.png 2x">',
        '<object data="https://example.org/e">',
    ],
)
def test_what_a_page_loads_is_found(tag: str) -> None:
    assert any("//example.org" in found for found in _loaded(Parsed(tag)))


def test_no_style_sheet_names_a_third_party(site: Path) -> None:
    sheets = [path.read_text("utf-8") for path in site.rglob("*.css")]
    assert any("url(" in sheet for sheet in sheets)
    assert [
        found for sheet in sheets for found in re.findall(r"""(?:url\(|@import)\s*["']?(?:https?:)?//.*""", sheet)
    ] == []


SHOWN = 12
"""How many entries of a kind the sidebar shows."""


def _sidebar(html: str, here: str) -> list[str]:
    """The addresses that the sidebar of a page leads to."""
    start = html.index('data-md-type="navigation"')
    page = Parsed(html[start : html.index("<article", start)])
    links = (attributes.get("href") or "" for tag, attributes in page.elements if tag == "a")
    return [urljoin(here, link) for link in links if not link.startswith("#")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sidebar_shows_the_section_and_at_most_twelve_entries_of_the_kind(site: Path, language: str) -> None:
    """The first ones beside an index; around an entry, those nearest to it. Other sections show their first page."""
    handbook = real_handbook()
    where = {key: address(uri(key, language), language).removesuffix("index.html") for key in plan(handbook)}
    sections = [[where[Ref(intro.name, "")] for intro in section.intros] for section in handbook.settings.sections]
    entries = {where[key]: key for key in plan(handbook) if key.id}
    assert max(len(handbook.pages(kind)) for kind in PLACES) > SHOWN
    for key, here in where.items():
        links = _sidebar((site / here.lstrip("/") / "index.html").read_text("utf-8"), here)
        own = next((section for section in sections if where[Ref(key.kind, "")] in section), [])
        assert {*own, *(section[0] for section in sections)} <= set(links), here
        all_of_kind = [where[page] for page in handbook.pages(key.kind)] if key.kind in PLACES else []
        shown = [link for link in links if link in entries]
        start = all_of_kind.index(here) - SHOWN // 2 if key.id else 0
        start = max(0, min(start, len(all_of_kind) - SHOWN))
        assert shown == all_of_kind[start : start + SHOWN], here


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_of_the_menu_leads_to_every_index(site: Path, language: str) -> None:
    root = site if language == SOURCE_LANGUAGE else site / language
    script = (root / "assets" / "menu.js").read_text("utf-8")
    parts = json.loads(script.partition("=")[2].strip().removesuffix(";"))
    handbook = real_handbook()
    for section, (_, links) in zip(handbook.settings.sections, parts[1:-1], strict=True):
        places = [url(uri(Ref(intro.name, ""), language), directory_urls=True) for intro in section.intros]
        assert [place for _, place in links] == places
    written = [place for _, place in parts[-1][1]]
    assert len(written) > 5
    assert all((root / place / "index.html").is_file() for place in written)


def test_a_page_is_light(site: Path) -> None:
    """What all pages share is loaded once: the mean page has at most 24,000 bytes, before it is packed."""
    sizes = [path.stat().st_size for path in site.rglob("*.html")]
    assert len(sizes) > 400
    assert sum(sizes) / len(sizes) <= 24_000


@pytest.mark.parametrize(("language", "index"), [("fr", "sources"), ("fr", "glossaire"), ("en", "sources")])
def test_a_long_list_has_the_letters_for_its_contents(site: Path, language: str, index: str) -> None:
    """Each leads to the first heading of its letter, in the order of the page."""
    page = (site / ("" if language == SOURCE_LANGUAGE else language) / index / "index.html").read_text("utf-8")
    contents = page.partition('data-md-component="toc"')[2].partition("</ul>")[0]
    links = re.findall(r'<a href="#([^"]+)"[^>]*>\s*([^<]*?)\s*</a>', contents)
    assert len(links) > 12
    assert [letter for _, letter in links] == sorted({letter for _, letter in links})
    places = [page.index(f'<h2 id="{anchor}"') for anchor, _ in links]
    assert places == sorted(places)


def test_a_source_of_nearly_all_pages_names_the_first_of_them(site: Path) -> None:
    page = (site / "sources" / "index.html").read_text("utf-8")
    lists = re.findall(r"<dt>Cité par</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)
    assert max(each.count("<a ") for each in lists) <= 13
    assert any(re.search(r"</a> et \d+ autres pages", each) for each in lists)
