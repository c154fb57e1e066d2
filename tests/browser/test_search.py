"""The search of the real site, as a reader uses it: what is typed, what is found, and by which keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from browser.serving import headers_of, served

pytestmark = pytest.mark.browser

# What is typed, and what must be among the first three results.
FRENCH = """
indicateur clé | glossaire/#kpi
indicateurs clés | glossaire/#kpi
trésorerie | indicateurs/ccc/
tresorerie | indicateurs/ccc/
Trésorerie | indicateurs/ccc/
cash | indicateurs/ccc/
cash conversion cycle | indicateurs/ccc/
CCC | indicateurs/ccc/
BFR | glossaire/#bfr
besoin en fonds de roulement | glossaire/#bfr
working capital | glossaire/#bfr
TRS | indicateurs/trs/
trs | indicateurs/trs/
OEE | indicateurs/trs/
taux de rendement synthetique | indicateurs/trs/
rendement synthétiqe | indicateurs/trs/
OTIF | indicateurs/otif/
taux de service | indicateurs/otif/
à l'heure et complet | indicateurs/otif/
à l’heure et complètes | indicateurs/otif/
NPS | indicateurs/nps/
net promotor score | indicateurs/nps/
recommandation des clients | indicateurs/nps/
coût de non-qualité | indicateurs/cout-non-qualite/
cout de non qualite | indicateurs/cout-non-qualite/
coûts unitaires | indicateurs/cout-unitaire/
délai de traversée | indicateurs/delai/
delais de traversee | indicateurs/delai/
lead time | indicateurs/delai/
turnover | indicateurs/rotation-personnel/
rotation du personel | indicateurs/rotation-personnel/
productivité | indicateurs/productivite/
productivite | indicateurs/productivite/
prévisions | indicateurs/previsions/
marge opérationelle | indicateurs/marge-op/
carbone | indicateurs/carbone/
stratégie | responsabilites/execution-strategie/
strategies | responsabilites/execution-strategie/
vision strategique | competences/vision-strategique/
amélioration continue | competences/amelioration-continue/
ameliorations continues | competences/amelioration-continue/
l'amélioration continue | competences/amelioration-continue/
l’amelioration continue | competences/amelioration-continue/
resolution de problemes | competences/resolution-problemes/
résolution d'un problème | competences/resolution-problemes/
influence et confiance | competences/influence-confiance/
conduite du changement | glossaire/#changement
conduites du changements | glossaire/#changement
conduire les transformation | responsabilites/conduite-changement/
change management | responsabilites/conduite-changement/
la qualité | responsabilites/qualite/
équipes et culture | responsabilites/equipes-culture/
équipe | responsabilites/equipes-culture/
equipes | responsabilites/equipes-culture/
d'équipe | responsabilites/equipes-culture/
d’équipe | responsabilites/equipes-culture/
budget | responsabilites/budget-capacite/
budgets | responsabilites/budget-capacite/
DO | interlocuteurs/coo/
directeur des opérations | interlocuteurs/coo/
directeur d'exploitation | interlocuteurs/coo/
PDG | interlocuteurs/ceo/
DAF | interlocuteurs/cfo/
directeur financier | interlocuteurs/cfo/
DRH | interlocuteurs/drh/
ressources humaines | interlocuteurs/drh/
CSE | interlocuteurs/cse/
comité d'entreprise | interlocuteurs/cse/
DSI | interlocuteurs/dsi/
RGPD | reglementation/rgpd/
goulot | glossaire/#goulot
goulots d’étranglement | glossaire/#goulot
bottleneck | glossaire/#goulot
S&OP | glossaire/#pic
PIC | rituels/pic/
surcharge | defis/surcharge/
travail hybride | defis/travail-hybride/
télétravail | defis/travail-hybride/
"""

ENGLISH = """
cash | kpis/ccc/
cash conversion cycle | kpis/ccc/
trésorerie | kpis/ccc/
tresorerie | kpis/ccc/
CCC | kpis/ccc/
working capital | glossary/#bfr
BFR | glossary/#bfr
OEE | kpis/trs/
oee | kpis/trs/
TRS | kpis/trs/
overall equipment effectiveness | kpis/trs/
overall equipement effectivness | kpis/trs/
OTIF | kpis/otif/
on time in full | kpis/otif/
fill rate | kpis/otif/
service levels | kpis/otif/
late delivery | kpis/otif/
NPS | kpis/nps/
net promoter scores | kpis/nps/
cost of poor quality | kpis/cout-non-qualite/
unit costs | kpis/cout-unitaire/
unit cost | kpis/cout-unitaire/
lead time | kpis/delai/
lead-times | kpis/delai/
délai de traversée | kpis/delai/
staff turnover | kpis/rotation-personnel/
turnovr | kpis/rotation-personnel/
labor productivity | kpis/productivite/
productivity | kpis/productivite/
forecast accuracy | kpis/previsions/
forecasts | kpis/previsions/
operating margin | kpis/marge-op/
operating margins | kpis/marge-op/
carbon | kpis/carbone/
strategic vision | competencies/vision-strategique/
strategc vision | competencies/vision-strategique/
continuous improvement | competencies/amelioration-continue/
continuous improvements | competencies/amelioration-continue/
kaizen | competencies/amelioration-continue/
problem solving | competencies/resolution-problemes/
problem-solving | competencies/resolution-problemes/
solving problems | competencies/resolution-problemes/
influence and trust | competencies/influence-confiance/
change management | responsibilities/conduite-changement/
managing change | responsibilities/conduite-changement/
quality | responsibilities/qualite/
qualité | responsibilities/qualite/
teams and culture | responsibilities/equipes-culture/
budget | responsibilities/budget-capacite/
budgets | responsibilities/budget-capacite/
chief operating officer | stakeholders/coo/
COO | stakeholders/coo/
DO | stakeholders/coo/
operations director | stakeholders/coo/
managing director | stakeholders/ceo/
CFO | stakeholders/cfo/
DAF | stakeholders/cfo/
finance directors | stakeholders/cfo/
CHRO | stakeholders/drh/
human resources | collaborations/drh/
HR | stakeholders/drh/
works council | stakeholders/cse/
CSE | stakeholders/cse/
IT | stakeholders/dsi/
GDPR | regulations/rgpd/
RGPD | regulations/rgpd/
data protection | regulations/rgpd/
bottleneck | glossary/#goulot
bottlenecks | glossary/#goulot
goulot | glossary/#goulot
S&OP | glossary/#pic
overload | challenges/surcharge/
hybrid work | challenges/travail-hybride/
hybrid working | challenges/travail-hybride/
company's culture | responsibilities/equipes-culture/
company’s culture | responsibilities/equipes-culture/
"""

TYPE_AND_READ = """
async (query) => {
  const field = document.querySelector(".md-search__input");
  const told = document.querySelector(".md-search-result__meta");
  const done = new Promise((resolve) => new MutationObserver(resolve).observe(told, {childList: true}));
  field.value = query;
  field.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}));
  await done;
  const shown = [...document.querySelectorAll(".md-search-result__item")].slice(0, 3);
  return shown.map((item) => [...item.querySelectorAll(":scope > a")].map((link) => link.href));
}
"""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The real site, served with its own policy."""
    with served(site, headers_of(site)) as found:
        yield found


def open_search(page: Page, address: str) -> None:
    """Go to a page, then to its search field by key, and wait until the index is there."""
    page.goto(address)
    page.keyboard.press("/")
    page.locator(".md-search-result[aria-busy='false']").wait_for(state="attached")


def search(page: Page, text: str) -> Locator:
    """Type a query, and give its results."""
    page.evaluate(TYPE_AND_READ, text)
    return page.locator(".md-search-result__item")


@pytest.mark.parametrize(("home", "probes"), [("/", FRENCH), ("/en/", ENGLISH)], ids=["fr", "en"])
def test_what_readers_type_finds_the_page_among_the_first_three(
    address: str, page: Page, home: str, probes: str
) -> None:
    open_search(page, address + home)
    missed = []
    for probe in probes.strip().splitlines():
        query, _, target = probe.partition(" | ")
        groups = page.evaluate(TYPE_AND_READ, query)
        places = [[_place(link, address + home) for link in group] for group in groups]
        if not any(target in group for group in places):
            missed.append((query, target, places))
    assert missed == []


def _place(link: str, home: str) -> str:
    parts = urlsplit(link)
    return parts.path.removeprefix(urlsplit(home).path) + (f"#{parts.fragment}" if parts.fragment else "")


def test_the_accented_word_is_marked_in_the_result_and_on_its_page(address: str, page: Page) -> None:
    open_search(page, address + "/")
    results = search(page, "tresorerie")
    expect(results.first.locator("h1 > mark")).to_have_text("trésorerie")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicateurs/ccc/**")
    expect(page.locator("h1 mark").first).to_have_text("trésorerie")


def test_an_elided_word_is_marked_without_its_article_or_full_stop(address: str, page: Page) -> None:
    open_search(page, address + "/")
    marks = search(page, "l'entreprise").locator("mark")
    expect(marks.first).to_have_text("entreprise")
    # What stands in folded results has no shown text.
    assert {text.lower() for text in marks.all_inner_texts()} <= {"entreprise", "entreprises", ""}


def test_a_typing_error_is_not_reported_as_a_missing_word_but_an_unknown_word_is(address: str, page: Page) -> None:
    open_search(page, address + "/")
    assert search(page, "indicater").first.locator(".md-search-result__terms").count() == 0
    assert "Zéphyrxq" in search(page, "équipe Zéphyrxq").locator(".md-search-result__terms").first.inner_text()


def test_the_documents_are_fetched_once_and_only_when_the_search_is_used(address: str, page: Page) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(address + "/en/")
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if "worker" in path or "documents" in path]
    page.keyboard.press("/")
    page.locator(".md-search__input").press_sequentially("quality")
    page.locator(".md-search-result__item").first.wait_for()
    search(page, "budget")
    assert asked.count("/en/search/documents.json") == asked.count("/en/search/titles.json") == 1


def test_a_query_is_answered_from_the_titles_before_the_texts_are_there(address: str, page: Page) -> None:
    """Nothing is said not to be there while it may be in a text."""
    waiting: list[Route] = []
    page.route("**/search/documents.json", lambda route: waiting.append(route))
    page.goto(address + "/en/")
    page.keyboard.press("/")
    field, results = page.locator(".md-search__input"), page.locator(".md-search-result__item")
    field.press_sequentially("budget")
    expect(results.first).to_contain_text("budget", ignore_case=True)
    expect(page.locator(".md-search-result")).to_have_attribute("aria-busy", "true")
    before = results.count()
    waiting[0].continue_()
    page.locator(".md-search-result[aria-busy='false']").wait_for(state="attached")
    assert results.count() > before


def test_a_result_that_has_the_focus_stays_when_the_texts_come(address: str, page: Page) -> None:
    waiting: list[Route] = []
    page.route("**/search/documents.json", lambda route: waiting.append(route))
    page.goto(address + "/en/")
    page.keyboard.press("/")
    results = page.locator(".md-search-result__item")
    page.locator(".md-search__input").press_sequentially("budget")
    results.first.wait_for()
    before = results.count()
    page.keyboard.press("ArrowDown")
    link = page.locator(".md-search-result__link:focus")
    place = link.get_attribute("href")
    waiting[0].continue_()
    page.locator(".md-search-result[aria-busy='false']").wait_for(state="attached")
    assert (link.get_attribute("href"), results.count()) == (place, before)
    page.locator(".md-search__input").focus()
    expect(results).not_to_have_count(before)
    assert results.count() > before


@pytest.mark.parametrize(
    ("home", "label", "kind", "query"),
    [("/", "Genre de fiche", "Compétence", "qualité"), ("/en/", "Kind of entry", "Competency", "quality")],
    ids=["fr", "en"],
)
def test_results_say_their_kind_and_are_narrowed_by_keyboard(
    address: str, page: Page, home: str, label: str, kind: str, query: str
) -> None:
    open_search(page, address + home)
    kinds = search(page, query).locator("article > h1 > small")
    assert len({text.partition(" ·")[0] for text in kinds.all_inner_texts()}) > 1
    page.keyboard.press("Tab")
    choice = page.get_by_label(label)
    expect(choice).to_be_focused()
    page.keyboard.type(kind[:4])
    expect(choice.locator("option:checked")).to_have_text(kind)
    expect(kinds.first).to_contain_text(kind)
    assert {text.partition(" ·")[0] for text in kinds.all_inner_texts()} == {kind}
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(choice).to_be_hidden()


def test_a_result_shows_the_other_name_under_which_it_was_found(address: str, page: Page) -> None:
    open_search(page, address + "/")
    expect(search(page, "OEE").first.locator("h1 > small")).to_contain_text("Indicateur · OEE")


def test_a_text_that_comes_without_keys_is_searched_for(address: str, page: Page) -> None:
    """As what is pasted with the mouse, or dictated."""
    open_search(page, address + "/en/")
    page.keyboard.insert_text("OEE")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Overall equipment effectiveness")


def test_a_result_does_not_repeat_its_title_among_its_other_names(address: str, page: Page) -> None:
    """Blanks before a colon may be all that differs between the languages."""
    open_search(page, address + "/")
    for query in ("OTIF", "measuring productivity", "Who has the D"):
        repeated = search(page, query).evaluate_all(
            """(items) => items.flatMap((item) => [...item.querySelectorAll("h1, h2")]).filter((heading) => {
                const bare = (text) => text.replace(/\\s/g, "");
                const names = heading.querySelector("small");
                const title = heading.textContent.slice(0, -names?.textContent.length);
                return names && names.textContent.split(" · ").some((name) => bare(name) === bare(title));
            }).map((heading) => heading.textContent)"""
        )
        assert repeated == [], query


def test_other_names_stay_within_the_window_of_a_phone(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    open_search(page, address + "/")
    for query in ("OTIF", "working capital", "recommandation des clients"):
        names = search(page, query).locator("small")
        ends = names.evaluate_all("(all) => all.map((each) => each.getBoundingClientRect().right)")
        assert ends, query
        assert max(ends) <= 320, query
