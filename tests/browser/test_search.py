"""The search of the real site, as a reader uses it: what is typed, what is found, and by which keys."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

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
stratégie | competences/vision-strategique/
vision strategique | competences/vision-strategique/
amélioration continue | competences/amelioration-continue/
ameliorations continues | competences/amelioration-continue/
l'amélioration continue | competences/amelioration-continue/
l’amelioration continue | competences/amelioration-continue/
resolution de problemes | competences/resolution-problemes/
résolution d'un problème | competences/resolution-problemes/
influence et confiance | competences/influence-confiance/
conduite du changement | responsabilites/conduite-changement/
conduites du changements | responsabilites/conduite-changement/
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
human resources | stakeholders/drh/
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


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The real site, served."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or "chromium",
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def search(page: Page, text: str) -> None:
    """Type as a reader does, and wait for the results."""
    page.keyboard.press("/")
    page.locator(".md-search__input").fill("")
    page.keyboard.type(text)
    page.locator(".md-search-result__item").first.wait_for()


@pytest.mark.parametrize(("home", "probes"), [("/", FRENCH), ("/en/", ENGLISH)], ids=["fr", "en"])
def test_what_readers_type_finds_the_page_among_the_first_three(
    page: Page, address: str, home: str, probes: str
) -> None:
    page.goto(address + home)
    page.keyboard.press("/")
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
