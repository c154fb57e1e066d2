"""View: what a template may ask of the handbook, in one language, seen from one page.

In: the linked handbook. Out: `View`. Every value that a template prints passes `View.show`, so that text can
never act as markup unless it is prose, and prose only as far as `markup` lets it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from itertools import groupby
from types import ModuleType
from typing import get_args

from markupsafe import Markup, escape

from generator.language import markup
from generator.language.i18n import LANGUAGES, Localized, Prose, Words, long_date
from generator.model.catalog import HOME, Catalog
from generator.model.content import Content
from generator.model.fields import Ref, RefTo
from generator.model.handbook import Entry, Handbook, Link
from generator.model.settings import Intro, Section, ViewIntro
from generator.render.drawing import DrawnBranch, Team, organisation
from generator.render.page import relative
from generator.render.plainly import plainly

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST_CITING = 12
"""How many entries that refer to it an entry names that shares its page with others."""

_MARKDOWN = str.maketrans({sign: f"&#{ord(sign)};" for sign in r"\`*_[]{}|~^"})


@dataclass
class View:
    """What a template may ask: the handbook in one language, seen from one page."""

    handbook: Handbook
    language: str
    key: Ref
    fell_back: bool = field(default=False, init=False)
    scripts: list[str] = field(default_factory=list, init=False)

    @property
    def catalog(self) -> Catalog:
        """The kinds and views of the handbook."""
        return self.handbook.catalog

    @property
    def words(self) -> Words:
        """The words of the interface, of the kinds and of the views."""
        return self.catalog.words(self.language)

    def word(self, key: str, **values: object) -> str:
        """One interface word or sentence."""
        return self.words(key, **{name: str(value) for name, value in values.items()})

    def own(self, key: str, **values: object) -> str:
        """A word of this page's view, else one that the views share."""
        own = f"{self.key.kind}.{key}"
        return self.word(own if own in self.words.texts else f"views.{key}", **values)

    @property
    def on_home(self) -> list[Entry]:
        """The entries that the home page shows one by one."""
        return [entry for kind in self.catalog.kinds.values() if kind.on_home for entry in self.of(kind.name)]

    def label(self, field_name: str) -> str:
        """The heading of a field: the kind's own wording where it has one."""
        return self.words.find(f"headings.{self.key.kind}.{field_name}") or self.word(f"fields.{field_name}")

    def value(self, field_name: str, value: str) -> str:
        """The word shown for an enumerated value."""
        return self.words.find(f"values.{self.key.kind}.{field_name}.{value}") or self.word(
            f"values.{field_name}.{value}"
        )

    def script(self, name: str) -> Markup:
        """Ask for one of the theme's scripts on this page; nothing is printed where the template asks."""
        if name not in self.scripts:
            self.scripts.append(name)
        return Markup("")

    def plain(self, text: Localized) -> str:
        """A text without markup, for titles and descriptions."""
        served = text.served(self.language)
        return markup.typography(" ".join(served.text.split()), served.language)

    def text(self, words: Localized | str) -> str:
        """A text without markup, whether an author wrote it or the interface has it."""
        return self.plain(words) if isinstance(words, Localized) else markup.typography(words, self.language)

    def attribute(self, words: Localized | str) -> Markup:
        """A text as the value of an attribute of HTML, in which Markdown's signs have no effect either."""
        return Markup(str(escape(self.text(words))).translate(_MARKDOWN))

    def show(self, value: object) -> Markup:
        """Anything a template prints, as Markdown that is safe where it stands."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Localized):
            return self._localized(value)
        if isinstance(value, date):
            return self.show(long_date(value, self.language))
        if isinstance(value, Entry):
            return self.link(value.ref)
        if isinstance(value, Ref):
            return self.link(value)
        return Markup(markup.line(str(value), self.language))

    def _localized(self, value: Localized) -> Markup:
        served = value.served(self.language)
        if isinstance(value, Prose):
            text = markup.prose(served.text, served.language, self._resolve)
        else:
            text = markup.line(served.text, served.language)
        if not served.fell_back:
            return Markup(text)
        self.fell_back = True
        if "\n" in text:
            return Markup(f'<div lang="{served.language}" markdown="block">\n\n{text}\n\n</div>')
        return Markup(f'<span lang="{served.language}">{text}</span>')

    def dated(self, text: str) -> date | str:
        """When something was so: a day, to be shown in words, where the text is one."""
        return date.fromisoformat(text) if _DAY.fullmatch(text) else text

    def by_level(self, targets: Mapping[Ref, int]) -> list[tuple[int, list[Ref]]]:
        """Competencies by the level that is asked for, the highest first."""
        return [
            (level, [ref for ref, wanted in targets.items() if wanted == level])
            for level in sorted(set(targets.values()), reverse=True)
        ]

    def item(self, value: object) -> Markup:
        """A value as a list item: its further lines are indented under the first."""
        return Markup(str(self.show(value)).replace("\n", "\n    "))

    def cell(self, value: object) -> Markup:
        """A value in a table cell: one paragraph; the items of a list one under the other."""
        if isinstance(value, tuple):
            return Markup("<br>").join(self.cell(item) for item in value)
        # Not `str.split`, which would take the no-break spaces too.
        return Markup(re.sub(r"[ \t\n]+", " ", str(self.show(value))).strip(" ").replace("|", "&#124;"))

    def link(self, ref: Ref, text: object = None, anchor: str = "") -> Markup:
        """A link to an entry, an index or a view, or to an anchor there; the bare words where it is not shown."""
        words_shown = self.show(text) if text is not None else self._name(ref)
        address = self.address(ref)
        if address is None:
            return words_shown
        return Markup(f"[{words_shown}]({address}{'#' + anchor.replace('_', '-') if anchor else ''})")

    def web(self, address: str) -> Markup:
        """A link to a web address that the model has checked."""
        return Markup(f"[{self.show(address)}]({markup.destination(address)})")

    def _name(self, ref: Ref) -> Markup:
        if named := self.handbook.entries.get(ref):
            return self.title(named)
        if ref.kind in self.catalog.views and (entry := self.handbook.behind(ref)):
            return self.show(self.computed_title(ref.kind, entry))
        intro = None if ref.id else self.handbook.settings.intro(ref.kind)
        return self.show(intro.title if intro else str(ref))

    def computed_title(self, name: str, entry: Entry) -> str:
        """The title of a computed view's page for one entry."""
        intro = self.intro(name)
        one = (intro.one if isinstance(intro, ViewIntro) else None) or intro.title
        title = self.word("views.title", one=self.plain(one), name=self.plain(entry.data.title))
        return markup.typography(title, self.language)

    def title(self, entry: Entry) -> Markup:
        """The title of an entry; one that stays in another language says so to screen readers."""
        language = getattr(entry.data, "language", None)
        if language in (None, self.language):
            return self.show(entry.data.title)
        return Markup(f'<span lang="{language}">{markup.line(entry.data.title.served(language).text, language)}</span>')

    def address(self, ref: Ref) -> str | None:
        """The address of an entry or index, relative to this page; None where it is not shown."""
        if ref != HOME and not (self.handbook.behind(ref) if ref.id else self.handbook.lists(ref.kind)):
            return None
        target, here = self.catalog.uri(ref, self.language), self.catalog.uri(self.key, self.language)
        path = relative(target, here)
        on_shared_page = bool(ref.id) and self.catalog.layout(ref.kind) == "items"
        if on_shared_page:
            return f"#{ref.id}" if target == here else f"{path}#{ref.id}"
        return path

    def _resolve(self, target: str) -> str | None:
        if markup.EXTERNAL.fullmatch(target):
            return target
        return self.address(RefTo("").parse(target)) if target else None

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The entries of a kind, in order."""
        return self.handbook.of(kind)

    def find(self, ref: Ref) -> Entry | None:
        """The entry that a reference names, if it is shown."""
        return self.handbook.find(ref)

    def families(self, kind: str) -> list[tuple[str, list[Entry]]]:
        """The entries of a kind by family, families in the order of the model; one nameless group without."""
        model_field = self.catalog.kinds[kind].model.model_fields.get("family")
        if model_field is None:
            return [("", list(self.of(kind)))]
        order = list(get_args(model_field.annotation))
        entries = sorted(self.of(kind), key=lambda entry: order.index(_family(entry)))
        return [(family, list(group)) for family, group in groupby(entries, key=_family)]

    def own_fields(self, entry: Entry) -> list[tuple[str, object]]:
        """The fields that the entry's kind has of its own and that hold something, in their order."""
        own = [name for name in type(entry.data).model_fields if name not in Content.model_fields]
        values = [(name, getattr(entry.data, name)) for name in own]
        return [(name, value) for name, value in values if value not in (None, ())]

    def plainly(self, name: str, value: object) -> Markup:
        """The value of a field, whatever its shape."""
        return plainly(self, name, value)

    def back_links(self, entry: Entry) -> list[tuple[str, list[Entry]]]:
        """The entries that refer to this one, by kind, in reading order, each once."""
        incoming = self.handbook.links_to(entry)
        groups: list[tuple[str, list[Entry]]] = []
        for kind in self.catalog.kinds:
            sources = {link.source.ref: link.source for link in incoming if link.source.kind == kind}
            sources.pop(entry.ref, None)
            if sources:
                groups.append((kind, sorted(sources.values(), key=lambda e: (e.data.order, e.id))))
        return groups

    def cited_by(self, entry: Entry) -> tuple[list[Entry], int]:
        """The first entries that refer to one that shares its page with others, and how many more there are."""
        every = [source for _, sources in self.back_links(entry) for source in sources]
        shown = every if len(every) <= MOST_CITING + 1 else every[:MOST_CITING]
        return shown, len(every) - len(shown)

    def linked_from(self, entry: Entry, kind: str, field_name: str) -> list[Entry]:
        """The entries of one kind that name this one in one field."""
        found = {link.source.ref: link.source for link in self._incoming(entry, kind, field_name)}
        return sorted(found.values(), key=lambda e: (e.data.order, e.id))

    def _incoming(self, entry: Entry, kind: str, field_name: str) -> Iterator[Link]:
        return (link for link in self.handbook.links_to(entry) if link.source.kind == kind and link.field == field_name)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The parts of the navigation."""
        return self.handbook.settings.sections

    def filled(self, section: Section) -> list[Intro]:
        """The kinds of a section that have entries, and the views that have something to show."""
        return [intro for intro in section.intros if self.handbook.lists(intro.name)]

    def intro(self, name: str) -> Intro:
        """The title and opening text of the index page of a kind or view."""
        if intro := self.handbook.settings.intro(name):
            return intro
        raise LookupError(f"the settings have no section for {name}")

    def index(self, name: str) -> Ref:
        """The reference to the index page of a kind or view."""
        return Ref(name, "")

    def views_of(self, entry: Entry) -> list[Ref]:
        """The pages of views that are made for one entry."""
        names = (
            name
            for name, computed in self.catalog.views.items()
            if computed.each == entry.kind and self.handbook.lists(name)
        )
        return [Ref(name, entry.id) for name in names]

    def alphabetical(self, kind: str) -> list[Entry]:
        """The entries of a kind by their title in this language, accents ignored."""
        return sorted(self.of(kind), key=lambda entry: sort_key(self.plain(entry.data.title)))

    @property
    def other_language(self) -> str:
        """The language that this page is not in."""
        return next(language for language in LANGUAGES if language != self.language)

    def in_other_language(self, text: Localized) -> Markup:
        """A text in the other language, for terms shown in both."""
        served = text.served(self.other_language)
        return Markup(markup.line(served.text, served.language))

    def organisation(
        self,
        name: str,
        title: Localized,
        head: str,
        told: str,
        branches: Sequence[tuple[str, Sequence[tuple[str, bool]]]],
    ) -> Markup:
        """The drawing of an organisation: its head, what it tells in words, and its branches with their teams."""
        drawn = [DrawnBranch(text, [Team(*team) for team in teams]) for text, teams in branches]
        return organisation(name, self.plain(title), self.text(told), head, drawn)

    def helpers(self, kind: str) -> ModuleType:
        """What a kind has of its own for templates: the functions of its `context.py`."""
        return import_module(f"generator.kinds.{kind}.context")

    def level_name(self, level: int) -> object:
        """The name of a level of competency."""
        return self.handbook.settings.levels[level - 1].name


def sort_key(text: str) -> str:
    """A title as it sorts: accents and capitals ignored."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()


def _family(entry: Entry) -> str:
    return str(getattr(entry.data, "family", ""))
