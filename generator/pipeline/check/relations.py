"""Rules of how entries stand to each other and to their sources: links, names, addresses, figures.

In: the linked handbook. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.diagnostics.places import at, entries_of
from generator.model.fields import Figure
from generator.model.handbook import Handbook


def entry_has_sources(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every published entry of a kind that is to have sources names where it comes from."""
    for entry in handbook.entries.values():
        if entry.published and handbook.catalog.kinds[entry.kind].sourced and not entry.data.sources:
            yield Diagnostic("missing-source", at(entry, "sources"))


def draft_is_not_needed(handbook: Handbook) -> Iterator[Diagnostic]:
    """A published entry that refers to a draft loses the link in the site."""
    for link in handbook.links:
        if link.source.published and not link.target.published:
            values = {"ref": str(link.target.ref)}
            yield Diagnostic("draft-reference", link.span, values)


def figure_shows_its_language(handbook: Handbook) -> Iterator[Diagnostic]:
    """A figure that is not ours must not cite the handbook as its source, and ours must cite nothing else."""
    for entry in handbook.entries.values():
        for position, figure in enumerate(entry.data.figures):
            assert isinstance(figure, Figure)
            if handbook.catalog.is_own(figure.source) != (figure.confidence == "editorial"):
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
