"""What a reader meets on the built site: what lies within two clicks, and French set as a printer would."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from small import ROOT, handbook_of

from generator.models.fields import Ref
from generator.page import uri

ADDRESSES = {"fr": "/", "en": "/en/"}

FOUNDING = [
    "faq",
    "comparisons/secteurs",
    "comparisons/avant-apres-numerique",
    "responsibilities/optimisation-processus",
]
DOCUMENTS = {
    "nouveau-coo": ["plan", "rituals", "kpis", "decisions", "challenges"],
    "futur-coo": ["competencies", "archetypes", "interview"],
    "ceo": ["practices/choisir-son-coo", "archetypes", "comparisons/ceo-coo", "practices/lettre-de-mission"],
    "rh": ["practices/entretien-structure", "interview", "practices/grille-evaluation", "competencies"],
    "pairs": ["collaborations", "decisions", "rituals", "glossary"],
}


class _Text(HTMLParser):
    """Collects the links of a page, and the text that stands in the page's own language."""

    SILENT = frozenset({"script", "style", "code", "pre", "svg", "template"})
    VOID = frozenset({"meta", "link", "img", "br", "hr", "input", "path", "source", "wbr"})

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.parts: list[str] = []
        self.stack: list[bool] = []
        self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "html":
            self.language = values.get("lang") or ""
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if tag not in self.VOID:
            foreign = (values.get("lang") or self.language) != self.language
            self.stack.append(tag in self.SILENT or foreign or any(self.stack[-1:]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID and self.stack:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.stack[-1:]):
            self.parts.append(data)


def _read(site: Path, address: str) -> _Text:
    page = _Text()
    page.feed((site / address.lstrip("/") / "index.html").read_text("utf-8"))
    return page


def _within(site: Path, home: str, clicks: int) -> set[str]:
    """The addresses of the site that so many clicks reach."""
    reached, edge = {home}, {home}
    for _ in range(clicks):
        links = {urldefrag(urljoin(here, link))[0] for here in edge for link in _read(site, here).links}
        edge = {link for link in links if not urlsplit(link).scheme and link.endswith("/")} - reached
        reached |= edge
    return reached


def _address(target: str, language: str) -> str:
    kind, _, entry_id = target.partition("/")
    return (
        ADDRESSES[language]
        + uri(Ref(kind, entry_id), language).removesuffix(".md").removesuffix("index").rstrip("/")
        + "/"
    )


def _founding() -> list[str]:
    handbook = handbook_of(ROOT / "content")
    kinds = ("competencies", "challenges")
    return FOUNDING + [str(entry.ref) for kind in kinds for entry in handbook.of(kind) if entry.data.founding]


@pytest.mark.parametrize("language", ADDRESSES)
def test_the_founding_matter_is_within_two_clicks(site: Path, language: str) -> None:
    reached = _within(site, ADDRESSES[language], 2)
    founding = _founding()
    assert len(founding) == len(FOUNDING) + 3 + 5
    assert [target for target in founding if _address(target, language) not in reached] == []


@pytest.mark.parametrize("language", ADDRESSES)
@pytest.mark.parametrize("reader", DOCUMENTS)
def test_each_reader_has_documents_within_two_clicks(site: Path, reader: str, language: str) -> None:
    """One click leads from the home page to the reader's path, the next to the document."""
    path = _address(f"readers/{reader}", language)
    assert path in _within(site, ADDRESSES[language], 1)
    reached = _within(site, path, 1)
    assert [target for target in DOCUMENTS[reader] if _address(target, language) not in reached] == []


FAULTS = {
    "a straight apostrophe": r"\w'\w",
    "an ordinary space before a sign": r"\w [;:!?»%](?:\s|$)",
    "an ordinary space after a guillemet": r"« ",
    "straight quotes": r'\w"|"\w',
    "three full stops": r"\.\.\.",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_french_is_set_as_a_printer_would(site: Path, fault: str) -> None:
    pages = [path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")]
    french = [page for page in pages if page != "en" and not page.startswith("en/")]
    assert len(french) > 100
    for page in french:
        text = "\n".join(_read(site, page).parts)
        found = re.search(f".*(?:{FAULTS[fault]}).*", text)
        assert found is None, f"{page}: {found}"
