"""The stages in order: read this first.

In: content folders. Out: the linked handbook and every finding of every stage. A handbook comes out of bad
content too, with what is sound in it; only broken settings leave nothing to build.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.model.catalog import Catalog
from generator.model.document import Document, Span
from generator.model.fields import Ref
from generator.model.handbook import Handbook
from generator.pipeline.catalog import load_catalog
from generator.pipeline.check import check
from generator.pipeline.link import link
from generator.pipeline.load import SETTINGS_NAME, load
from generator.pipeline.validate import validate


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the stages made of the content: a handbook, unless the settings are broken, and the findings."""

    handbook: Handbook | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        """Whether the content must not be published as it is."""
        return any(diagnostic.is_error for diagnostic in self.diagnostics)

    def also(self, more: Iterable[Diagnostic]) -> Outcome:
        """The same handbook with findings made elsewhere."""
        return Outcome(self.handbook, (*self.diagnostics, *more))


def run(roots: Sequence[Path], drafts: bool = False, on: date | None = None, catalog: Catalog | None = None) -> Outcome:
    """Load, validate, link and check the content under `roots`, as it stands on a day where one is named.

    `catalog` is that of the project, unless another is handed in.
    """
    catalog, unsound = (catalog, []) if catalog else load_catalog(roots)
    documents, unreadable = load(roots, catalog)
    outcome = assemble(documents, catalog, [*unsound, *unreadable], drafts, on)
    told = any(one.span.file.name == SETTINGS_NAME or one.code == "no-content" for one in outcome.diagnostics)
    if outcome.handbook or told:
        return outcome
    return outcome.also([Diagnostic("no-settings", Span(roots[-1] / SETTINGS_NAME))])


def assemble(
    documents: Sequence[Document],
    catalog: Catalog,
    problems: Sequence[Diagnostic] = (),
    drafts: bool = False,
    on: date | None = None,
) -> Outcome:
    """Validate, link and check documents, after `problems` with files that could not be read."""
    entries, setup, invalid = validate(documents, catalog)
    found = (*problems, *invalid)
    if setup is None:
        return Outcome(None, found)
    broken = {Ref(document.kind, document.id) for document in documents if document.kind}
    unread = (problem.span.file for problem in problems if problem.span.file.parent.name in catalog.kinds)
    broken |= {Ref(file.parent.name, file.stem) for file in unread}
    broken -= {entry.ref for entry in entries}
    handbook, dangling = link(entries, setup, catalog, broken, drafts)
    return Outcome(handbook, (*found, *dangling, *check(handbook, on)))
