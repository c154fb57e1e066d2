"""References to what does not exist: what was meant, and what to write.

In: the references that lead nowhere, and the entries there are. Out: findings. The references to one missing entry are
one finding with its places: they have one cause.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics import Candidates, Diagnostic, Fix, Value, nearest
from generator.diagnostics.fixes import in_place
from generator.language.markup import web_address
from generator.model.catalog import Catalog
from generator.model.document import Cell, Document, Span
from generator.model.fields import Ref
from generator.model.handbook import Entry
from generator.model.settings import Settings
from generator.pipeline.entry_names import EntryNames

_SURE = 0.7
"""How like a known id a wrong one must be: with short ids, less is a coincidence."""
_ENDING = re.compile(r"(?:/?index)?\.(?:ya?ml|md|html?)$")


@dataclass(frozen=True, slots=True)
class Dangling:
    """A reference that names no entry: as it was read, where it stands, and whether it may name any page."""

    ref: Ref
    span: Span
    document: Document
    is_free: bool
    in_prose: bool = False

    @property
    def typed(self) -> str:
        """What the author wrote, as far as it stands on one line."""
        lines = self.document.lines
        span = self.span
        if isinstance(span, Cell) or span.line != span.end_line or not 0 < span.line <= len(lines):
            return str(self.ref)
        text = lines[span.line - 1][span.column - 1 : span.end_column - 1].strip("\"'")
        # A reference in a text that YAML folded has no place of its own: its text is all of the field's.
        return text if len(text) <= len(str(self.ref)) + 2 else str(self.ref)


@dataclass(frozen=True, slots=True)
class Known:
    """What references may name: the entries, sound or broken, their former ids, and what they are called."""

    ids: Mapping[str, Candidates]
    former: Mapping[Ref, Ref]
    names: EntryNames
    settings: Settings
    catalog: Catalog

    @staticmethod
    def of(entries: Collection[Entry], broken: Iterable[Ref], settings: Settings, catalog: Catalog) -> Known:
        """All there is to know of some entries."""
        former = {Ref(entry.kind, name): entry.ref for entry in entries for name in entry.data.previous_ids}
        names = EntryNames.of(entry.document for entry in entries)
        ids: dict[str, set[str]] = {}
        for ref in (*(entry.ref for entry in entries), *broken):
            ids.setdefault(ref.kind, set()).add(ref.id)
        return Known({kind: Candidates(found, _SURE) for kind, found in ids.items()}, former, names, settings, catalog)

    def has(self, ref: Ref) -> bool:
        """Whether there is such an entry."""
        return ref.kind in self.ids and ref.id in self.ids[ref.kind]


def findings(dangling: Iterable[Dangling], known: Known) -> list[Diagnostic]:
    """A finding for each missing entry, in the order in which it was first missed."""
    groups: dict[Ref, list[Dangling]] = {}
    for one in dangling:
        groups.setdefault(one.ref, []).append(one)
    return [found for group in groups.values() for found in _about(group, known)]


def _about(group: list[Dangling], known: Known) -> Iterator[Diagnostic]:
    """What is wrong with the references to one missing entry: nothing, where it is a page of a view."""
    first, ref = group[0], group[0].ref
    view = known.catalog.views.get(ref.kind)
    if view is None or (ref.id and not view.each):
        yield _one(group, known) if len(group) == 1 else _many(group, known)
    elif known.settings.intro(view.name) is None:
        yield _told(group, {"ref": view.name}, message="view-not-listed", help_="list-view")
    elif ref.id and not known.has(Ref(view.each, ref.id)):
        yield _nearest(first, Ref(view.each, ref.id), group, known)


def _one(group: list[Dangling], known: Known) -> Diagnostic:
    """One reference to what does not exist: another form of a name that does, or a slip."""
    one, ref = group[0], group[0].ref
    if new := known.former.get(ref):
        fix = in_place(one.document, one.span, _written(one, new))
        values = {**_values(ref, known), "new": new.id}
        return _told(group, values, message="former-id", help_="write-instead" if fix else "former-id", fix=fix)
    if one.in_prose and (address := web_address(one.typed)):
        fix = in_place(one.document, one.span, address)
        values = {"ref": one.typed, "address": address}
        return _told(group, values, message="no-scheme", help_="write-instead" if fix else "no-scheme", fix=fix)
    if meant := _meant(one, known):
        fix = in_place(one.document, one.span, _written(one, meant))
        return _told(group, {"ref": one.typed}, message="not-the-name", help_="write-instead", fix=fix)
    if ids := known.names.listed(ref.kind, ref.id):
        return _told(group, {"ref": ref.id}, message="several-names", help_="write-instead", fix=_listed(one, ids))
    return _nearest(one, ref, group, known)


def _many(group: list[Dangling], known: Known) -> Diagnostic:
    """An entry that several places name: it was renamed or removed, as nobody mistypes the same thing twice."""
    ref = group[0].ref
    if ref.kind not in known.catalog.kinds:
        return _nearest(group[0], ref, group, known)
    if new := known.former.get(ref):
        return _told(group, {**_values(ref, known), "new": new.id}, message="former-id", help_="former-id")
    return _told(group, {**_values(ref, known), "count": str(len(group))}, message="lost-entry", help_="lost-entry")


def _nearest(one: Dangling, ref: Ref, group: list[Dangling], known: Known) -> Diagnostic:
    """What the reference is nearest to, if anything."""
    catalog = known.catalog
    if ref.kind not in catalog.kinds:
        near = nearest(ref.kind, catalog.places)
        name = f"{near}/{ref.id}" if near and ref.id and catalog.places[near].layout != "single" else near
        exists = not ref.id or ref.kind in catalog.views or known.has(Ref(near, ref.id))
        fix = in_place(one.document, one.span, name) if near and exists and len(group) == 1 else None
        values = {"ref": one.typed, "near": name}
        help_ = "near" if near else "link-forms" if one.in_prose else "reference-form"
        return _told(group, values, message="unknown-kind-in-reference", help_=help_, fix=fix)
    near = known.ids[ref.kind].nearest(ref.id) if ref.kind in known.ids else ""
    fix = in_place(one.document, one.span, _written(one, Ref(one.ref.kind, near))) if near else None
    return _told(group, {**_values(ref, known), "near": near}, help_="near" if near else "see-folder", fix=fix)


def _values(ref: Ref, known: Known) -> dict[str, Value]:
    return {
        "ref": ref.id,
        "kind": ref.kind,
        "none": known.catalog.kinds[ref.kind].none,
        "near": "",
        "folder": f"content/{ref.kind}/",
    }


def _told(
    group: list[Dangling], values: Mapping[str, Value], message: str = "", help_: str = "", fix: Fix | None = None
) -> Diagnostic:
    related = tuple(one.span for one in group[1:])
    return Diagnostic("unknown-reference", group[0].span, values, message, help_, related=related, fix=fix)


def _written(one: Dangling, ref: Ref) -> str:
    """A reference as it must be written where this one stands."""
    return str(ref) if one.is_free else ref.id


def _meant(one: Dangling, known: Known) -> Ref | None:
    """The entry that a path of the site, the name of a file, an id without its kind or a title stands for."""
    parts = [
        part for part in _ENDING.sub("", one.typed.partition("#")[0]).split("/") if part not in ("", ".", "..", "en")
    ]
    kinds = [one.ref.kind] if not one.is_free else list(known.catalog.kinds)
    if len(parts) >= 2:
        kinds = [name for name in kinds if parts[-2] in (name, *known.catalog.kinds[name].segment.values())]
    elif len(parts) == 1 and one.is_free:
        index = [name for name, place in known.catalog.places.items() if parts[0] in place.segment.values()]
        if index:
            return Ref(index[0], "")
    found = [Ref(kind, name) for kind in kinds if parts and (name := known.names.find(kind, parts[-1]))]
    return found[0] if len(found) == 1 else None


def _listed(one: Dangling, ids: list[str]) -> Fix | None:
    """Several ids where one stands: between commas in brackets, else each after a dash of its own."""
    span = one.span
    if isinstance(span, Cell) or not one.document.text:
        return None
    source = one.document.lines[span.line - 1]
    lead = source[: span.column - 1]
    if lead.strip() != "-" or span.line != span.end_line:
        return in_place(one.document, span, ", ".join(ids)) if "[" in lead else None
    return Fix(span.line, span.line, tuple(f"{lead}{name}" for name in ids))
