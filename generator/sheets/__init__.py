"""Sheets: what each computed page shows, as plain data.

In: the linked handbook and, for a page made for one entry, that entry. Out: `compute`. Each sheet is a small
pure function, without a word of a language and without markup: its template has both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.handbook import Entry, Handbook
from generator.sheets.compare import compare
from generator.sheets.job_descriptions import job_descriptions
from generator.sheets.matrices import matrix_challenges, matrix_competencies, matrix_kpis
from generator.sheets.selector import selector
from generator.sheets.self_assessment import self_assessment

COMPUTED: Mapping[str, Callable[[Handbook, Entry | None], Any]] = {
    "matrix-competencies": matrix_competencies,
    "matrix-kpis": matrix_kpis,
    "matrix-challenges": matrix_challenges,
    "job-descriptions": job_descriptions,
    "compare": compare,
    "self-assessment": self_assessment,
    "selector": selector,
}


def compute(handbook: Handbook, name: str, entry: Entry | None) -> Any:
    """What a sheet shows; `entry` is the one its page is made for, None for a single page or an index."""
    return COMPUTED[name](handbook, entry)
