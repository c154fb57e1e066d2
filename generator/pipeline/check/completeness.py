"""Rules of what an entry of one kind must hold to be of use.

In: the linked handbook. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.kinds.competencies.model import Competency
from generator.kinds.decisions.model import Decision
from generator.kinds.interview.model import InterviewQuestion
from generator.kinds.kpis.model import Kpi
from generator.kinds.responsibilities.model import Responsibility
from generator.model.content import Guidance
from generator.model.handbook import Handbook
from generator.pipeline.check.place import at, entries_of, few

LEVELS = 4


def competency_is_complete(handbook: Handbook) -> Iterator[Diagnostic]:
    """Four levels in order, two to four behaviours each, an upside and a downside."""
    for entry in entries_of(handbook, "competencies"):
        data = entry.data
        assert isinstance(data, Competency)
        if [level.level for level in data.levels] != list(range(1, LEVELS + 1)):
            yield Diagnostic("wrong-levels", at(entry, "levels"))
        for position, level in enumerate(data.levels):
            if not 2 <= len(level.behaviours) <= 4:
                span = entry.document.key_span(("levels", position, "behaviours"))
                yield Diagnostic("wrong-behaviours", span, {"found": str(len(level.behaviours))})
        for side in ("upside", "downside"):
            if not getattr(data, side):
                yield few(entry, side, 1, 0)


def responsibility_is_covered(handbook: Handbook) -> Iterator[Diagnostic]:
    """At least one KPI, two competencies, and an example from industry and one from services."""
    for entry in entries_of(handbook, "responsibilities"):
        data = entry.data
        assert isinstance(data, Responsibility)
        if not data.kpis:
            yield few(entry, "kpis", 1, 0)
        if len(data.competencies) < 2:
            yield few(entry, "competencies", 2, len(data.competencies))
        if not (data.examples.industry and data.examples.services):
            yield Diagnostic("missing-example", at(entry, "examples"), message="missing-both-examples")


def kpi_is_complete(handbook: Handbook) -> Iterator[Diagnostic]:
    """Formula, unit, frequency, direction, and at least one pitfall."""
    for entry in entries_of(handbook, "kpis"):
        data = entry.data
        assert isinstance(data, Kpi)
        for field in ("formula", "unit", "frequency", "direction", "pitfalls"):
            if not getattr(data, field):
                yield few(entry, field, 1, 0)


def decision_has_one_answerer(handbook: Handbook) -> Iterator[Diagnostic]:
    """Exactly one A and at least one R; `A/R` counts as both."""
    for entry in entries_of(handbook, "decisions"):
        data = entry.data
        assert isinstance(data, Decision)
        letters = list(data.raci.values())
        answerers = sum(letter in ("A", "A/R") for letter in letters)
        if answerers != 1:
            yield Diagnostic("raci-one-a", at(entry, "raci"), {"found": str(answerers)})
        if not any(letter in ("R", "A/R") for letter in letters):
            yield Diagnostic("raci-no-r", at(entry, "raci"))


def question_is_scored(handbook: Handbook) -> Iterator[Diagnostic]:
    """An interview question tests a competency and has an anchor a level; a reverse question needs neither."""
    for entry in entries_of(handbook, "interview"):
        data = entry.data
        assert isinstance(data, InterviewQuestion)
        if data.type == "reverse":
            continue
        if not data.competencies:
            yield few(entry, "competencies", 1, 0)
        if len(data.anchors) != LEVELS:
            yield few(entry, "anchors", LEVELS, len(data.anchors))


def guidance_is_practical(handbook: Handbook) -> Iterator[Diagnostic]:
    """A page of advice tells what to do on Monday and gives at least one example."""
    for entry in handbook.entries.values():
        if not isinstance(entry.data, Guidance) or not entry.published:
            continue
        if entry.data.on_monday is None:
            yield Diagnostic("missing-action", at(entry, "on_monday"), severity=Severity.WARNING)
        if not (entry.data.examples.industry or entry.data.examples.services):
            yield Diagnostic("missing-example", at(entry, "examples"), severity=Severity.WARNING)
