"""Tables: the entries of a kind, and the matrices, as rows of cells for spreadsheets.

In: an edition and a language. Out: `Table`s. A text is plain, with the typography of its language, and no cell starts
in a way that a spreadsheet takes for a formula (`harmless`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from pydantic import BaseModel

from generator.exports.data_schema import HIDDEN
from generator.exports.edition import Edition
from generator.exports.texts import without_links
from generator.language.i18n import Localized, Names, Prose
from generator.language.markup import typography
from generator.model.catalog import HOME, Kind
from generator.model.fields import Cadence, Ref
from generator.model.handbook import Entry
from generator.render.view import View
from generator.views import compute
from generator.views.matrices import Matrix

MATRICES = ("matrix-competencies", "matrix-kpis", "matrix-challenges")
"""The views that are a matrix and nothing else."""

_FORMULA = re.compile(r"[\t\r\n ]*[=+\-@\t\r]")
"""How a cell starts that Excel, LibreOffice or Google Sheets may run, after OWASP's page on CSV injection."""

Cell = str | int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a short name of its own, its title, and its rows, of which `head` is the first.

    `fields` names the columns of `head` for programs, the same in every language.
    """

    name: str
    title: str
    fields: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe goes before what would start one."""
    return f"'{text}" if _FORMULA.match(text) else text


def of_kind(kind: str, edition: Edition, language: str) -> Table:
    """The entries of a kind, a row each: id, title, address, and the fields that any of them has."""
    entries = edition.handbook.of(kind)
    view = View(edition.handbook, language, Ref(kind, ""))
    cells = _Cells(view)
    found = [dict(cells.of_entry(entry)) for entry in entries]
    every = dict.fromkeys(name for name, _ in cells.names(edition.handbook.catalog.kinds[kind].model))
    used = [name for name in every if any(name in row for row in found)]
    rows = [
        (
            entry.id,
            harmless(view.plain(entry.data.title)),
            edition.address(entry.ref, language),
            *(harmless(row.get(name, "")) for name in used),
        )
        for entry, row in zip(entries, found, strict=True)
    ]
    heads = [cells.label(name) for name in used]
    own = tuple(harmless(view.text(view.word(f"tables.{name}"))) for name in ("id", "title", "address"))
    return Table(
        kind, view.plain(view.intro(kind).title), ("id", "title", "address", *used), (*own, *heads), tuple(rows)
    )


class _Cells:
    """Writes the cells of entries in one language."""

    def __init__(self, view: View) -> None:
        self.view = view

    def names(self, model: type[BaseModel]) -> Iterator[tuple[str, str]]:
        """The columns of a model: its fields; those of a group stand side by side (`examples.industry`)."""
        for name, field in model.model_fields.items():
            if name in HIDDEN:
                continue
            inner = _group(field.annotation)
            if inner:
                yield from ((f"{name}.{part}", part) for part in inner.model_fields)
            else:
                yield name, name

    def of_entry(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """The cells of an entry that hold something, by column."""
        for column, _ in self.names(type(entry.data)):
            value: Any = entry.data
            name = column
            for name in column.split("."):
                value = getattr(value, name, None)
            if text := self.cell(name, value):
                yield column, text

    def label(self, column: str) -> str:
        """The heading of a column."""
        return " › ".join(self._label(name) for name in column.split("."))

    def _label(self, name: str) -> str:
        find = self.view.words.find
        kind = self.view.key.kind
        found = find(f"headings.{kind}.{name}") or find(f"spreadsheet.fields.{name}") or find(f"fields.{name}") or name
        return harmless(self.view.text(found))

    def cell(self, name: str, value: object) -> str:
        """Any value as the text of one cell; the items of a list one under the other."""
        if isinstance(value, tuple):
            return "\n".join(filter(None, (self.cell(name, item) for item in value)))
        if isinstance(value, Mapping):
            return "\n".join(self._pair(self.cell("", key), self.cell(name, item)) for key, item in value.items())
        if isinstance(value, BaseModel) and not isinstance(value, Localized | Names):
            named = ((field, self.cell(field, getattr(value, field))) for field in type(value).model_fields)
            return "; ".join(self._pair(self._label(field), text) for field, text in named if text)
        return self._single(name, value)

    def _pair(self, label: str, text: str) -> str:
        return f"{label}{self.view.word('views.colon')}{text}"

    def _single(self, name: str, value: object) -> str:
        match value:
            case None | "":
                return ""
            case Prose():
                served = value.served(self.view.language)
                return typography(without_links(served.text.strip()), served.language)
            case Localized():
                return self.view.plain(value)
            case Names():
                return "\n".join(value.of(self.view.language))
            case Ref():
                return str(value) if not value.id else value.id
            case bool():
                return self.view.word(f"words.{'yes' if value else 'no'}")
            case date():
                return value.isoformat()
            case _:
                return self._word(name, str(value))

    def _word(self, name: str, text: str) -> str:
        find = self.view.words.find
        groups = (f"{self.view.key.kind}.{name}", name, *(["cadence"] if text in get_args(Cadence) else []))
        return next(filter(None, (find(f"values.{group}.{text}") for group in groups)), text)


def _group(annotation: Any) -> type[BaseModel] | None:
    """The model of a field that holds one group of fields and is no text."""
    if not isinstance(annotation, type) or not issubclass(annotation, BaseModel):
        return None
    return None if issubclass(annotation, Localized | Names) else annotation


def matrices(edition: Edition, language: str) -> list[Table]:
    """The matrices that the handbook has: who decides, competencies, KPIs, challenges, and who sits in rituals."""
    places = (*edition.handbook.catalog.kinds, *MATRICES, "kpi-board", "calendar")
    found = (of_page(place, edition, language) for place in places)
    return [table for table in found if table]


def of_page(place: str, edition: Edition, language: str) -> Table | None:
    """The matrix that the page of a kind or a view shows; None where it shows none."""
    handbook = edition.handbook
    if not handbook.lists(place):
        return None
    if kind := handbook.catalog.kinds.get(place):
        return _matrix_of(kind, edition, language) if kind.matrix else None
    if place in MATRICES:
        return _matrix(place, compute(handbook, place, None), edition, language)
    if place == "kpi-board":
        return _board(edition, language)
    return _matrix(place, compute(handbook, place, None).seats, edition, language) if place == "calendar" else None


def _matrix_of(kind: Kind, edition: Edition, language: str) -> Table:
    """The matrix that a kind makes of its entries: who has which letter in each decision."""
    view = View(edition.handbook, language, Ref(kind.name, ""))
    columns, rows = view.helpers(kind.name).matrix(edition.handbook)
    return _grid(kind.matrix, view.text(view.word(f"tables.{kind.matrix}")), view, columns, rows)


def _matrix(name: str, matrix: Matrix, edition: Edition, language: str) -> Table:
    view = View(edition.handbook, language, Ref(name, ""))
    words = {each: _strength(view, each) for each in matrix.kinds_of_strength}
    rows = [(row, [words.get(matrix.strength(row, column), "") for column in matrix.columns]) for row in matrix.rows]
    return _grid(name, view.plain(view.intro(name).title), view, matrix.columns, rows)


def _strength(view: View, name: str) -> str:
    """What stands in a cell: how strong a link is, or a cross where all are alike."""
    return "×" if name == "linked" else view.text(view.own(f"strength.{name}"))


def _grid(
    name: str, title: str, view: View, columns: Sequence[Entry], rows: Iterable[tuple[Entry, Sequence[str]]]
) -> Table:
    """A table of entries against entries; the first two columns are the id and the title of the row."""
    own = [view.text(view.word(f"tables.{each}")) for each in ("id", "title")]
    return Table(
        name,
        title,
        ("id", "title", *(column.id for column in columns)),
        (*own, *(harmless(view.plain(column.data.title)) for column in columns)),
        tuple((row.id, harmless(view.plain(row.data.title)), *map(harmless, cells)) for row, cells in rows),
    )


_BOARD = ("unit", "frequency", "direction", "nature", "measured_by", "owned_by", "data_source", "formula")
"""What the board tells of a KPI, beside its family and its counter-metrics."""


def _board(edition: Edition, language: str) -> Table:
    """Every KPI by family, with the figures that keep it honest."""
    families = compute(edition.handbook, "kpi-board", None)
    kind = next(measure.entry.kind for family in families for measure in family.measures)
    view = View(edition.handbook, language, Ref(kind, ""))
    cells = _Cells(view)
    fields = [name for name in _BOARD if name in edition.handbook.catalog.kinds[kind].model.model_fields]
    rows = []
    for family in families:
        for measure in family.measures:
            told = [cells.cell(name, getattr(measure.entry.data, name)) for name in fields]
            counters = "\n".join(counter.id for counter in measure.counters)
            first = (cells.cell("family", family.name), measure.entry.id, view.plain(measure.entry.data.title))
            rows.append(tuple(map(harmless, (*first, *told, counters))))
    names = ("family", "id", "title", *fields, "pairs_with")
    heads = [
        view.text(view.word(f"tables.{name}")) if name in ("id", "title", "family") else cells.label(name)
        for name in names
    ]
    title = View(edition.handbook, language, HOME).plain(view.intro("kpi-board").title)
    return Table("kpi-board", title, names, tuple(heads), tuple(rows))


def every(edition: Edition, language: str) -> list[Table]:
    """All tables: a kind each, then the matrices. Made once for all forms that hold them."""
    if language not in edition.tables:
        kinds = [kind for kind in edition.handbook.catalog.kinds if edition.handbook.of(kind)]
        made = [*(of_kind(kind, edition, language) for kind in kinds), *matrices(edition, language)]
        edition.tables[language] = made
    found: list[Table] = edition.tables[language]
    return found
