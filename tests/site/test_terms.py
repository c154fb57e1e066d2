"""The first use of a glossary term on a page carries its definition; every other place stays as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import Project, built, copy_golden, handbook_of, real_handbook

from generator.model.fields import Ref
from generator.site.html.glossary_links import Terms

LEAD = """
== glossary/lead.yml ==
title: {fr: "délai d'obtention (DT)", en: "lead time (LT)"}
summary: {fr: "Temps entre la commande et la « livraison ».", en: "Time from order to \\"delivery\\"."}
status: published
abbreviations: {fr: ["DT", "R&D"], en: ["LT"]}
see_also: [kpis/exemple]
sources: [guide]
"""

TERM = (
    LEAD
    + """
== glossary/sans.yml ==
title: {fr: "flux tiré"}
summary: {fr: "Produire ce qui est demandé."}
status: published
"""
)

PAGE = Ref("practices", "exemple")


@pytest.fixture
def french(project: Project) -> Terms:
    return Terms(handbook_of(project(TERM)), "fr")


def marked(terms: Terms, html: str, page: Ref = PAGE) -> list[str]:
    """The texts that were linked; the rest of the page must be as it was."""
    out = terms.mark(html, page, "../glossaire/")
    assert re.sub(r'<a class="term"[^>]*>([^<]*)</a>', r"\1", out) == html
    return re.findall(r'<a class="term"[^>]*>([^<]*)</a>', out)


@pytest.mark.parametrize(("kind", "linked"), [("practices", ["DT"]), ("glossary", []), ("sources", [])])
def test_the_glossary_and_the_list_of_sources_stay_as_they_are(french: Terms, kind: str, linked: list[str]) -> None:
    assert marked(french, "<p>Le DT.</p>", Ref(kind, "")) == linked


def test_first_use_links_to_the_glossary_and_holds_the_definition(french: Terms) -> None:
    assert french.mark("<p>Le DT, puis un DT.</p>", PAGE, "../glossaire/") == (
        '<p>Le <a class="term" href="../glossaire/#lead" '
        'data-definition="Temps entre la commande et la «\N{NO-BREAK SPACE}livraison\N{NO-BREAK SPACE}».">DT</a>'
        ", puis un DT.</p>"
    )


@pytest.mark.parametrize(
    "written",
    ["délai d’obtention", "Délai d’obtention", "délais d’obtention", "délais\nd’obtentions", "DT", "R&amp;D"],
)
def test_term_is_found_however_it_is_written(french: Terms, written: str) -> None:
    assert marked(french, f"<p>Un {written} tenu, l’{written}.</p>") == [written]


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Le DT</h2>",
        "<p><a href='x'>Le DT</a></p>",
        "<p><code>DT</code></p>",
        "<table><thead><tr><th>DT</th></tr></thead></table>",
        "<dl><dt>DT</dt></dl>",
        '<p class="note">DT</p>',
        '<svg><title>DT</title><text>DT</text></svg><img alt="DT">',
        "<!-- DT --><p title='DT'>ADT, DT2, DT-DT, do, a.DT, DT.fr, DT 22</p>",
    ],
)
def test_term_stays_as_it_is_outside_running_text(french: Terms, html: str) -> None:
    assert marked(french, html) == []
    assert marked(french, html + "<p>Le DT.</p>") == ["DT"]


def test_pages_that_treat_a_term_in_full_and_the_glossary_stay_as_they_are(french: Terms) -> None:
    assert marked(french, "<p>Le DT.</p>", Ref("kpis", "exemple")) == []
    assert marked(french, "<p>Le DT.</p>", Ref("glossary", "")) == []


def test_term_without_words_in_a_language_is_not_looked_for_there(project: Project) -> None:
    handbook = handbook_of(project(TERM))
    assert marked(Terms(handbook, "fr"), "<p>En flux tiré.</p>") == ["flux tiré"]
    assert marked(Terms(handbook, "en"), "<p>En flux tiré, lead time.</p>") == ["lead time"]


def test_handbook_without_a_glossary_has_no_terms(content: Path) -> None:
    for path in (content / "glossary").iterdir():
        path.unlink()
    assert Terms(handbook_of(content), "fr").mark("<p>DT</p>", PAGE, "") == "<p>DT</p>"


def test_changed_definition_shows_on_the_pages_of_both_sites(site_project: Path, project: Project) -> None:
    project(LEAD.replace("Temps entre", "Durée entre"))
    practice = site_project / "content" / "practices" / "exemple.yml"
    text = practice.read_text("utf-8")
    practice.write_text(
        re.sub(r"^first_step:.*?^(?=\w)", 'first_step: {fr: "Le DT.", en: "Its LT."}\n', text, flags=re.M | re.S),
        "utf-8",
    )
    site = built(site_project, strict=False)
    french = (site / "methodes" / "exemple" / "index.html").read_text("utf-8")
    english = (site / "en" / "methods" / "exemple" / "index.html").read_text("utf-8")
    assert '<a class="term" href="../../glossaire/#lead" data-definition="Durée entre' in french
    assert (
        '<a class="term" href="../../glossary/#lead" data-definition="Time from order to &quot;delivery&quot;.">LT'
        in english
    )
    assert 'assets/terms.js" defer' in french
    assert "terms.js" not in (site / "glossaire" / "index.html").read_text("utf-8")


def test_first_uses_are_marked_in_the_real_site_and_bounded(site: Path) -> None:
    handbook = real_handbook()
    page = (site / "profils" / "executeur" / "index.html").read_text("utf-8")
    found = re.findall(r'<a class="term" href="\.\./\.\./glossaire/#([^"]+)"', page)
    assert found
    assert len(found) == len(set(found))
    assert {entry.id for entry in handbook.of("glossary")} >= set(found)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Terms:
    content = copy_golden(tmp_path_factory.mktemp("terms") / "content")
    for name, text in re.findall(r"== (\S+) ==\n(.*?)(?=\n== |\Z)", TERM, re.DOTALL):
        (content / name).write_text(text, "utf-8")
    return Terms(handbook_of(content), "fr")


WORDS = [
    "délai",
    "Délais",
    "d’obtention",
    "DT",
    "DTs",
    "R&amp;D",
    "flux",
    "tiré",
    "tirés",
    "le",
    "-",
    ".",
    ",",
    "(",
    ")",
]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["", " ", "\n", "\N{NO-BREAK SPACE}"])), max_size=20))
def test_terms_are_found_as_if_each_were_tried_at_each_place(lasting: Terms, pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + space for word, space in pieces)
    every = [spelling for group in lasting._spellings.values() for spelling in group]
    longest_first = sorted(every, key=lambda spelling: -len(spelling[0].pattern))
    expected, position = [], 0
    while position < len(text):
        found = (match for pattern, _ in longest_first if (match := pattern.match(text, position)))
        starts_here = position == 0 or not re.match(r"[\w&#/@.-]", text[position - 1])
        match = next(found, None) if starts_here else None
        expected += [match[0]] if match else []
        position = match.end() if match else position + 1
    assert [match[0] for match, _ in lasting._found(text)] == expected
