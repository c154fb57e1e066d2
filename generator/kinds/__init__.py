"""The kinds of content: one module, one model, one folder and one template a kind.

In: parsed YAML data. Out: `KINDS`, the table that everything else reads, and `PLACES`, the same with the sheets:
whatever has an address. To add a kind, add its model, its template, its words in `locales/`, a golden case, and
one line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.kinds.archetype import Archetype
from generator.kinds.case import Case
from generator.kinds.challenge import Challenge
from generator.kinds.collaboration import Collaboration
from generator.kinds.comparison import Comparison
from generator.kinds.competency import Competency
from generator.kinds.decision import Decision
from generator.kinds.interview_question import InterviewQuestion
from generator.kinds.kpi import Kpi
from generator.kinds.phase import Phase
from generator.kinds.practice import Practice
from generator.kinds.question import Question
from generator.kinds.reader import Reader
from generator.kinds.regulation import Regulation
from generator.kinds.responsibility import Responsibility
from generator.kinds.ritual import Ritual
from generator.kinds.role import Role
from generator.kinds.sector import Sector
from generator.kinds.settings import Settings
from generator.kinds.sheet import SHEETS, Sheet
from generator.kinds.source import Source
from generator.kinds.stakeholder import Stakeholder
from generator.kinds.term import Term
from generator.kinds.topic import Topic
from generator.model.content import Content, Guidance


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content: its folder, model and template, its address in each language, and how it is shown.

    `layout` is `page` (a page an entry), `items` (all entries on the index page, an anchor each) or `single`
    (one entry, which is the index page). `weight` is how much more the search counts an entry's own heading and opening
    than the sections under it: less where entries treat what others are about.
    """

    folder: str
    model: type[Content]
    template: str
    segment: Mapping[str, str]
    layout: Literal["page", "items", "single"] = "page"
    weight: float = 3


def _kind(
    folder: str,
    model: type[Content],
    template: str,
    fr: str,
    en: str,
    layout: Literal["page", "items", "single"] = "page",
    weight: float = 3,
) -> Kind:
    return Kind(folder, model, template, {"fr": fr, "en": en}, layout, weight)


KINDS: Mapping[str, Kind] = {
    kind.folder: kind
    for kind in (
        _kind("role", Role, "role", "le-role", "the-role", "single"),
        _kind("responsibilities", Responsibility, "responsibility", "responsabilites", "responsibilities"),
        _kind("competencies", Competency, "competency", "competences", "competencies"),
        _kind("challenges", Challenge, "challenge", "defis", "challenges"),
        _kind("comparisons", Comparison, "comparison", "comparaisons", "comparisons"),
        _kind("sectors", Sector, "sector", "secteurs", "sectors", weight=1),
        _kind("archetypes", Archetype, "archetype", "profils", "archetypes"),
        _kind("kpis", Kpi, "kpi", "indicateurs", "kpis"),
        _kind("collaborations", Collaboration, "collaboration", "collaborations", "collaborations"),
        _kind("decisions", Decision, "decision", "decisions", "decisions", weight=1),
        _kind("stakeholders", Stakeholder, "stakeholder", "interlocuteurs", "stakeholders"),
        _kind("rituals", Ritual, "ritual", "rituels", "rituals"),
        _kind("practices", Practice, "practice", "methodes", "methods"),
        _kind("plan", Phase, "phase", "30-60-90", "30-60-90", "items"),
        _kind("interview", InterviewQuestion, "interview_question", "entretien", "interview", "items"),
        _kind("topics", Topic, "topic", "dossiers", "topics", weight=1),
        _kind("cases", Case, "case", "cas-reels", "cases", weight=1),
        _kind("regulations", Regulation, "regulation", "reglementation", "regulations"),
        _kind("faq", Question, "question", "faq", "faq", weight=1),
        _kind("glossary", Term, "term", "glossaire", "glossary", "items"),
        _kind("readers", Reader, "reader", "parcours", "paths"),
        _kind("sources", Source, "source", "sources", "sources", "items"),
    )
}

PLACES: Mapping[str, Kind | Sheet] = {**KINDS, **SHEETS}
"""Whatever a `Ref` may name as its kind: the kinds of content and the sheets made from them."""

__all__ = ["KINDS", "PLACES", "SHEETS", "Content", "Guidance", "Kind", "Settings", "Sheet"]
