"""Check: the rules of the handbook that no single field can keep.

In: the linked handbook. Out: findings. Each rule is one small function; `RULES` lists them. No rule reads the
clock: the same content gives the same findings on any day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from generator.diagnostics import Diagnostic, Severity, Word, nearest
from generator.handbook import Entry, Handbook
from generator.i18n import LANGUAGES, SOURCE_LANGUAGE, Line, Localized, Prose
from generator.markup import html_tags
from generator.models import KINDS, Guidance
from generator.models.comparison import Comparison
from generator.models.competency import Competency
from generator.models.decision import Decision
from generator.models.fields import Figure, Leaf, Ref
from generator.models.interview_question import InterviewQuestion
from generator.models.kpi import Kpi
from generator.models.question import Question
from generator.models.responsibility import Responsibility
from generator.models.term import Term
from generator.source import Span

SHORT_ANSWER_WORDS = 60
LEVELS = 4

Rule = Callable[[Handbook], Iterator[Diagnostic]]


def check(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every finding of every rule, in the order of the files."""
    found = [diagnostic for rule in RULES for diagnostic in rule(handbook)]
    yield from sorted(found, key=lambda diagnostic: diagnostic.span)


def _entries(handbook: Handbook, kind: str) -> Iterator[Entry]:
    return (entry for entry in handbook.entries.values() if entry.kind == kind)


def _at(entry: Entry, field: str) -> Span:
    """The key of a field, or the start of the file where the field is absent."""
    if (field,) in entry.document.keys:
        return entry.document.key_span((field,))
    start = entry.document.value_span(())
    return replace(start, end_line=start.line, end_column=start.column + 1)


def _few(entry: Entry, field: str, least: int, found: int) -> Diagnostic:
    values = {"field": field, "least": str(least), "found": str(found)}
    return Diagnostic("too-few", _at(entry, field), values, severity=Severity.ERROR)


def competency_is_complete(handbook: Handbook) -> Iterator[Diagnostic]:
    """Four levels in order, two to four behaviours each, an upside and a downside."""
    for entry in _entries(handbook, "competencies"):
        data = entry.data
        assert isinstance(data, Competency)
        if [level.level for level in data.levels] != list(range(1, LEVELS + 1)):
            yield Diagnostic("wrong-levels", _at(entry, "levels"))
        for position, level in enumerate(data.levels):
            if not 2 <= len(level.behaviours) <= 4:
                span = entry.document.key_span(("levels", position, "behaviours"))
                yield Diagnostic("wrong-behaviours", span, {"found": str(len(level.behaviours))})
        for side in ("upside", "downside"):
            if not getattr(data, side):
                yield _few(entry, side, 1, 0)


def responsibility_is_covered(handbook: Handbook) -> Iterator[Diagnostic]:
    """At least one KPI, two competencies, and an example from industry and one from services."""
    for entry in _entries(handbook, "responsibilities"):
        data = entry.data
        assert isinstance(data, Responsibility)
        if not data.kpis:
            yield _few(entry, "kpis", 1, 0)
        if len(data.competencies) < 2:
            yield _few(entry, "competencies", 2, len(data.competencies))
        if not (data.examples.industry and data.examples.services):
            yield Diagnostic("missing-example", _at(entry, "examples"), message="missing-both-examples")


def kpi_is_complete(handbook: Handbook) -> Iterator[Diagnostic]:
    """Formula, unit, frequency, direction, and at least one pitfall."""
    for entry in _entries(handbook, "kpis"):
        data = entry.data
        assert isinstance(data, Kpi)
        for field in ("formula", "unit", "frequency", "direction", "pitfalls"):
            if not getattr(data, field):
                yield _few(entry, field, 1, 0)


def kpi_is_used(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every KPI measures at least one responsibility. Not known while a responsibility is broken."""
    if any(ref.kind == "responsibilities" for ref in handbook.broken):
        return
    used = {link.target.ref for link in handbook.links if link.source.kind == "responsibilities"}
    for entry in _entries(handbook, "kpis"):
        if entry.ref not in used:
            yield Diagnostic("orphan-entry", _at(entry, "title"), {"id": entry.id}, severity=Severity.WARNING)


def decision_has_one_answerer(handbook: Handbook) -> Iterator[Diagnostic]:
    """Exactly one A and at least one R; `A/R` counts as both."""
    for entry in _entries(handbook, "decisions"):
        data = entry.data
        assert isinstance(data, Decision)
        letters = list(data.raci.values())
        answerers = sum(letter in ("A", "A/R") for letter in letters)
        if answerers != 1:
            yield Diagnostic("raci-one-a", _at(entry, "raci"), {"found": str(answerers)})
        if not any(letter in ("R", "A/R") for letter in letters):
            yield Diagnostic("raci-no-r", _at(entry, "raci"))


def comparison_is_rectangular(handbook: Handbook) -> Iterator[Diagnostic]:
    """As many cells in each row as columns; rows written or made from a kind, never both."""
    for entry in _entries(handbook, "comparisons"):
        data = entry.data
        assert isinstance(data, Comparison)
        for position, row in enumerate(data.rows):
            if len(row.cells) != len(data.columns):
                span = entry.document.key_span(("rows", position, "cells"))
                yield Diagnostic("row-cells", span, {"found": str(len(row.cells)), "columns": str(len(data.columns))})
        if bool(data.rows) == bool(data.rows_from):
            yield Diagnostic("rows-twice", _at(entry, "rows"))


def table_fields_exist(handbook: Handbook) -> Iterator[Diagnostic]:
    """A table made from entries names a kind and, in each column, one of that kind's fields."""
    for entry in _entries(handbook, "comparisons"):
        data = entry.data
        assert isinstance(data, Comparison)
        if data.rows_from is None:
            continue
        kind = KINDS.get(data.rows_from.kind)
        if kind is None:
            span = entry.document.value_span(("rows_from", "kind"))
            yield _not_one_of(span, data.rows_from.kind, list(KINDS))
            continue
        for position, column in enumerate(data.columns):
            if column.field not in kind.model.model_fields:
                span = entry.document.value_span(("columns", position, "field"))
                yield _not_one_of(span, column.field or "", list(kind.model.model_fields))


def _not_one_of(span: Span, value: str, known: list[str]) -> Diagnostic:
    near = nearest(value, known)
    values = {"value": value, "near": near, "known": ", ".join(known)}
    return Diagnostic("wrong-value", span, values, message="not-allowed", help="near" if near else "known")


def question_is_scored(handbook: Handbook) -> Iterator[Diagnostic]:
    """An interview question tests a competency and has an anchor a level; a reverse question needs neither."""
    for entry in _entries(handbook, "interview"):
        data = entry.data
        assert isinstance(data, InterviewQuestion)
        if data.type == "reverse":
            continue
        if not data.competencies:
            yield _few(entry, "competencies", 1, 0)
        if len(data.anchors) != LEVELS:
            yield _few(entry, "anchors", LEVELS, len(data.anchors))


def short_answer_is_short(handbook: Handbook) -> Iterator[Diagnostic]:
    """A short answer holds in sixty words, in both languages."""
    for entry in _entries(handbook, "faq"):
        assert isinstance(entry.data, Question)
        for language, text in entry.data.summary.texts():
            if (count := len(text.split())) > SHORT_ANSWER_WORDS:
                span = entry.document.value_span(("summary", language))
                values = {"found": str(count), "limit": str(SHORT_ANSWER_WORDS)}
                yield Diagnostic("long-summary", span, values, severity=Severity.WARNING)


def guidance_is_practical(handbook: Handbook) -> Iterator[Diagnostic]:
    """A page of advice tells what to do on Monday and gives at least one example."""
    for entry in handbook.entries.values():
        if not isinstance(entry.data, Guidance) or not entry.published:
            continue
        if entry.data.on_monday is None:
            yield Diagnostic("missing-action", _at(entry, "on_monday"), severity=Severity.WARNING)
        if not (entry.data.examples.industry or entry.data.examples.services):
            yield Diagnostic("missing-example", _at(entry, "examples"), severity=Severity.WARNING)


def entry_has_sources(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every published entry but a source or a reader names where it comes from."""
    for entry in handbook.entries.values():
        if entry.published and entry.kind not in {"sources", "readers", "stakeholders"} and not entry.data.sources:
            yield Diagnostic("missing-source", _at(entry, "sources"), severity=Severity.WARNING)


def text_is_translated(handbook: Handbook) -> Iterator[Diagnostic]:
    """Titles and summaries must be in both languages; other texts should be."""
    for entry in handbook.entries.values():
        for leaf in entry.leaves:
            if isinstance(leaf.value, Localized):
                yield from _untranslated(entry, leaf)


def _untranslated(entry: Entry, leaf: Leaf) -> Iterator[Diagnostic]:
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE and getattr(leaf.value, language) is None:
            needed = leaf.path in (("title",), ("summary",))
            yield Diagnostic(
                "missing-translation",
                entry.document.key_span(leaf.path)
                if leaf.path[-1:] and isinstance(leaf.path[-1], str)
                else entry.document.value_span(leaf.path),
                {"field": str(leaf.path[-1]), "language": Word(f"languages.{language}"), "code": language},
                severity=Severity.ERROR if needed else Severity.WARNING,
            )


def prose_is_plain(handbook: Handbook) -> Iterator[Diagnostic]:
    """No raw HTML in running text, and no link to anything but the web, a mailbox or an entry."""
    for entry in handbook.entries.values():
        for leaf in entry.leaves:
            if isinstance(leaf.value, Prose):
                for language, text in leaf.value.texts():
                    span = entry.document.value_span((*leaf.path, language))
                    for tag in html_tags(text):
                        yield Diagnostic("raw-html", span, {"tag": tag[0][:40]})


def draft_is_not_needed(handbook: Handbook) -> Iterator[Diagnostic]:
    """A published entry that refers to a draft loses the link in the site."""
    for link in handbook.links:
        if link.source.published and not link.target.published:
            values = {"ref": str(link.target.ref)}
            yield Diagnostic("draft-reference", link.span, values, severity=Severity.WARNING)


def term_is_defined_once(handbook: Handbook) -> Iterator[Diagnostic]:
    """No two terms share a name or an abbreviation in one language."""
    for language in LANGUAGES:
        seen: dict[str, Entry] = {}
        for entry in _entries(handbook, "glossary"):
            assert isinstance(entry.data, Term)
            for name in {entry.data.title.served(language).text, *entry.data.abbreviations.of(language)}:
                first = seen.setdefault(name.casefold(), entry)
                if first is not entry:
                    values = {"name": name, "other": first.id}
                    yield Diagnostic("duplicate-term", _at(entry, "title"), values, related=(_at(first, "title"),))


_ABBREVIATION = re.compile(r"\b(?![IVX]+\b)[A-Z][A-Z0-9&]*[A-Z][A-Z0-9]*s?\b")


def abbreviation_is_defined(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every abbreviation in the text has an entry in the glossary, in its language."""
    known = {language: _known_abbreviations(handbook, language) for language in LANGUAGES}
    for entry in handbook.entries.values():
        if entry.kind == "sources":
            continue
        for leaf in entry.leaves:
            if isinstance(leaf.value, Line | Prose):
                yield from _undefined(entry, leaf, known)


def _known_abbreviations(handbook: Handbook, language: str) -> set[str]:
    names: set[str] = set()
    for entry in _entries(handbook, "glossary"):
        assert isinstance(entry.data, Term)
        names.update(entry.data.abbreviations.of(language))
        names.update(_ABBREVIATION.findall(entry.data.title.served(language).text))
    return names


def _undefined(entry: Entry, leaf: Leaf, known: dict[str, set[str]]) -> Iterator[Diagnostic]:
    for language, text in leaf.value.texts():
        bare = re.sub(r"\]\([^)]*\)", "]", text)
        for name in sorted(set(_ABBREVIATION.findall(bare))):
            if name not in known[language] and name.removesuffix("s") not in known[language]:
                span = entry.document.value_span((*leaf.path, language))
                values = {"name": name, "language": Word(f"languages.{language}"), "code": language}
                yield Diagnostic("unknown-abbreviation", span, values, severity=Severity.WARNING)


def figure_shows_its_language(handbook: Handbook) -> Iterator[Diagnostic]:
    """A figure that is not ours must not cite the handbook as its source, and ours must cite nothing else."""
    own = Ref("sources", "guide")
    for entry in handbook.entries.values():
        for position, figure in enumerate(entry.data.figures):
            assert isinstance(figure, Figure)
            if (figure.source == own) != (figure.confidence == "editorial"):
                span = entry.document.value_span(("figures", position, "confidence"))
                yield Diagnostic("figure-confidence", span)


def previous_id_is_free(handbook: Handbook) -> Iterator[Diagnostic]:
    """An address that an entry had leads to that entry only: it is no other's, former or present."""
    for kind in KINDS:
        taken = {ref.id: ref.id for ref in (*handbook.entries, *handbook.broken) if ref.kind == kind}
        # The address of the index page.
        taken.setdefault("index", "index")
        for entry in _entries(handbook, kind):
            for position, former in enumerate(entry.data.previous_ids):
                if former in taken:
                    values = {"id": former, "other": taken[former]}
                    yield Diagnostic("taken-id", entry.document.value_span(("previous_ids", position)), values)
                taken.setdefault(former, entry.id)


RULES: tuple[Rule, ...] = (
    competency_is_complete,
    responsibility_is_covered,
    kpi_is_complete,
    kpi_is_used,
    decision_has_one_answerer,
    comparison_is_rectangular,
    table_fields_exist,
    question_is_scored,
    short_answer_is_short,
    guidance_is_practical,
    entry_has_sources,
    text_is_translated,
    prose_is_plain,
    draft_is_not_needed,
    term_is_defined_once,
    abbreviation_is_defined,
    figure_shows_its_language,
    previous_id_is_free,
)
