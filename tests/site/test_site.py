"""One real strict build of the real content, then facts about what came out."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from small import KINDS, PLACES, ROOT, handbook_of, uri

from generator.language.i18n import LANGUAGES
from generator.pipeline.stages import run
from generator.render.pages import plan
from generator.site.navigation import NEIGHBOURS

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
    handbook = handbook_of(ROOT / "content")
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


def test_no_page_names_a_third_party(site: Path) -> None:
    for path in site.rglob("*.html"):
        loaded = re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(https?:[^"]+)"', path.read_text("utf-8"))
        assert loaded == [], path


def test_sidebar_is_bounded(site: Path) -> None:
    """Its links to pages: the sections, the index pages, the written pages, and a few neighbours."""
    docs = ROOT / "docs" / "fr"
    folders = {path.parent for path in docs.rglob("index.md")}
    written = sum(path.name == "index.md" or path.parent not in folders for path in docs.rglob("*.md"))
    bound = 10 + len(PLACES) + written + NEIGHBOURS + 2  # the ways to all entries, at both ends
    for path in site.rglob("index.html"):
        sidebar = path.read_text("utf-8").partition('data-md-type="navigation"')[2].partition('data-md-type="toc"')[0]
        assert len(re.findall(r'<a href="(?!#)', sidebar)) <= bound, path
