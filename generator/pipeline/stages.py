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
from generator.files.cache import Cache
from generator.model.catalog import Catalog
from generator.model.document import Document, Span
from generator.model.fields import Ref
from generator.model.handbook import Handbook
from generator.pipeline.catalog import folders, load_catalog
from generator.pipeline.check import check
from generator.pipeline.link import link
from generator.pipeline.load import SETTINGS_NAME, KeptData, load
from generator.pipeline.memory import Memory
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


def linked(roots: Sequence[Path], drafts: bool = False, memory: Memory | None = None) -> Outcome:
    """Load, validate and link the content under `roots`; what `check` has to say of it is left for later."""
    catalog, unsound = _catalog(roots, memory) if memory else load_catalog(roots)
    documents, unreadable = load(roots, catalog, memory)
    return _told(_linked(documents, catalog, [*unsound, *unreadable], drafts, memory), roots)


def _catalog(roots: Sequence[Path], memory: Memory) -> tuple[Catalog, list[Diagnostic]]:
    """The catalog of a project: the very same one while the files of its own kinds are the same."""
    files = [path for folder in folders(roots) for path in sorted(folder.rglob("*")) if path.is_file()]
    state = [(path, path.read_bytes()) for path in files if path.suffix != ".pyc"]
    if memory.catalog is None or memory.catalog[0] != state:
        memory.catalog = (state, load_catalog(roots))
    return memory.catalog[1]


def run(
    roots: Sequence[Path],
    drafts: bool = False,
    on: date | None = None,
    catalog: Catalog | None = None,
    cache: Cache | None = None,
) -> Outcome:
    """Load, validate, link and check the content under `roots`, as it stands on a day where one is named.

    `catalog` is that of the project, unless another is handed in; what was read before is taken from a `cache`.
    """
    catalog, unsound = (catalog, []) if catalog else load_catalog(roots)
    kept = KeptData(cache) if cache else None
    documents, unreadable = load(roots, catalog, kept=kept)
    outcome = _told(assemble(documents, catalog, [*unsound, *unreadable], drafts, on), roots)
    if kept and not outcome.has_errors:  # a command that fails changes nothing
        kept.keep()
    return outcome


def _told(outcome: Outcome, roots: Sequence[Path]) -> Outcome:
    """The outcome, with a finding that tells why there is no handbook."""
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
    outcome = _linked(documents, catalog, problems, drafts)
    return outcome.also(check(outcome.handbook, on)) if outcome.handbook else outcome


def _linked(
    documents: Sequence[Document],
    catalog: Catalog,
    problems: Sequence[Diagnostic],
    drafts: bool,
    memory: Memory | None = None,
) -> Outcome:
    entries, setup, invalid = validate(documents, catalog, memory)
    found = (*problems, *invalid)
    if setup is None:
        return Outcome(None, found)
    broken = {Ref(document.kind, document.id) for document in documents if document.kind}
    unread = (problem.span.file for problem in problems if problem.span.file.parent.name in catalog.kinds)
    broken |= {Ref(file.parent.name, file.stem) for file in unread}
    broken -= {entry.ref for entry in entries}
    handbook, dangling = link(entries, setup, catalog, broken, drafts)
    return Outcome(handbook, (*found, *dangling))
