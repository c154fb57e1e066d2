"""Tell: a difference in words, for a person.

In: a `Difference`, a language and a style. Out: `Teller`, which finds the words. In Markdown the author's text
is escaped: it can neither act as markup nor call anyone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pydantic import BaseModel

from generator.editorial.changes.compare import Change, Difference, EntryChange, How, Item, Path
from generator.editorial.changes.stretches import stretches
from generator.language import table
from generator.language.i18n import LOCALES, Localized, Words, long_date, plural
from generator.language.markup import typography
from generator.model.fields import Ref, walk
from generator.model.handbook import Entry

FEW = 12
"""How many dependents are named before the rest is only counted."""


@dataclass(frozen=True)
class Style:
    """How a format marks things: a heading, an item, a name, what went and what came."""

    heading: Callable[[str], str]
    item: Callable[[str], str]
    escape: Callable[[str], str]
    strong: Callable[[str], str]
    code: Callable[[str], str]
    gone: Callable[[str], str]
    come: Callable[[str], str]


PLAIN = Style(
    heading=str,
    item=lambda text: f"  - {text}",
    escape=lambda text: " ".join(text.split()),
    strong=str,
    code=str,
    gone=lambda text: f"[-{text}-]",
    come=lambda text: f"{{+{text}+}}",
)

# Tags rather than stars: these mark a part of a word too, and a sign alone.
MARKDOWN = Style(
    heading=lambda text: f"#### {text}",
    item=lambda text: f"- {text}",
    escape=table.escape,
    strong=lambda text: f"**{text}**",
    code=lambda text: f"`{text}`",
    gone=lambda text: f"<del>{text}</del>",
    come=lambda text: f"<ins>{text}</ins>",
)


class Teller:
    """Finds the words for every part of a difference, in one language and one style.

    Texts are compared in `languages`, each named where there are several.
    """

    def __init__(
        self, difference: Difference, language: str, style: Style, languages: Sequence[str] = tuple(LOCALES)
    ) -> None:
        self.difference = difference
        self.language = language
        self.languages = languages
        self.style = style
        self.words: Words = difference.new.catalog.words(language)

    def opening(self, base: str, head: str) -> list[str]:
        """What stands before the entries: how much changed, what could not be read, and the settings."""
        settings = self.difference.settings
        blocks = [self.summary(base, head)]
        if self.difference.unread:
            names = ", ".join(self.style.code(str(ref)) for ref in self.difference.unread)
            blocks.append(self.say("unread", names=names))
        if settings:
            blocks.append(self.block(self.say("settings"), [*self.changes("", settings), *self.outdated("", settings)]))
        return blocks

    def rest(self, changes: Sequence[EntryChange]) -> str:
        """The entries for which there is no room, by name."""
        return self.say("rest", number=str(len(changes)), names=self.few([change.entry.ref for change in changes]))

    def say(self, key: str, **values: str) -> str:
        """The words under `changes.<key>`; the values are set as they come."""
        return typography(self.words(f"changes.{key}"), self.language).format_map(values)

    def summary(self, base: str, head: str) -> str:
        """How many entries were changed, added, removed, renamed."""
        names = {"base": self.style.code(base), "head": (head and self.style.code(head)) or self.say("working_tree")}
        counts = []
        for how in (How.CHANGED, How.ADDED, How.REMOVED, How.RENAMED):
            number = sum(change.how is how for change in self.difference.entries)
            if number:
                form = plural(number, self.language)
                counts.append(f"{number} {self.say(f'count.{how}.{form}')}")
        if self.difference.settings:
            counts.append(self.say("count.settings"))
        return self.say("summary", counts=", ".join(counts), **names) if counts else self.say("nothing", **names)

    def entry(self, change: EntryChange) -> str:
        """One entry: what became of it, its changes, what depends on it, what is to be translated again."""
        name = self.name(change.entry)
        former = self.style.code(str(change.old.ref)) if change.old else ""
        title = self.say(f"entry.{change.how}", name=name, former=former)
        lines = self.lines(change)
        if change.dependents:
            key = "dependents_removed" if change.how is How.REMOVED else "dependents"
            lines.append(self.say(key, names=self.few([entry.ref for entry in change.dependents])))
        if change.views:
            lines.append(self.say("views", names=self.few(change.views)))
        return self.block(title, [*lines, *self.outdated(change.entry.kind, change.changes)])

    def lines(self, change: EntryChange) -> list[str]:
        """What changed in an entry, a line each."""
        return [*self._moved_answer(change), *self.changes(change.entry.kind, change.changes)]

    def block(self, title: str, lines: Sequence[str]) -> str:
        """A heading and the list under it."""
        head = self.style.heading(title)
        gap = "\n\n" if self.style is MARKDOWN else "\n"
        return head + gap + "\n".join(map(self.style.item, lines)) if lines else head

    def name(self, entry: Entry) -> str:
        """An entry with its kind, its title and its reference."""
        kind = self.words.find(f"kinds.{entry.kind}.shown") or self.words(f"kinds.{entry.kind}.one")
        title = self.say("quoted", text=self.style.escape(self.text(entry.data.title)))
        return f"{kind[:1].upper()}{kind[1:]} {self.style.strong(title)} ({self.style.code(str(entry.ref))})"

    def few(self, refs: Sequence[Ref]) -> str:
        """The first of some references, and how many more there are."""
        named = ", ".join(self.style.code(str(ref)) for ref in refs[:FEW])
        rest = len(refs) - FEW
        return f"{named} {self.say('and_more', number=str(rest))}" if rest > 0 else named

    def text(self, value: Localized) -> str:
        """A text in the language of the report."""
        served = value.served(self.language)
        return typography(" ".join(served.text.split()), served.language)

    def changes(self, kind: str, changes: Sequence[Change]) -> Iterator[str]:
        """A line a change; a text that changed in two languages has a line for each."""
        for (path, how), group in groupby(changes, key=lambda change: (change.path, change.how)):
            label = self.style.strong(self.label(kind, path))
            for what in self.what(kind, path, how, list(group)):
                yield self.say("line", field=label, what=what)

    def outdated(self, kind: str, changes: Sequence[Change]) -> Iterator[str]:
        """The line that names the translations left behind."""
        fields = [self.label(kind, change.path) for change in changes if change.outdates]
        if fields:
            yield self.say("outdated", fields=" ; ".join(fields) if self.language == "fr" else "; ".join(fields))

    def label(self, kind: str, path: Path) -> str:
        """Where a change is: the fields in the author's words, and the items inside them."""
        return " › ".join(self._part(kind, part) for part in path)

    def _part(self, kind: str, part: str | Item) -> str:
        if not isinstance(part, Item):
            return self.field(kind, part)
        if isinstance(part.name, int):
            return self.say("number", number=str(part.name + 1))
        return self.item(part.name)

    def item(self, name: object) -> str:
        """An item by its name: the title of the entry it stands for, or its own."""
        if isinstance(name, Ref):
            entry = self.difference.new.entries.get(name) or self.difference.old.entries.get(name)
            return self.style.escape(self.text(entry.data.title)) if entry else str(name)
        return self.style.escape(str(name))

    def field(self, kind: str, name: str) -> str:
        """A field in words: those of the pages where they have some."""
        find = self.words.find
        found = find(f"changes.fields.{name}") or find(f"headings.{kind}.{name}") or find(f"fields.{name}") or name
        return typography(found, self.language)

    def what(self, kind: str, path: Path, how: How, changes: Sequence[Change]) -> Iterator[str]:
        """What became of the values in one place, in words; names that came or went together are one line."""
        first = changes[0]
        if how is How.MOVED:
            yield self.say("moved")
        elif how is not How.CHANGED:
            values = [change.new if how is How.ADDED else change.old for change in changes]
            shown = [self.shown(kind, path, value) for value in values]
            short = all(isinstance(value, str | Ref) for value in values)
            yield from (self.say(how, value=value) for value in ([", ".join(shown)] if short else shown))
        elif isinstance(first.new, Localized):
            yield from self._texts(first.old, first.new)
        else:
            old, new = (self.shown(kind, path, value) for value in (first.old, first.new))
            direction = self._direction(first.old, first.new)
            yield self.say(f"from_to{direction}", old=self.style.gone(old), new=self.style.come(new))

    @staticmethod
    def _direction(old: object, new: object) -> str:
        if isinstance(old, bool) or not (isinstance(old, int) and isinstance(new, int)):
            return ""
        return "_raised" if new > old else "_lowered"

    def _texts(self, old: Localized, new: Localized) -> Iterator[str]:
        """The changed stretches of a text, in each language that changed."""
        for language in self.languages:
            before, after = getattr(old, language, None) or "", getattr(new, language, None) or ""
            if " ".join(before.split()) == " ".join(after.split()):
                continue
            named = self.words(f"languages.{language}")
            if not before or not after:
                how = How.ADDED if after else How.REMOVED
                what = self.say(how, value=self.quoted(before or after))
            else:
                what = self.rewritten(before, after)
            yield self.say("in_language", language=named, what=what) if len(self.languages) > 1 else what

    def quoted(self, text: str) -> str:
        """A text between the quotation marks of the report's language."""
        return self.say("quoted", text=self.style.escape(text))

    def rewritten(self, old: str, new: str) -> str:
        """A text with what went and what came marked; one that is another text altogether, before and after."""
        parts = stretches(old, new)
        if parts is None:
            return self.say("from_to", old=self.style.gone(self.quoted(old)), new=self.style.come(self.quoted(new)))
        return self.say("quoted", text="".join(self._stretch(*part) for part in parts))

    def _stretch(self, how: How | None, text: str) -> str:
        mark = {How.REMOVED: self.style.gone, How.ADDED: self.style.come}.get(how, str) if how else str
        # A mark must touch what it marks, so the blanks around it stay outside.
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        inner = self.style.escape(text)
        return f"{before and ' '}{mark(inner)}{after and ' '}" if inner else " "

    def shown(self, kind: str, path: Path, value: object) -> str:
        """A value in words."""
        if isinstance(value, Localized):
            return self.quoted(self.text(value))
        if isinstance(value, Ref):
            return self.item(value)
        if isinstance(value, BaseModel):
            texts = [leaf.value for leaf in walk(value) if isinstance(leaf.value, Localized)]
            refs = [leaf.value for leaf in walk(value) if isinstance(leaf.value, Ref)]
            return self.shown(kind, path, next(iter([*texts, *refs]), str(value)))
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        if isinstance(value, date):
            return long_date(value, self.language)
        return self.style.escape(self._enumerated(kind, path, str(value)))

    def _enumerated(self, kind: str, path: Path, value: str) -> str:
        name = next((part for part in reversed(path) if not isinstance(part, Item)), "")
        group = "cadence" if name == "frequency" else name
        find = self.words.find
        return find(f"values.{kind}.{name}.{value}") or find(f"values.{group}.{value}") or value

    def _moved_answer(self, change: EntryChange) -> Iterator[str]:
        """For a decision: that another now answers for it, said first and plainly."""
        if not (change.old and change.new):
            return
        before, after = (_answerers(entry) for entry in (change.old, change.new))
        if before != after:
            old, new = (", ".join(map(self.item, refs)) or "—" for refs in (before, after))
            yield self.say("answerer", old=self.style.gone(old), new=self.style.come(new))


def _answerers(entry: Entry) -> list[Ref]:
    """Who has the letter A, in a kind that gives letters to each party."""
    parts: object = getattr(entry.data, "raci", None)
    return [who for who, letters in parts.items() if "A" in letters.split("/")] if isinstance(parts, Mapping) else []
