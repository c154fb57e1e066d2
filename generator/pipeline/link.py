"""Link: from entries to one handbook.

In: entries and settings. Out: the handbook with every reference resolved, and a finding for each reference
to something that does not exist, at the reference itself. What refers to an entry that is broken, and was
reported already, is not reported again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple
from weakref import WeakKeyDictionary

from generator.diagnostics import Diagnostic
from generator.diagnostics.fixes import with_field
from generator.language.i18n import Prose
from generator.language.markup import EXTERNAL, links
from generator.model.blanks import BLANK
from generator.model.catalog import Catalog
from generator.model.document import DataPath, Document, Span
from generator.model.fields import Leaf, Ref, RefTo, walk
from generator.model.handbook import Entry, Handbook, Link, Setup
from generator.pipeline.unknown_references import Dangling, Known, findings


def link(
    entries: Iterable[Entry], setup: Setup, catalog: Catalog, broken: Set[Ref] = frozenset(), drafts: bool = False
) -> tuple[Handbook, list[Diagnostic]]:
    """Resolve every reference. `broken` are entries that exist but could not be used; `drafts` shows drafts.

    The references of the settings are checked too, but make no link, as the settings are no entry.
    """
    by_ref = {entry.ref: entry for entry in entries}
    resolved: list[Link] = []
    dangling: list[Dangling] = []
    for entry in by_ref.values():
        for reference in _of_entry(entry, catalog):
            target = by_ref.get(reference.ref)
            if target is not None:
                resolved.append(Link(entry, reference.path, target, reference.place))
            elif reference.ref not in broken and not catalog.may_name(reference.ref):
                dangling.append(reference.dangling())
    for reference in references(walk(setup.settings), setup.document, catalog):
        if reference.ref not in by_ref and reference.ref not in broken and not catalog.may_name(reference.ref):
            dangling.append(reference.dangling())
    known = Known.of(by_ref.values(), broken, setup.settings, catalog)
    problems = [*findings(dangling, known), *_lacking(setup, catalog)]
    return Handbook(catalog, setup, by_ref, tuple(resolved), frozenset(broken), drafts), problems


_KNOWN: WeakKeyDictionary[Entry, tuple[Catalog, tuple[FoundReference, ...]]] = WeakKeyDictionary()


def _of_entry(entry: Entry, catalog: Catalog) -> tuple[FoundReference, ...]:
    """The references of an entry, found once: an entry never changes."""
    known = _KNOWN.get(entry)
    if known is None or known[0] is not catalog:
        known = _KNOWN[entry] = (catalog, tuple(references(entry.leaves, entry.document, catalog)))
    return known[1]


class FoundReference(NamedTuple):
    """A reference as it stands in a document.

    `is_free` tells that it may name a page of any kind, `is_key` that it is the name of a field; `target` is how a
    running text writes it.
    """

    ref: Ref
    path: DataPath
    document: Document
    is_free: bool
    is_key: bool = False
    target: str = ""

    @property
    def in_prose(self) -> bool:
        """Whether it stands in a running text."""
        return bool(self.target)

    def place(self) -> Span:
        """Where it stands in the file."""
        if self.target:
            return _span_in(self.document, self.path, self.target)
        return self.document.key_span(self.path) if self.is_key else self.document.value_span(self.path)

    def dangling(self) -> Dangling:
        """The same, known to lead nowhere."""
        return Dangling(self.ref, self.place(), self.document, self.is_free, self.in_prose)


def references(leaves: Iterable[Leaf], document: Document, catalog: Catalog) -> Iterator[FoundReference]:
    """Every reference of a document, in fields and in running text."""
    for leaf in leaves:
        if isinstance(leaf.value, Ref):
            fields = {part for part in leaf.path if isinstance(part, str)}
            yield FoundReference(leaf.value, leaf.path, document, bool(fields & catalog.free_references), leaf.is_key)
        elif isinstance(leaf.value, Prose):
            for language, text in leaf.value.texts():
                path = (*leaf.path, language)
                for found in links(text):
                    if not EXTERNAL.fullmatch(found.target):
                        ref = RefTo("").parse(found.target)
                        yield FoundReference(ref, path, document, is_free=True, target=found.target)


def _lacking(setup: Setup, catalog: Catalog) -> Iterator[Diagnostic]:
    """Views that lack the entry they are made from."""
    settings, document = setup.settings, setup.document
    for position, section in enumerate(settings.sections):
        for place, intro in enumerate(section.views):
            kind = catalog.views[intro.view].based_on
            if kind and (intro.based_on is None or intro.based_on.kind != kind):
                span = document.value_span(("sections", position, "views", place, "view"))
                values = {"field": "based_on", "holder": intro.view, "form": f"based_on: {kind}/{BLANK}"}
                fix = with_field(document, ("sections", position, "views", place), "based_on", f"{kind}/{BLANK}")
                help_ = "missing-field" if fix else "missing-elsewhere"
                yield Diagnostic("missing-field", span, values, help=help_, fix=fix)


def _span_in(document: Document, path: DataPath, target: str) -> Span:
    """Where a link's target stands in the file: searched for, as YAML may fold the text around it."""
    span = document.value_span(path)
    lines = document.lines
    for number in range(max(1, span.line), min(span.end_line, len(lines)) + 1):
        start = span.column - 1 if number == span.line else 0
        column = lines[number - 1].find(f"({target})", start)
        if column >= 0:
            return Span(span.file, number, column + 2, number, column + 2 + len(target))
    return span
