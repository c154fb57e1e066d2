"""Sheets: what each computed page shows, as plain data.

In: the linked handbook and, for a page made for one entry, that entry. Out: `compute`. Each sheet is a small
pure function, without a word of a language and without markup: its template has both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.handbook import Entry, Handbook
from generator.views.calendar import calendar
from generator.views.compare import compare
from generator.views.evaluation import evaluation
from generator.views.first_days import first_days
from generator.views.interview_scoring import interview_scoring
from generator.views.job_descriptions import job_descriptions, sector_jobs
from generator.views.kpi_board import kpi_board
from generator.views.legal_watch import legal_watch
from generator.views.mandate_letter import mandate_letter
from generator.views.matrices import matrix_challenges, matrix_competencies, matrix_kpis
from generator.views.radars import radars
from generator.views.role_map import role_map
from generator.views.selector import selector
from generator.views.self_assessment import self_assessment

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
