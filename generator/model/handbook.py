"""The linked handbook: all entries, and every link between them both ways.

In: the catalog and the models. Out: `Entry`, `Setup`, `Link` and `Handbook`, all read-only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.language.i18n import Localized
from generator.model.catalog import Catalog
from generator.model.content import Content
from generator.model.document import DataPath, Document, Span
from generator.model.fields import Leaf, Ref, walk
from generator.model.settings import Settings, ViewIntro


@dataclass(frozen=True, eq=False)
class Entry:
    """One entry: its kind (the folder), id (the file name), content, and the document it came from."""

    kind: str
    id: str
    data: Content
    document: Document = field(repr=False)

    @cached_property
    def ref(self) -> Ref:
        """The reference that names this entry."""
        return Ref(self.kind, self.id)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every value inside the entry, with its path."""
        return tuple(walk(self.data))

    @cached_property
    def texts(self) -> tuple[tuple[DataPath, Localized], ...]:
        """Every text in two languages inside the entry, with its path."""
        return tuple((leaf.path, leaf.value) for leaf in self.leaves if isinstance(leaf.value, Localized))

    @property
    def published(self) -> bool:
        """Whether the entry stands in the published site."""
        return self.data.status == "published"


@dataclass(frozen=True, slots=True)
class Setup:
    """The settings of the whole handbook, and the document they came from."""

    settings: Settings
    document: Document = field(repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A resolved reference: from which entry and field, to which entry. `place` finds where it is written."""

    source: Entry
    path: DataPath
    target: Entry
    place: Callable[[], Span] = field(repr=False, compare=False)

    @property
    def span(self) -> Span:
        """Where it is written. Few are asked, as it is looked for in the text of the file."""
        return self.place()

    @property
    def field(self) -> str:
        """The top-level field that holds the reference."""
        return str(self.path[0])


@dataclass(frozen=True)
class Handbook:
    """Every entry and every link, with the site's settings and the catalog of its kinds.

    `broken` are entries that exist as files and could not be used; `drafts` tells whether drafts are shown.
    `outdated` are entries with a translation that is behind the source language, where that was looked up.
    """

    catalog: Catalog
    setup: Setup
    entries: Mapping[Ref, Entry]
    links: tuple[Link, ...]
    broken: frozenset[Ref] = frozenset()
    drafts: bool = False
    outdated: frozenset[Ref] = frozenset()

    @property
    def settings(self) -> Settings:
        """What is true of the handbook as a whole."""
        return self.setup.settings

    def find(self, ref: Ref) -> Entry | None:
        """The shown entry that `ref` names, or None."""
        entry = self.entries.get(ref)
        return entry if entry and self.shows(entry) else None

    def shows(self, entry: Entry) -> bool:
        """Whether the entry has a place in the site."""
        return entry.published or self.drafts

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The shown entries of a kind: by their `order`, then by French title."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Entry, ...]]:
        groups: dict[str, list[Entry]] = {kind: [] for kind in self.catalog.kinds}
        for entry in sorted(self.entries.values(), key=lambda e: (e.data.order, e.data.title.fr.casefold(), e.id)):
            if self.shows(entry):
                groups[entry.kind].append(entry)
        return {kind: tuple(group) for kind, group in groups.items()}

    def lists(self, name: str) -> bool:
        """Whether the site has the index page of a kind or view: a view must be listed in a section too."""
        if view := self.catalog.views.get(name):
            has_basis = not view.based_on or self.basis(name) is not None
            return self.settings.intro(name) is not None and has_basis and all(self.of(kind) for kind in view.needs)
        return bool(self.of(name))

    def basis(self, name: str) -> Entry | None:
        """The shown entry that the settings base a view on, if any."""
        intro = self.settings.intro(name)
        return self.find(intro.based_on) if isinstance(intro, ViewIntro) and intro.based_on else None

    def behind(self, ref: Ref) -> Entry | None:
        """The shown entry behind a page: the one it is named by, or the one that a page of a view is made for."""
        if view := self.catalog.views.get(ref.kind):
            return self.find(Ref(view.each, ref.id)) if self.lists(ref.kind) else None
        return self.find(ref)

    def pages(self, name: str) -> tuple[Ref, ...]:
        """The pages under the index page of a kind or view, in order."""
        if view := self.catalog.views.get(name):
            return tuple(Ref(name, entry.id) for entry in self.of(view.each)) if self.lists(name) else ()
        return tuple(entry.ref for entry in self.of(name)) if self.catalog.layout(name) == "page" else ()

    def links_to(self, entry: Entry) -> tuple[Link, ...]:
        """The links that shown entries make to `entry`: its back links."""
        return self._incoming.get(entry.ref, ())

    def links_from(self, entry: Entry) -> tuple[Link, ...]:
        """The links that `entry` makes to shown entries."""
        return self._outgoing.get(entry.ref, ())

    @cached_property
    def _incoming(self) -> Mapping[Ref, tuple[Link, ...]]:
        return self._group(lambda link: link.target.ref)

    @cached_property
    def _outgoing(self) -> Mapping[Ref, tuple[Link, ...]]:
        return self._group(lambda link: link.source.ref)

    def _group(self, key: Callable[[Link], Ref]) -> Mapping[Ref, tuple[Link, ...]]:
        groups: dict[Ref, list[Link]] = {}
        for link in self._shown_links():
            groups.setdefault(key(link), []).append(link)
        return {ref: tuple(group) for ref, group in groups.items()}

    def _shown_links(self) -> Iterable[Link]:
        return (link for link in self.links if self.shows(link.source) and self.shows(link.target))
