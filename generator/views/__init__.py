"""Sheets: what each computed page shows, as plain data.

In: the linked handbook and, for a page made for one entry, that entry. Out: `compute`. Each sheet is a small
pure function, without a word of a language and without markup: its template has both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.handbook import Entry, Handbook
from generator.views.calendar.compute import calendar
from generator.views.compare.compute import compare
from generator.views.evaluation.compute import evaluation
from generator.views.first_days.compute import first_days
from generator.views.interview_scoring.compute import interview_scoring
from generator.views.job_descriptions.compute import job_descriptions
from generator.views.kpi_board.compute import kpi_board
from generator.views.legal_watch.compute import legal_watch
from generator.views.mandate_letter.compute import mandate_letter
from generator.views.matrix_challenges.compute import matrix_challenges
from generator.views.matrix_competencies.compute import matrix_competencies
from generator.views.matrix_kpis.compute import matrix_kpis
from generator.views.radars.compute import radars
from generator.views.role_map.compute import role_map
from generator.views.sector_jobs.compute import sector_jobs
from generator.views.selector.compute import selector
from generator.views.self_assessment.compute import self_assessment

COMPUTED: Mapping[str, Callable[[Handbook, Entry | None], Any]] = {
    "role-map": role_map,
    "radars": radars,
    "matrix-competencies": matrix_competencies,
    "matrix-kpis": matrix_kpis,
    "matrix-challenges": matrix_challenges,
    "kpi-board": kpi_board,
    "calendar": calendar,
    "mandate-letter": mandate_letter,
    "job-descriptions": job_descriptions,
    "sector-jobs": sector_jobs,
    "compare": compare,
    "self-assessment": self_assessment,
    "selector": selector,
    "interview-scoring": interview_scoring,
    "first-days": first_days,
    "evaluation": evaluation,
    "legal-watch": legal_watch,
}


def compute(handbook: Handbook, name: str, entry: Entry | None) -> Any:
    """What a sheet shows; `entry` is the one its page is made for, or the one that the settings give it."""
    return COMPUTED[name](handbook, entry)
