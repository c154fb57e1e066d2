"""The sheets: pages computed from many entries, which no author writes.

In: nothing. Out: `SHEETS`, the table that everything else reads. To add a sheet, add one line here, what it
computes in `generator/views/`, its template in `templates/sheets/`, its words in `locales/`, and its title in
`content/handbook.yml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page made from the entries of the kinds it `needs`: without entries of each of them it has no page.

    `each` names a kind: the sheet then has an index page, and a page for each entry of that kind. `based_on` names
    a kind too: the settings then say which entry of it the sheet is made from. A `wide` sheet takes the room of the
    table of contents.
    """

    name: str
    segment: Mapping[str, str]
    needs: tuple[str, ...]
    each: str = ""
    based_on: str = ""
    wide: bool = False

    @property
    def template(self) -> str:
        """The template that shows the sheet."""
        return f"sheets/{self.name.replace('-', '_')}.md.jinja"

    @property
    def layout(self) -> Literal["page", "single"]:
        """How its pages lie, in the words that are used for kinds."""
        return "page" if self.each else "single"


def _sheet(name: str, fr: str, en: str, needs: str, each: str = "", based_on: str = "", wide: bool = False) -> Sheet:
    return Sheet(name, {"fr": fr, "en": en}, tuple(needs.split()), each, based_on, wide)


SHEETS: Mapping[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        _sheet(
            "role-map",
            "carte-du-role",
            "role-map",
            "responsibilities competencies kpis decisions stakeholders",
            wide=True,
        ),
        _sheet("radars", "radars", "radars", "archetypes competencies", "archetypes", wide=True),
        _sheet(
            "matrix-competencies",
            "matrice-competences",
            "competency-matrix",
            "responsibilities competencies",
            wide=True,
        ),
        _sheet("matrix-kpis", "matrice-indicateurs", "kpi-matrix", "responsibilities kpis", wide=True),
        _sheet("matrix-challenges", "matrice-defis", "challenge-matrix", "challenges competencies", wide=True),
        _sheet("kpi-board", "tableau-de-bord", "kpi-board", "kpis", wide=True),
        _sheet("calendar", "calendrier", "calendar", "rituals stakeholders", wide=True),
        _sheet("mandate-letter", "lettre-de-mission", "mandate-letter", "practices decisions", based_on="practices"),
        _sheet("job-descriptions", "fiches-de-poste", "job-descriptions", "archetypes role competencies", "archetypes"),
        _sheet("sector-jobs", "fiches-de-poste-par-secteur", "job-descriptions-by-sector", "sectors", "sectors"),
        _sheet("compare", "comparer", "compare", "archetypes competencies comparisons", wide=True),
        _sheet("self-assessment", "auto-evaluation", "self-assessment", "archetypes competencies", wide=True),
        _sheet("selector", "quel-coo", "which-coo", "archetypes practices"),
        _sheet("interview-scoring", "grille-entretien", "interview-scoring", "interview competencies"),
        _sheet("first-days", "plan-a-cocher", "first-days", "plan archetypes"),
        _sheet("evaluation", "grille-evaluation", "evaluation", "kpis competencies collaborations archetypes"),
        _sheet("legal-watch", "veille-juridique", "legal-watch", "regulations", wide=True),
    )
}
