"""The catalog: the kinds of content of a project, and the views that are computed from them.

In: what the files `kind.yml` and `view.yml` say, and the model of each kind. Out: `Catalog`, a value that is made once
and handed down. It answers where a page stands, how its pages lie, and what things are called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, cast

from generator.language import i18n
from generator.language.i18n import LANGUAGES, Line
from generator.language.tables import Tree
from generator.model.content import Content
from generator.model.fields import Ref
from generator.model.settings import Settings
from generator.model.shapes import free_references

KIND_FILE = "kind.yml"
VIEW_FILE = "view.yml"
TEMPLATE = "page.md.jinja"
"""The name of the template in the folder of a kind or a view."""

DOCUMENT = ".document.md.jinja"
"""How the name of the template of a document ends, after the name of the document."""

INDEX = "index.md.jinja"
"""The name of the template of an index page, which a kind may bring too."""

HOME = Ref("", "")
"""Names the home page, where a `Ref` names a page."""

HOME_URI = "index.md"
"""The place of the home page among the Markdown files."""

Layout = Literal["page", "items", "single"]


@dataclass(frozen=True, eq=False)
class DocumentForm:
    """A document to hand out: its name, the kind or view in whose folder its template stands, and what its file says.

    `each` names a kind: there is then a document for each entry of it. `pages` is how long it may be.
    """

    name: str
    place: str
    folder: str
    tree: Tree

    @cached_property
    def segment(self) -> Mapping[str, str]:
        """The name of its file, in each language."""
        return cast("Mapping[str, str]", self.tree["address"])

    @cached_property
    def label(self) -> Mapping[str, str]:
        """What it is called where it stands beside others, in each language."""
        return cast("Mapping[str, str]", self.tree["label"])

    @cached_property
    def each(self) -> str:
        """The kind for each of whose entries there is a document, if any."""
        return str(self.tree.get("each", ""))

    @cached_property
    def pages(self) -> int:
        """How many pages it has at most; 0 where that depends on how much there is to say."""
        return int(self.tree.get("pages", 0))

    @cached_property
    def paper(self) -> Literal["a4", "a3"]:
        """The sheet it is printed on."""
        return cast('Literal["a4", "a3"]', self.tree.get("paper", "a4"))

    @cached_property
    def wide(self) -> bool:
        """Whether the sheet lies on its long side."""
        return self.tree.get("wide") == "true"

    @cached_property
    def size(self) -> float:
        """The size of its text, in points."""
        return float(self.tree.get("size", 10))

    @cached_property
    def margin(self) -> float:
        """The margin of its sheet, in millimetres."""
        return float(self.tree.get("margin", 20))

    @property
    def template(self) -> str:
        """The name of the template that says what stands in it."""
        return f"{self.folder}/{self.name}{DOCUMENT}"


def _documents(place: str, folder: str, tree: Tree) -> tuple[DocumentForm, ...]:
    return tuple(DocumentForm(name, place, folder, said) for name, said in tree.get("documents", {}).items())


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of content: its name, which is also the folder of its entries; the model of one; and what its file says.

    `place` is the folder of the kind itself, with its template.
    """

    name: str
    model: type[Content]
    place: Path
    tree: Tree

    @cached_property
    def segment(self) -> Mapping[str, str]:
        """The first part of its addresses, in each language."""
        return cast("Mapping[str, str]", self.tree["address"])

    def _flag(self, name: str) -> bool:
        return self.tree.get(name) == "true"

    @cached_property
    def wide(self) -> bool:
        """Whether the page of an entry takes the room of the table of contents."""
        return self._flag("wide")

    @cached_property
    def sourced(self) -> bool:
        """Whether an entry is to name the sources of what it says."""
        return self._flag("sourced")

    @cached_property
    def titles_are_sentences(self) -> bool:
        """Whether titles are too long to stand side by side on a line."""
        return self._flag("titles_are_sentences")

    @cached_property
    def titles_may_repeat(self) -> bool:
        """Whether a rule of its own tells titles that repeat, so that the rule for all kinds does not."""
        return self._flag("titles_may_repeat")

    @cached_property
    def cites_titles(self) -> bool:
        """Whether texts hold titles of works, whose abbreviations nobody has to explain."""
        return self._flag("cites_titles")

    @cached_property
    def is_law(self) -> bool:
        """Whether entries say of themselves that they are no legal advice."""
        return self._flag("is_law")

    @cached_property
    def defines_terms(self) -> bool:
        """Whether entries are the terms that pages link at their first use."""
        return self._flag("defines_terms")

    @cached_property
    def on_home(self) -> bool:
        """Whether the home page shows each entry, as a way into the handbook."""
        return self._flag("on_home")

    @cached_property
    def explains_abbreviations(self) -> tuple[str, ...]:
        """The fields whose abbreviations nobody has to explain any more, anywhere."""
        return tuple(self.tree.get("explains_abbreviations", ()))

    @cached_property
    def own_entry(self) -> str:
        """The id of the entry that stands for the handbook itself, if the kind has one."""
        return str(self.tree.get("own_entry", ""))

    @cached_property
    def schema_type(self) -> str:
        """What the page of its entries is to search engines, as a type of schema.org; empty for nothing special."""
        return str(self.tree.get("schema_type", ""))

    @cached_property
    def matrix(self) -> str:
        """The name of the matrix that the kind's `context.py` makes of its entries (`matrix`); empty for none."""
        return str(self.tree.get("matrix", ""))

    @cached_property
    def none(self) -> Line:
        """That there is no entry of the kind, as a sentence begins."""
        return Line(**self.tree["names"]["none"])

    @cached_property
    def layout(self) -> Layout:
        """`page`: a page an entry. `items`: all entries on one page, an anchor each. `single`: one entry, one page."""
        return cast("Layout", self.tree.get("layout", "page"))

    @cached_property
    def search_weight(self) -> float:
        """How much more the search counts an entry's heading and opening than the sections under them.

        It is less where entries treat what others are about.
        """
        return float(self.tree.get("search_weight", 3))

    @cached_property
    def template(self) -> str:
        """The name of the template that shows an entry, or all of them where they share a page."""
        return f"kinds/{self.name}/{TEMPLATE}" if (self.place / TEMPLATE).is_file() else "entry.md.jinja"

    @cached_property
    def index_template(self) -> str:
        """The name of the template that shows the index of its entries."""
        return f"kinds/{self.name}/{INDEX}" if (self.place / INDEX).is_file() else INDEX

    @cached_property
    def documents(self) -> tuple[DocumentForm, ...]:
        """The documents to hand out that are made from its entries."""
        return _documents(self.name, f"kinds/{self.name}", self.tree)

    @property
    def fields(self) -> Iterator[tuple[str, Tree]]:
        """What the file says of each field, of the entry itself and of the groups in it."""
        yield from self.tree.get("fields", {}).items()
        for group in self.tree.get("groups", {}).values():
            yield from group.items()

    def words(self, language: str) -> Iterator[tuple[str, str]]:
        """The words for the kind and its fields, each with its key among the words of the interface."""
        for part, texts in (("kinds", self.tree["names"]), ("headings", self.tree.get("headings", {}))):
            yield from ((f"{part}.{self.name}.{name}", text[language]) for name, text in texts.items())
        for name, field in self.fields:
            if label := field.get("label"):
                yield f"headings.{self.name}.{name}", label[language]
            for choice, text in field.get("choices", {}).items():
                yield f"values.{self.name}.{name}.{choice}", text[language]
        yield from flat(self.tree.get("words", {}), f"{self.name}.", language)


@dataclass(frozen=True, eq=False)
class ComputedView:
    """A page computed from many entries, which no author writes: its name, and what its file says.

    It is computed from the kinds it `needs`: without entries of each of them it has no page. `each` names a kind: the
    view then has an index page, and a page for each entry of that kind. `based_on` names a kind too: the settings then
    say which entry of it the view is made from. A `wide` view takes the room of the table of contents.
    """

    name: str
    tree: Tree

    @cached_property
    def segment(self) -> Mapping[str, str]:
        """The first part of its addresses, in each language."""
        return cast("Mapping[str, str]", self.tree["address"])

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The kinds it is computed from."""
        return tuple(self.tree["needs"])

    @cached_property
    def each(self) -> str:
        """The kind for each of whose entries it has a page, if any."""
        return str(self.tree.get("each", ""))

    @cached_property
    def based_on(self) -> str:
        """The kind of the entry that it is made from, if it is made from one."""
        return str(self.tree.get("based_on", ""))

    @cached_property
    def wide(self) -> bool:
        """Whether it takes the room of the table of contents."""
        return self.tree.get("wide") == "true"

    @cached_property
    def documents(self) -> tuple[DocumentForm, ...]:
        """The documents to hand out that show what the view computes."""
        return _documents(self.name, f"views/{self.folder}", self.tree)

    @property
    def folder(self) -> str:
        """The name of its folder, which is a package of Python."""
        return self.name.replace("-", "_")

    @property
    def template(self) -> str:
        """The name of the template that shows it."""
        return f"views/{self.folder}/{TEMPLATE}"

    @property
    def index_template(self) -> str:
        """The name of the template that shows the index of its pages, where it has one for each entry of a kind."""
        return "view_index.md.jinja"

    @property
    def layout(self) -> Layout:
        """How its pages lie, in the words that are used for kinds."""
        return "page" if self.each else "single"

    def words(self, language: str) -> Iterator[tuple[str, str]]:
        """The words of its own, each with its key among the words of the interface."""
        return flat(self.tree.get("words", {}), f"{self.name}.", language)


@dataclass(frozen=True, eq=False)
class Catalog:
    """The kinds and the views of a project, each by its name, in reading order.

    `unsound` are the names of kinds whose description has faults: entries of theirs are not read.
    """

    kinds: Mapping[str, Kind]
    views: Mapping[str, ComputedView]
    unsound: frozenset[str] = frozenset()

    @cached_property
    def places(self) -> Mapping[str, Kind | ComputedView]:
        """Whatever a `Ref` may name as its kind."""
        return {**self.kinds, **self.views}

    @cached_property
    def documents(self) -> Mapping[str, DocumentForm]:
        """The documents to hand out, each by its name."""
        return {form.name: form for place in self.places.values() for form in place.documents}

    @cached_property
    def template_folders(self) -> tuple[Path, ...]:
        """The folders below which templates of kinds stand under `kinds/`, each once."""
        return tuple(dict.fromkeys(kind.place.parent.parent for kind in self.kinds.values()))

    @cached_property
    def free_references(self) -> frozenset[str]:
        """The names of the fields that may refer to a page of any kind."""
        return free_references([*(kind.model for kind in self.kinds.values()), Settings])

    def layout(self, name: str) -> Layout | None:
        """How the pages of a kind lie; None where there is no kind of that name."""
        return self.kinds[name].layout if name in self.kinds else None

    def uri(self, ref: Ref, language: str) -> str:
        """The place of a page among the Markdown files; entries without a page of their own share their index."""
        if ref == HOME:
            return HOME_URI
        place = self.places[ref.kind]
        segment = place.segment[language]
        return f"{segment}/{ref.id or 'index'}.md" if place.layout == "page" else f"{segment}.md"

    @cached_property
    def terms(self) -> str:
        """The kind whose entries are terms, empty where there is none."""
        return next((kind.name for kind in self.kinds.values() if kind.defines_terms), "")

    def is_own(self, ref: Ref) -> bool:
        """Whether an entry stands for the handbook itself."""
        return ref.kind in self.kinds and ref.id == self.kinds[ref.kind].own_entry != ""

    def may_name(self, ref: Ref) -> bool:
        """Whether a reference that names no entry may stand: the index page of a kind, or a kind that is unsound."""
        return ref.kind in self.unsound or (not ref.id and ref.kind in self.kinds)

    def words(self, language: str) -> i18n.Words:
        """The words of the interface, and those of the kinds and views."""
        return self._words[language]

    @cached_property
    def _words(self) -> Mapping[str, i18n.Words]:
        return {language: i18n.Words(language, dict(self._texts(language))) for language in LANGUAGES}

    def _texts(self, language: str) -> Mapping[str, str]:
        texts = dict(i18n.words(language).texts)
        for place in self.places.values():
            for key, text in place.words(language):
                texts[key] = text
                part, _, rest = key.partition(".")
                if part in ("headings", "values"):  # what one kind only has is found without the name of the kind
                    texts.setdefault(f"{'fields' if part == 'headings' else part}.{rest.partition('.')[2]}", text)
        return texts


def flat(tree: Tree, prefix: str, language: str) -> Iterator[tuple[str, str]]:
    """The texts of a table of them in one language, each with the way to it."""
    for name, value in tree.items():
        if set(value) == set(LANGUAGES):
            yield f"{prefix}{name}", value[language]
        else:
            yield from flat(value, f"{prefix}{name}.", language)
