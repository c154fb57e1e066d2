"""Sheets: what each computed page shows, as plain data.

In: the linked handbook and, for a page made for one entry, that entry. Out: `compute`. Each sheet is a small
pure function, without a word of a language and without markup: its template has both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.handbook import Entry, Handbook
from generator.sheets.calendar import calendar
from generator.sheets.compare import compare
from generator.sheets.evaluation import evaluation
from generator.sheets.first_days import first_days
from generator.sheets.interview_scoring import interview_scoring
from generator.sheets.job_descriptions import job_descriptions, sector_jobs
from generator.sheets.kpi_board import kpi_board
from generator.sheets.legal_watch import legal_watch
from generator.sheets.mandate_letter import mandate_letter
from generator.sheets.matrices import matrix_challenges, matrix_competencies, matrix_kpis
from generator.sheets.radars import radars
from generator.sheets.role_map import role_map
from generator.sheets.selector import selector
from generator.sheets.self_assessment import self_assessment

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
