"""What readers come to ask is answered within two clicks of the home page, in both languages.

A click counts only if the words of the link promise the answer: a reader does not open every entry of an index.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pytest
from small import real_handbook, uri

from generator.language.i18n import LANGUAGES
from generator.model.catalog import HOME
from generator.model.fields import Ref
from generator.model.handbook import Handbook
from generator.render.page import Page
from generator.render.pages import plan, render_page

CLICKS = 2

_FOLDED = re.compile(r"<details\b.*?</details>", re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)#\s]+\.md)(?:#[^)\s]*)?\)")

Site = dict[str, Page]
"""The pages of one language, by their place."""


@dataclass(frozen=True)
class Question:
    """A question, the page that answers it, the words a reader looks for in a link, and what the page must say.

    `words` and `says` are in French, then in English.
    """

    name: str
    page: Ref
    words: tuple[str, str]
    says: tuple[str, str]


QUESTIONS = [
    Question(
        "start on Monday",
        Ref("plan", ""),
        ("lundi", "monday"),
        ("Suivre une commande, ou un dossier, du premier appel", "Follow one order, or one case, from the first call"),
    ),
    Question(
        "should I hire one",
        Ref("faq", "faut-il-un-coo"),
        ("recruter un coo", "hire a coo"),
        ("Quatre signes plaident pour le poste", "Four signs argue for creating the role"),
    ),
    Question(
        "job description for an industrial SME",
        Ref("sector-jobs", "pme-industrielle"),
        ("fiches? de poste", "job description"),
        ("Production, maintenance, qualité, achats", "Production, maintenance, quality, purchasing"),
    ),
    Question(
        "who decides the budget",
        Ref("decisions", "budget-operations"),
        ("qui décide du budget", "who decides the operations budget"),
        ("Le CEO tranche après avoir entendu le COO et le CFO", "The CEO decides after hearing the COO and the CFO"),
    ),
    Question(
        "KPIs for e-commerce",
        Ref("sectors", "commerce-en-ligne"),
        ("indicateurs suivre|commerce en ligne", "kpis matter|online|e-commerce"),
        ("La commande parfaite : entière, à l'heure", "The perfect order: complete, on time"),
    ),
    Question(
        "pay",
        Ref("topics", "remuneration"),
        ("combien gagne", "how much does a coo earn"),
        ("de 15 à 25 % du fixe dans une PME", "15 to 25% of fixed pay in a small firm"),
    ),
    Question(
        "SAS or SA",
        Ref("faq", "sa-ou-sas"),
        ("sa ou sas", "sa or sas"),
        ("DG ou DGD si les statuts le prévoient", "DG or DGD if the articles say so"),
    ),
    Question(
        "how to become one",
        Ref("topics", "carriere"),
        ("devient-on coo", "become a coo"),
        ("six expériences comptent", "Six experiences set a candidate apart"),
    ),
    Question(
        "part-time COO",
        Ref("topics", "transition-fonds"),
        ("temps partagé", "part-time"),
        ("Un à trois jours par semaine", "One to three days a week"),
    ),
    Question(
        "evaluation at year's end",
        Ref("faq", "evaluer"),
        ("évaluer un coo", "evaluate a coo"),
        ("résultats comparés au point de départ", "results against the baseline"),
    ),
    Question(
        "the bonus",
        Ref("faq", "prime"),
        ("prime", "bonus"),
        ("Sous 80 % de la cible, un critère ne paie rien", "Below 80% of target a criterion pays nothing"),
    ),
    Question(
        "working abroad",
        Ref("faq", "international"),
        ("à l'étranger", "abroad"),
        ("distingue quatre distances", "tells four distances apart"),
    ),
    Question(
        "AI",
        Ref("topics", "ia-operations"),
        ("intelligence artificielle", r"\bai\b"),
        ("la reconnaissance des émotions au travail", "Emotion recognition at work"),
    ),
]


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return real_handbook()


@pytest.fixture(scope="module")
def sites(handbook: Handbook) -> dict[str, Site]:
    return {language: site(handbook, language) for language in LANGUAGES}


def site(handbook: Handbook, language: str) -> Site:
    return {uri(key, language): render_page(handbook, key, language) for key in plan(handbook)}


def plain(text: str) -> str:
    """A text as one would type it: straight apostrophes, ordinary spaces."""
    return re.sub(r"\s+", " ", text.replace("’", "'"))


def links(page: Page) -> Iterator[tuple[str, str]]:
    """The links a reader sees on a page, as their words and the place they lead to; what is folded away is not seen."""
    for words, target in _LINK.findall(_FOLDED.sub("", page.body)):
        yield plain(words), posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), target))


def way(site: Site, language: str, question: Question) -> list[str] | None:
    """The words of the links that lead from the home page to the answer, or None."""
    promising = re.compile(question.words[LANGUAGES.index(language)], re.IGNORECASE)
    answer = uri(question.page, language)
    paths: Iterable[tuple[str, list[str]]] = [(uri(HOME, language), [])]
    for _ in range(CLICKS):
        paths = [
            (target, [*path, words])
            for place, path in paths
            for words, target in links(site[place])
            if target in site and promising.search(words)
        ]
        if found := next((path for place, path in paths if place == answer), None):
            return found
    return None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_question_is_answered_within_two_clicks(question: Question, language: str, sites: dict[str, Site]) -> None:
    found = way(sites[language], language, question)
    assert found, f"{question.name} ({language}): no link of the home page leads to {question.page} in {CLICKS} clicks"
    body = plain(_LINK.sub(r"\1", sites[language][uri(question.page, language)].body))
    assert re.search(question.says[LANGUAGES.index(language)], body), f"{question.page} ({language}) does not answer"


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_lost_without_the_questions_of_the_home_page(handbook: Handbook, language: str) -> None:
    silent = handbook.settings.model_copy(update={"asked": ()})
    without = site(replace(handbook, setup=replace(handbook.setup, settings=silent)), language)
    lost = {question.name for question in QUESTIONS if way(without, language, question) is None}
    assert {question.name for question in QUESTIONS} - lost == {"job description for an industrial SME"}
