"""What a reader meets: what lies within two clicks, French set as a printer would, plain words, no page too long."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from small import KINDS, real_handbook, uri

from generator.kinds.kpis.model import Kpi
from generator.kinds.rituals.model import Ritual
from generator.language.i18n import LANGUAGES, Localized
from generator.model.content import Content, Guidance
from generator.model.fields import Ref, walk

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


@cache
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
    handbook = real_handbook()
    kinds = ("competencies", "challenges")
    return FOUNDING + [str(entry.ref) for kind in kinds for entry in handbook.of(kind) if entry.data.founding]


@pytest.mark.parametrize("language", ADDRESSES)
def test_the_founding_matter_is_within_two_clicks(site: Path, language: str) -> None:
    reached = _within(site, ADDRESSES[language], 2)
    founding = _founding()
    assert len(founding) >= len(FOUNDING) + 3 + 5  # its three competencies and its five challenges
    assert [target for target in founding if _address(target, language) not in reached] == []


@pytest.mark.parametrize("language", ADDRESSES)
@pytest.mark.parametrize("reader", DOCUMENTS)
def test_each_reader_has_documents_within_two_clicks(site: Path, reader: str, language: str) -> None:
    """One click leads from the home page to the reader's path, the next to the document."""
    path = _address(f"readers/{reader}", language)
    assert path in _within(site, ADDRESSES[language], 1)
    reached = _within(site, path, 1)
    assert [target for target in DOCUMENTS[reader] if _address(target, language) not in reached] == []


@pytest.mark.parametrize("language", ADDRESSES)
def test_the_questions_asked_most_lead_to_their_pages_from_home(site: Path, language: str) -> None:
    asked = real_handbook().settings.asked
    assert asked
    reached = _within(site, ADDRESSES[language], 1)
    shared = {str(item.page): KINDS[item.page.kind].layout == "items" for item in asked if item.page.kind in KINDS}
    pages = [item.page.kind if shared.get(str(item.page)) else str(item.page) for item in asked]
    assert [page for page in pages if _address(page, language) not in reached] == []


@pytest.mark.parametrize("language", ADDRESSES)
def test_sectors_topics_and_cases_are_within_two_clicks(site: Path, language: str) -> None:
    handbook = real_handbook()
    entries = [entry for kind in ("sectors", "topics", "cases") for entry in handbook.of(kind)]
    targets = [*(str(entry.ref) for entry in entries), *(str(page) for page in handbook.pages("sector-jobs"))]
    reached = _within(site, ADDRESSES[language], 2)
    assert {target.partition("/")[0] for target in targets} == {"sectors", "topics", "cases", "sector-jobs"}
    assert [target for target in targets if _address(target, language) not in reached] == []


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


def _prose(data: Content, *, paragraphs: bool = False) -> Iterator[tuple[str, str]]:
    """Each text of an entry with its language, addresses of links left out. Paragraphs: what stands in no list."""
    for leaf in walk(data):
        listed = any(isinstance(step, int) for step in leaf.path) and leaf.path[0] != "examples"
        if isinstance(leaf.value, Localized) and leaf.path[0] != "owner" and not (paragraphs and listed):
            for language, text in leaf.value.texts():
                yield language, re.sub(r"\]\([^)]*\)|\[", "", text)


FILLERS = {
    "fr": r"crucia\w*|essentiel\w*|fondamenta\w*|indispensable\w*|incontournable\w*|primordia\w*|à l['’]ère d\w*"
    r"|chefs? d['’]orchestre|orchestr\w*|piliers?|double tranchant|(?:mer|eaux) agitées?|tempêtes?|clés? de voûte",
    "en": r"crucial\w*|essential\w*|fundamental(?:ly)?|indispensable|paramount|in the (?:age|era) of|conductors?"
    r"|orchestra\w*|pillars?|double-edged|(?:rough|stormy) seas?|seamless\w*|leverag\w*|holistic\w*|synerg\w*",
}
"""Words that fill a sentence, and images that the founding article wore out, with their inflections."""

TERMS = {
    "fr": {
        "processus": r"process",
        "rapport": r"reportings?",
        "retour": r"feedbacks?",
        "numérique": r"digita(?:l|ux|les?)",
        "date limite": r"deadlines?",
        "responsable": r"managers?",
        "défi": r"challenges?",
        "chaîne logistique": r"supply chain",
        "indicateur": r"KPIs?",
        "directeur financier": r"DAF",
        "effet indirect": r"effets? de bord",
        "remontée": r"escalades?",
        "mettre en œuvre": r"implément\w*",
        "concerner": r"impact(?:e|ent|é|ée|és|ées|er|ant|ante)",
    },
    "en": {
        "backup": r"back-ups?",
        "cyberattack": r"cyber[ -]attacks?",
        "cyber security": r"cybersecurity",
        "works council": r"work councils?",
        "lead time": r"leadtimes?",
        "roll-out": r"rollouts?",
        "they": r"(?:he or she|his or her|him or her)",
    },
}
"""For each language, the term that the handbook uses, and what it must not say in its place."""

QUOTING = {"glossary", "sources"}
"""Kinds that quote the other language, and titles of works."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_filler_and_no_worn_image(language: str) -> None:
    pattern = re.compile(rf"\b(?:{FILLERS[language]})\b", re.IGNORECASE)
    entries = [entry for entry in real_handbook().entries.values() if entry.kind != "sources"]
    found = [
        (str(entry.ref), word)
        for entry in entries
        for here, text in _prose(entry.data)
        if here == language
        for word in pattern.findall(text)
    ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_term_for_one_thing(language: str) -> None:
    entries = [entry for entry in real_handbook().entries.values() if entry.kind not in QUOTING]
    texts = [(str(entry.ref), text) for entry in entries for here, text in _prose(entry.data) if here == language]
    wrong = {term: re.compile(rf"\b(?:{other})\b") for term, other in TERMS[language].items()}
    found = [
        (where, hit[0], term) for where, text in texts for term, other in wrong.items() if (hit := other.search(text))
    ]
    assert found == []


PAIR = re.compile(r"[Dd]irecteur ou (?:une |la |d['’]une |de la |à la )?directrice des opérations")
ALONE = re.compile(r"\b(?:[Ll]e|[Dd]u|[Aa]u|[Uu]n) COO\b")
UNPAIRED = {"archetypes", "sources"}
"""Kinds whose examples speak of one man or one woman, or that quote titles."""
BRIEF = set(KINDS) - {"role", "collaborations", "regulations"}
"""Kinds whose index gives the title for all their pages, which then say « le COO » alone."""


def _french(texts: Iterator[tuple[str, str]]) -> str:
    return " ".join(" ".join(text for here, text in texts if here == "fr").split())


def _missing_pairs() -> Iterator[str]:
    """Pages that say « le COO » but never the title in both genders; a page of many entries gives it at its head."""
    handbook = real_handbook()
    for kind in KINDS.keys() - UNPAIRED:
        pages = {str(entry.ref): _french(_prose(entry.data)) for entry in handbook.of(kind)}
        if KINDS[kind].layout == "items" or kind in BRIEF:
            intro = handbook.settings.intro(kind)
            head = " ".join(str(intro.intro.fr).split()) if intro and intro.intro else ""
            if any(ALONE.search(text) for text in pages.values()) and not PAIR.search(head):
                yield kind
        else:
            yield from (where for where, text in pages.items() if ALONE.search(text) and not PAIR.search(text))


def test_the_french_title_stands_in_both_genders_before_its_abbreviation() -> None:
    """On each page, or on the index of its kind; paragraphs then say « le COO » alone."""
    assert list(_missing_pairs()) == []


def test_each_measure_tells_how_it_is_gamed_and_each_ritual_how_it_goes_wrong() -> None:
    handbook = real_handbook()
    kpis = [(str(entry.ref), entry.data) for entry in handbook.of("kpis")]
    rituals = [(str(entry.ref), entry.data) for entry in handbook.of("rituals")]
    assert kpis
    assert rituals
    assert [where for where, kpi in kpis if not isinstance(kpi, Kpi) or len(kpi.pitfalls) < 3] == []
    assert [where for where, ritual in rituals if not isinstance(ritual, Ritual) or not ritual.anti_pattern] == []


def test_each_page_of_advice_has_something_for_monday_and_an_example() -> None:
    entries = real_handbook().entries.values()
    pages = [(str(entry.ref), entry.data) for entry in entries if isinstance(entry.data, Guidance)]
    assert pages
    assert [where for where, page in pages if page.on_monday is None] == []
    assert [where for where, page in pages if not (page.examples.industry or page.examples.services)] == []


SHORTEST, LONGEST = 120, 350


def _words(texts: Iterator[tuple[str, str]], language: str) -> int:
    return sum(len(re.findall(r"\S*\w\S*", text)) for here, text in texts if here == language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_advice_is_neither_thin_nor_long(language: str) -> None:
    """Lists are consulted, paragraphs are read: only these have an upper bound. The role page has its own sections."""
    pages = [entry for entry in real_handbook().entries.values() if isinstance(entry.data, Guidance)]
    thin = [str(page.ref) for page in pages if _words(_prose(page.data), language) < SHORTEST]
    long = [str(page.ref) for page in pages if _words(_prose(page.data, paragraphs=True), language) > LONGEST]
    assert (thin, long) == ([], ["role/coo"])


STOCK = 10
"""From so many words on, a sentence belongs to one entry."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_serves_twice(language: str) -> None:
    places: defaultdict[str, set[str]] = defaultdict(set)
    for entry in real_handbook().entries.values():
        for here, text in _prose(entry.data) if entry.kind != "sources" else ():
            for sentence in re.split(r"(?<=[.;:!?])\s", text):
                if here == language and len(sentence.split()) >= STOCK:
                    places[sentence.strip().casefold()].add(str(entry.ref))
    assert {sentence: where for sentence, where in places.items() if len(where) > 1} == {}
