"""What the job becomes in one sector."""

from __future__ import annotations

from generator.kinds.references import KpiRef
from generator.language.i18n import Line, Prose
from generator.model.content import Content
from generator.model.fields import Strict


class Measure(Strict):
    """One KPI of the sector: what it shows there, and the KPI that tells when progress is paid for elsewhere."""

    kpi: KpiRef
    reason: Prose
    counter: KpiRef | None = None


class Duty(Strict):
    """One responsibility of a job description, with what it covers in this sector."""

    title: Line
    text: Line


class Job(Strict):
    """What a job description says of the job, in the words of those who hire: the pages have words of their own."""

    mission: Prose
    duties: tuple[Duty, ...]
    results: tuple[Line, ...]
    requirements: tuple[Line, ...]
    experience: Line | None = None
    education: Line | None = None


class Sector(Content):
    """One sector: scope, what changes in the job, measures, law, risks, first days, and a job description."""

    summary: Line
    scope: Prose
    difference: Prose
    measures: tuple[Measure, ...]
    other_measures: tuple[Prose, ...] = ()
    law: tuple[Prose, ...]
    first_risks: tuple[Prose, ...]
    first_90_days: tuple[Prose, ...]
    questions: tuple[Line, ...]
    job: Job
