"""What the views compute: one thing changed in the content is found in the view, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from small import GOLDEN, Project, handbook_of, swap

from generator.language.i18n import LANGUAGES
from generator.model.fields import Ref
from generator.render.pages import render_page
from generator.views import compute
from generator.views.radars.compute import MOST_BESIDE


class Change(NamedTuple):
    """A text of one file replaced, a page, and what then stands in it in French and in English."""

    file: str
    old: str
    new: str
    page: Ref
    fr: str
    en: str


def _page(name: str, entry_id: str = "") -> Ref:
    return Ref(name, entry_id)


CHANGES = {
    "a need becomes essential": Change(
        "responsibilities/exemple.yml",
        "{ref: autre}",
        "{ref: autre, essential: true}",
        _page("matrix-competencies"),
        r'class="essential".*class="essential"',
        r'class="essential".*class="essential"',
    ),
    "a responsibility loses its KPI": Change(
        "responsibilities/exemple.yml",
        "kpis: [exemple]",
        "kpis: []",
        _page("matrix-kpis"),
        "Sans aucun lien",
        "No link at all",
    ),
    "a challenge calls for another competency": Change(
        "challenges/exemple.yml",
        "competencies: [exemple]",
        "competencies: [exemple, autre]",
        _page("matrix-challenges"),
        r"lié à.*lié à",
        r"linked to.*linked to",
    ),
    "a target level, in the radar's table": Change(
        "archetypes/exemple.yml", "exemple: 4", "exemple: 2", _page("radars", "exemple"), "2 / 4", "2 / 4"
    ),
    "a target level, in the radar's description": Change(
        "archetypes/exemple.yml",
        "exemple: 4",
        "exemple: 2",
        _page("radars", "exemple"),
        r"<desc[^>]*>L’exécuteur : Résolution de problèmes 2\.",
        r"<desc[^>]*>The executor: Problem solving 2\.",
    ),
    "a target level, in the job description": Change(
        "archetypes/exemple.yml",
        "exemple: 4",
        "exemple: 2",
        _page("job-descriptions", "exemple"),
        "2 / 4, Application",
        "2 / 4, Working",
    ),
    "a duty, in the job description of a sector": Change(
        "sectors/exemple.yml",
        'fr: "Le plan du mois.", en: "The month\'s plan."',
        'fr: "Le plan de la semaine.", en: "The week\'s plan."',
        _page("sector-jobs", "exemple"),
        r"Produire</th><td markdown=\"span\">Le plan de la semaine",
        r"Produce</th><td markdown=\"span\">The week’s plan",
    ),
    "a target level, in the key of the evaluation": Change(
        "archetypes/exemple.yml", "exemple: 4", "exemple: 2", _page("evaluation"), ">2</td>", ">2</td>"
    ),
    "a KPI's frequency": Change(
        "kpis/exemple.yml",
        "frequency: [weekly, monthly]",
        "frequency: [daily]",
        _page("kpi-board"),
        r'data-frequency="daily" .*chaque jour',
        r'data-frequency="daily" .*daily',
    ),
    "a KPI's family": Change(
        "kpis/exemple.yml", "family: quality", "family: people", _page("kpi-board"), "Humain", "People"
    ),
    "a KPI's direction": Change(
        "kpis/exemple.yml", "direction: up", "direction: down", _page("evaluation"), "à la baisse", "down ↓"
    ),
    "a ritual's cadence": Change(
        "rituals/exemple.yml",
        "cadence: daily",
        "cadence: quarterly",
        _page("calendar"),
        r"(?:colspan=\"3\"[^\n]*une fois[^\n]*){1}",
        r"(?:colspan=\"3\"[^\n]*once[^\n]*){1}",
    ),
    "a date of a text": Change(
        "regulations/exemple.yml",
        "date: 2025-02-14",
        "date: 2027-02-14",
        _page("legal-watch"),
        "14 février 2027.*à venir",
        "14 February 2027.*to come",
    ),
    "a day of review": Change(
        "regulations/exemple.yml",
        "review_by: 2027-03-31",
        "review_by: 2028-01-02",
        _page("legal-watch"),
        r'data-review-by="2028-01-02".*2 janvier 2028',
        r'data-review-by="2028-01-02".*2 January 2028',
    ),
    "a question tests nothing any more": Change(
        "interview/exemple.yml",
        "competencies: [exemple]",
        "competencies: [autre]",
        _page("interview-scoring"),
        r"competences/exemple\.md\)</th><td markdown=\"span\"></td>",
        r"competencies/exemple\.md\)</th><td markdown=\"span\"></td>",
    ),
    "an action of the plan": Change(
        "plan/exemple.yml",
        'fr: "Suivre une commande.", en: "Follow an order."',
        'fr: "Suivre deux dossiers.", en: "Follow two cases."',
        _page("first-days"),
        r'type="checkbox"> Suivre deux dossiers',
        r'type="checkbox"> Follow two cases',
    ),
    "a variant that fits every archetype": Change(
        "plan/exemple.yml",
        "archetypes: [exemple], text",
        "text",
        _page("first-days"),
        r'scope="row" markdown="span">Redressement',
        r'scope="row" markdown="span">Turnaround',
    ),
    "a threshold": Change(
        "decisions/exemple.yml",
        'fr: "Au-delà de 1 M€", en: "Above €1m"',
        'fr: "Au-delà de 3 M€", en: "Above €3m"',
        _page("mandate-letter"),
        "Au-delà de 3",
        "Above €3m",
    ),
    "a step of the letter": Change(
        "practices/exemple.yml",
        'title: {fr: "Trouver", en: "Identify"}',
        'title: {fr: "Écrire", en: "Write"}',
        _page("mandate-letter"),
        "### 1. Écrire",
        "### 1. Write",
    ),
    "a threshold, on the stakeholder's page": Change(
        "decisions/exemple.yml",
        'fr: "Au-delà de 1 M€", en: "Above €1m"',
        'fr: "Au-delà de 3 M€", en: "Above €3m"',
        _page("stakeholders", "exemple"),
        "Au-delà de 3",
        "Above €3m",
    ),
    "a letter, on the stakeholder's page": Change(
        "decisions/exemple.yml",
        "raci: {exemple: A/R}",
        "raci: {exemple: I}",
        _page("stakeholders", "exemple"),
        r"On vous informe après \(I\)",
        r"You are informed afterwards \(I\)",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_the_content_is_found_in_the_view(content: Path, name: str, language: str) -> None:
    change = CHANGES[name]
    expected = getattr(change, language)
    before = render_page(handbook_of(content), change.page, language).body.replace("\u00a0", " ")
    swap(content, change.file, change.old, change.new)
    after = render_page(handbook_of(content), change.page, language).body.replace("\u00a0", " ")
    assert not re.search(expected, before), before
    assert re.search(expected, after), after


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_that_is_taken_away_takes_its_line_from_the_map(content: Path, language: str) -> None:
    line = 'data-from="competencies/exemple" data-to="responsibilities/exemple"'
    assert line in render_page(handbook_of(content), Ref("role-map", ""), language).body
    swap(content, "responsibilities/exemple.yml", "{ref: exemple, essential: true}, ", "")
    assert line not in render_page(handbook_of(content), Ref("role-map", ""), language).body


def test_the_nearest_date_comes_first_and_texts_without_one_last(project: Project) -> None:
    text = (GOLDEN / "regulations" / "entry.yml").read_text("utf-8")
    early = text.replace("2025-02-14", "2027-01-01")
    content = project(
        f"\n== regulations/tot.yml ==\n{early}\n== regulations/tard.yml ==\n{early.replace('2027-01-01', '2029-01-01')}"
    )
    watch = compute(handbook_of(content), "legal-watch", None)
    assert [text.entry.id for text in watch.texts] == ["tot", "tard", "exemple"]
    assert [event.ahead for event in watch.events] == [False, True, True]


def test_a_counter_metric_is_told_where_it_is_named_and_not_the_other_way_round(project: Project) -> None:
    text = (GOLDEN / "kpis" / "entry.yml").read_text("utf-8")
    content = project(f"\n== kpis/autre.yml ==\n{text.replace('pairs_with: []', 'pairs_with: [exemple]')}")
    [family] = compute(handbook_of(content), "kpi-board", None)
    told = {measure.entry.id: [entry.id for entry in measure.counters] for measure in family.measures}
    assert told == {"exemple": [], "autre": ["exemple"]}
    page = render_page(handbook_of(content), Ref("kpis", "exemple"), "fr")
    assert "{: #pairs-with }" not in page.body


def test_each_archetype_is_laid_over_every_other(project: Project) -> None:
    text = (GOLDEN / "archetypes" / "entry.yml").read_text("utf-8")
    content = project(f"\n== archetypes/autre.yml ==\n{text.replace('exemple: 4', 'exemple: 1')}")
    body = render_page(handbook_of(content), Ref("radars", "exemple"), "fr").body
    assert "{: #autre }" in body
    assert '<td markdown="span">4</td><td markdown="span">1</td><td markdown="span">&#43;3</td>' in body
    ids = re.findall(r' id="([^"]+)"', body)
    assert len(ids) == len(set(ids))


def test_many_archetypes_are_laid_over_those_most_like_them(project: Project) -> None:
    text = (GOLDEN / "archetypes" / "entry.yml").read_text("utf-8")
    far, near = text.replace("exemple: 4", "exemple: 1"), text
    content = project("".join(f"\n== archetypes/a{n:02}.yml ==\n{near if n % 2 else far}" for n in range(20)))
    handbook = handbook_of(content)
    radars = compute(handbook, "radars", handbook.entries[Ref("archetypes", "exemple")])
    assert len(radars.beside) == MOST_BESIDE
    assert all(int(radar.profiles[1].entry.id[1:]) % 2 for radar in radars.beside)
    assert radars.left_out == 20 - MOST_BESIDE
    body = render_page(handbook, Ref("radars", "exemple"), "fr").body
    assert body.count("<svg") == 1 + MOST_BESIDE
    assert f"({20 - MOST_BESIDE})" in body


def test_a_radar_has_the_competencies_that_its_profiles_ask_for(project: Project) -> None:
    archetype = (GOLDEN / "archetypes" / "entry.yml").read_text("utf-8")
    competency = (GOLDEN / "competencies" / "entry.yml").read_text("utf-8")
    more = "".join(f"\n== competencies/c{n}.yml ==\n{competency}" for n in range(3))
    other = archetype.replace("exemple: 4", "c0: 2")
    handbook = handbook_of(project(f"{more}\n== archetypes/autre.yml ==\n{other}"))
    radars = compute(handbook, "radars", handbook.entries[Ref("archetypes", "exemple")])
    assert [axis.id for axis in radars.own.axes] == ["exemple"]
    [beside] = radars.beside
    assert {axis.id for axis in beside.axes} == {"exemple", "c0"}
    assert {profile.entry.id: sum(profile.levels) for profile in beside.profiles} == {"exemple": 4, "autre": 2}
    body = render_page(handbook, Ref("radars", "exemple"), "fr").body
    assert body.count('class="axis-name"') == 1 + 2
    assert body.count(" / 4</span>") == 1


def test_an_archetype_without_levels_has_no_radar(project: Project) -> None:
    archetype = (GOLDEN / "archetypes" / "entry.yml").read_text("utf-8")
    empty = archetype.replace("{exemple: 4}", "{}")
    handbook = handbook_of(project(f"\n== archetypes/vide.yml ==\n{empty}"))
    for name in ("vide", "exemple"):
        assert not compute(handbook, "radars", handbook.entries[Ref("archetypes", name)]).beside
    body = render_page(handbook, Ref("radars", "vide"), "fr").body
    assert "<svg" not in body
    assert "| --- |" not in body
    assert "Lire la page de ce profil" in body


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("responsibilities", Ref("job-descriptions", "exemple")),
        ("collaborations", Ref("job-descriptions", "exemple")),
        ("challenges", Ref("job-descriptions", "exemple")),
        ("sectors", Ref("sector-jobs", "exemple")),
    ],
)
def test_a_job_description_names_a_bounded_number_of_a_kind(project: Project, kind: str, page: Ref) -> None:
    text = (GOLDEN / kind / "entry.yml").read_text("utf-8")
    handbook = handbook_of(project("".join(f"\n== {kind}/a{n:02}.yml ==\n{text}" for n in range(20))))
    every = len(handbook.of(kind)) - (page.kind == "sector-jobs")
    for language, said in (("fr", f"Voir les {every}"), ("en", f"See all {every}")):
        body = render_page(handbook, page, language).body
        assert 1 <= len(re.findall(r"/a\d\d\.md\)", body)) <= 12
        assert f"[{said}](" in body


def test_a_decision_that_two_answer_for_is_told_instead_of_checked(project: Project, content: Path) -> None:
    page = Ref("decisions", "")
    assert "1 décisions" in render_page(handbook_of(content), page, "fr").body
    stakeholder = (GOLDEN / "stakeholders" / "entry.yml").read_text("utf-8")
    project(f"\n== stakeholders/autre.yml ==\n{stakeholder}")
    swap(content, "decisions/exemple.yml", "{exemple: A/R}", "{exemple: A/R, autre: A}")
    body = render_page(handbook_of(content), page, "fr").body
    assert "À corriger" in body
    assert "vérifié" not in body


def test_a_hostile_title_stays_a_text_in_every_view(content: Path) -> None:
    hostile = '"A `b` *c* [d](e) <script>x</script> \\"f\\""'
    for kind in ("archetypes", "competencies", "kpis", "decisions", "responsibilities", "rituals"):
        path = content / kind / "exemple.yml"
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text(f"title: {{fr: {hostile}, en: {hostile}}}\n" + "".join(lines[1:]), "utf-8")
    handbook = handbook_of(content)
    for name in ("role-map", "matrix-competencies", "evaluation", "mandate-letter", "kpi-board", "calendar"):
        body = render_page(handbook, Ref(name, ""), "fr").body
        assert "<script" not in body, name
        for value in re.findall(r'aria-label="([^"]*)"', body):
            assert not set(value) & set("`*[]<>"), (name, value)
