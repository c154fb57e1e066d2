"""Rules of how entries stand to each other and to their sources: links, names, addresses, figures.

In: the linked handbook. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.kinds.glossary.model import Term
from generator.language.i18n import LANGUAGES
from generator.model.fields import Figure, Ref
from generator.model.handbook import Entry, Handbook
from generator.pipeline.check.place import at, entries_of


def kpi_is_used(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every published KPI measures a responsibility. Not known while one is broken, or names a KPI that is missing."""
    if any(ref.kind == "responsibilities" for ref in handbook.broken) or _lost_kpis(handbook):
        return
    used = {link.target.ref for link in handbook.links if link.source.kind == "responsibilities"}
    for entry in entries_of(handbook, "kpis"):
        if entry.published and entry.ref not in used:
            yield Diagnostic("orphan-entry", at(entry, "title"), {"id": entry.id}, severity=Severity.WARNING)


def _lost_kpis(handbook: Handbook) -> bool:
    """Whether a responsibility names a KPI that does not exist."""
    named = (leaf.value for entry in entries_of(handbook, "responsibilities") for leaf in entry.leaves)
    return any(isinstance(ref, Ref) and ref.kind == "kpis" and ref.id and ref not in handbook.entries for ref in named)


def entry_has_sources(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every published entry of a kind that is to have sources names where it comes from."""
    for entry in handbook.entries.values():
        if entry.published and handbook.catalog.kinds[entry.kind].sourced and not entry.data.sources:
            yield Diagnostic("missing-source", at(entry, "sources"), severity=Severity.WARNING)


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
        for entry in entries_of(handbook, "glossary"):
            assert isinstance(entry.data, Term)
            for name in {entry.data.title.served(language).text, *entry.data.abbreviations.of(language)}:
                first = seen.setdefault(name.casefold(), entry)
                if first is not entry:
                    values = {"name": name, "other": first.id}
                    yield Diagnostic("duplicate-term", at(entry, "title"), values, related=(at(first, "title"),))


def figure_shows_its_language(handbook: Handbook) -> Iterator[Diagnostic]:
    """A figure that is not ours must not cite the handbook as its source, and ours must cite nothing else."""
    own = Ref("sources", "guide")
    for entry in handbook.entries.values():
        for position, figure in enumerate(entry.data.figures):
            assert isinstance(figure, Figure)
            if (figure.source == own) != (figure.confidence == "editorial"):
                span = entry.document.value_span(("figures", position, "confidence"))
                yield Diagnostic("figure-confidence", span)


def kind_is_listed(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every kind with entries in the site stands in a section: its index page has its title from there."""
    document = handbook.setup.document
    for kind in handbook.catalog.kinds:
        if handbook.of(kind) and handbook.settings.intro(kind) is None:
            yield Diagnostic("unlisted-kind", document.key_span(("sections",)), {"kind": kind})


def previous_id_is_free(handbook: Handbook) -> Iterator[Diagnostic]:
    """An address that an entry had leads to that entry only: it is no other's, former or present."""
    for kind in handbook.catalog.kinds:
        taken = {ref.id: ref.id for ref in (*handbook.entries, *handbook.broken) if ref.kind == kind}
        # The address of the index page.
        taken.setdefault("index", "index")
        for entry in entries_of(handbook, kind):
            for position, former in enumerate(entry.data.previous_ids):
                if former in taken:
                    values = {"id": former, "other": taken[former]}
                    yield Diagnostic("taken-id", entry.document.value_span(("previous_ids", position)), values)
                taken.setdefault(former, entry.id)
