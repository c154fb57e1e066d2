"""Any value of a field as Markdown, for the kinds that bring no template of their own.

In: a view, and the value of a field. Out: Markdown: a text as it is, a list as items, a group as items with labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup
from pydantic import BaseModel

from generator.language.i18n import Localized, Names
from generator.language.markup import EXTERNAL

if TYPE_CHECKING:
    from generator.render.view import View

_ITEM = "-   "


def plainly(view: View, name: str, value: object) -> Markup:
    """The value of the field `name` of the entry that a page shows."""
    if isinstance(value, tuple):
        return _items(plainly(view, name, item) for item in value)
    if isinstance(value, Mapping):
        return _items(_labelled(view, view.show(key), plainly(view, name, item)) for key, item in value.items())
    if isinstance(value, BaseModel) and not isinstance(value, Localized | Names):
        fields = ((field, getattr(value, field)) for field in type(value).model_fields)
        return _items(
            _labelled(view, view.show(view.label(field)), plainly(view, field, inner))
            for field, inner in fields
            if inner not in (None, ())
        )
    return _one(view, name, value)


def _one(view: View, name: str, value: object) -> Markup:
    """A value that holds no others."""
    if isinstance(value, Names):
        return view.show(", ".join(value.of(view.language)))
    if isinstance(value, bool):
        return view.show(view.word(f"words.{'yes' if value else 'no'}"))
    if isinstance(value, str) and EXTERNAL.fullmatch(value):
        return view.web(value)
    if isinstance(value, str):
        return view.show(view.words.find(f"values.{view.key.kind}.{name}.{value}") or value)
    return view.show(value)


def _labelled(view: View, label: Markup, value: Markup) -> Markup:
    gap = Markup("\n\n") if value.startswith(_ITEM) or "\n" in value else Markup(view.word("views.colon"))
    return Markup("**{}**{}{}").format(label, gap, value)


def _items(items: Iterator[Markup]) -> Markup:
    """Items of a list; the further lines of each stand under its first."""
    return Markup("\n").join(Markup(_ITEM) + item.replace("\n", Markup("\n    ")) for item in items)
