"""`content/handbook.yml`: the titles of the site and the order of its navigation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from generator.language.i18n import Line, Prose
from generator.model.fields import AnyRef, Id, Strict, ViewName


def _known_view(value: str, info: ValidationInfo) -> str:
    """The name of a view of the catalog, which is the context of a validation. Any name without a catalog."""
    if info.context is not None and value not in info.context.views:
        # Told like any other closed list, with the nearest name.
        expected = " or ".join(f"'{name}'" for name in info.context.views)
        raise PydanticCustomError("literal_error", "unknown view", {"expected": expected})
    return value


class Intro(Strict):
    """An index page: its title, its line in lists, and the text that opens it."""

    title: Line
    summary: Line
    intro: Prose | None = None

    @property
    def name(self) -> str:
        """The kind or the view whose page this is."""
        raise NotImplementedError


class KindIntro(Intro):
    """The index page of a kind."""

    kind: str

    @property
    def name(self) -> str:
        """The kind."""
        return self.kind


class ViewIntro(Intro):
    """The page of a view, or its index.

    `one` is what each of its pages is called, before an entry's title; `based_on` is the entry that it is made from,
    for the views that are made from one.
    """

    view: Annotated[str, AfterValidator(_known_view), ViewName()]
    one: Line | None = None
    based_on: AnyRef | None = None

    @property
    def name(self) -> str:
        """The view."""
        return self.view


class Section(Strict):
    """A part of the navigation: a title, the kinds it holds in reading order, and the views after them."""

    id: Id
    title: Line
    summary: Line
    kinds: tuple[KindIntro, ...] = ()
    views: tuple[ViewIntro, ...] = ()

    @property
    def intros(self) -> tuple[Intro, ...]:
        """Every index page of the section."""
        return (*self.kinds, *self.views)


class LevelName(Strict):
    """The name of a level of competency, and what sets it apart from the one below."""

    name: Line
    rule: Line


class Asked(Strict):
    """A question that people often ask, in their words, and the page that answers it."""

    question: Line
    page: AnyRef


class Settings(Strict):
    """Everything that is true of the handbook as a whole."""

    title: Line
    tagline: Line
    welcome: Prose
    levels: tuple[LevelName, LevelName, LevelName, LevelName]
    levels_note: Prose
    legal_notice: Line
    asked: tuple[Asked, ...] = ()
    sections: tuple[Section, ...]

    def intros(self) -> Iterator[Intro]:
        """Every index page of the site, in reading order."""
        for section in self.sections:
            yield from section.intros

    def intro(self, name: str) -> Intro | None:
        """The index page of a kind or view; None where no section lists it."""
        return next((intro for intro in self.intros() if intro.name == name), None)
