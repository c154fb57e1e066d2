"""Link: from entries to one handbook.

In: entries and settings. Out: the handbook with every reference resolved, and a finding for each reference
to something that does not exist, at the reference itself. What refers to an entry that is broken, and was
reported already, is not reported again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from generator.diagnostics import Diagnostic, Word, nearest
from generator.handbook import Entry, Handbook, Link, Setup
from generator.i18n import Prose
from generator.markup import EXTERNAL, links
from generator.models import KINDS, PLACES, SHEETS, Settings
from generator.models.fields import Leaf, Ref, RefTo, walk
from generator.source import DataPath, Document, Span


def link(
    entries: Iterable[Entry], setup: Setup, broken: Set[Ref] = frozenset(), drafts: bool = False
) -> tuple[Handbook, list[Diagnostic]]:
    """Resolve every reference. `broken` are entries that exist but could not be used; `drafts` shows drafts.

    The references of the settings are checked too, but make no link, as the settings are no entry.
    """
    by_ref = {entry.ref: entry for entry in entries}
    resolved: list[Link] = []
    problems: list[Diagnostic] = []
    for entry in by_ref.values():
        for ref, path, span in references(entry):
            target = by_ref.get(ref)
            if target is not None:
                resolved.append(Link(entry, path, target, span))
            elif ref not in broken and not _is_index(ref):
                problems += _about(ref, span, setup.settings, [*by_ref, *broken])
    problems += _in_settings(setup, [*by_ref, *broken])
    return Handbook(setup, by_ref, tuple(resolved), frozenset(broken), drafts), problems


def references(entry: Entry) -> Iterator[tuple[Ref, DataPath, Span]]:
    """Every reference of an entry, in fields and in running text, with its path and position."""
    return _references(entry.leaves, entry.document)


def _references(leaves: Iterable[Leaf], document: Document) -> Iterator[tuple[Ref, DataPath, Span]]:
    for leaf in leaves:
        if isinstance(leaf.value, Ref):
            span = document.key_span(leaf.path) if leaf.is_key else document.value_span(leaf.path)
            yield leaf.value, leaf.path, span
        elif isinstance(leaf.value, Prose):
            for language, text in leaf.value.texts():
                path = (*leaf.path, language)
                for found in links(text):
                    if not EXTERNAL.fullmatch(found.target):
                        yield RefTo("").parse(found.target), path, _span_in(document, path, found.target)


def _in_settings(setup: Setup, known: Sequence[Ref]) -> Iterator[Diagnostic]:
    """References of the settings to nothing, and sheets that lack the entry they are made from."""
    settings, document = setup.settings, setup.document
    for ref, _, span in _references(walk(settings), document):
        if ref not in known and not _is_index(ref):
            yield from _about(ref, span, settings, known)
    for position, section in enumerate(settings.sections):
        for place, intro in enumerate(section.sheets):
            kind = SHEETS[intro.sheet].based_on
            if kind and (intro.based_on is None or intro.based_on.kind != kind):
                span = document.value_span(("sections", position, "sheets", place, "sheet"))
                values = {"field": "based_on", "holder": intro.sheet, "mend": f"based_on: {kind}/…"}
                yield Diagnostic("missing-field", span, values)


def _span_in(document: Document, path: DataPath, target: str) -> Span:
    """Where a link's target stands in the file: searched for, as YAML may fold the text around it."""
    span = document.value_span(path)
    lines = document.text.splitlines()
    for number in range(max(1, span.line), min(span.end_line, len(lines)) + 1):
        start = span.column - 1 if number == span.line else 0
        column = lines[number - 1].find(f"({target})", start)
        if column >= 0:
            return Span(span.file, number, column + 2, number, column + 2 + len(target))
    return span


def _is_index(ref: Ref) -> bool:
    return not ref.id and ref.kind in KINDS


def _about(ref: Ref, span: Span, settings: Settings, known: Iterable[Ref]) -> Iterator[Diagnostic]:
    """What is wrong with a reference that names no entry: nothing, where it names a page of a sheet."""
    sheet = SHEETS.get(ref.kind)
    if sheet is None or (ref.id and not sheet.each):
        yield _unknown(ref, span, known)
    elif settings.intro(sheet.name) is None:
        yield Diagnostic("unknown-reference", span, {"ref": sheet.name}, message="sheet-not-listed", help="list-sheet")
    elif ref.id and Ref(sheet.each, ref.id) not in known:
        yield _unknown(Ref(sheet.each, ref.id), span, known)


def _unknown(ref: Ref, span: Span, known: Iterable[Ref]) -> Diagnostic:
    if ref.kind not in KINDS:
        near = nearest(ref.kind, PLACES)
        mend = f"{near}/{ref.id}" if near and ref.id and PLACES[near].layout != "single" else near
        return Diagnostic(
            "unknown-reference",
            span,
            {"ref": str(ref), "near": mend, "known": ", ".join(PLACES)},
            message="unknown-kind-in-reference",
            help="near" if near else "known",
        )
    ids = [other.id for other in known if other.kind == ref.kind]
    near = nearest(ref.id, ids)
    return Diagnostic(
        "unknown-reference",
        span,
        {"ref": ref.id, "none": Word(f"kinds.{ref.kind}.none"), "near": near, "folder": f"content/{ref.kind}/"},
        help="near" if near else "see-folder",
    )
