"""`content/handbook.yml`: the titles of the site and the order of its navigation."""

from __future__ import annotations

from generator.i18n import Line, Prose
from generator.models.fields import Id, Strict


class KindIntro(Strict):
    """The index page of a kind: its title, its line in lists, and the text that opens it."""

    kind: str
    title: Line
    summary: Line
    intro: Prose | None = None


class Section(Strict):
    """A part of the navigation: a title and the kinds it holds, in reading order."""

    id: Id
    title: Line
    summary: Line
    kinds: tuple[KindIntro, ...]


class LevelName(Strict):
    """The name of a level of competency, and what sets it apart from the one below."""

    name: Line
    rule: Line


class Settings(Strict):
    """Everything that is true of the handbook as a whole."""

    title: Line
    tagline: Line
    welcome: Prose
    levels: tuple[LevelName, LevelName, LevelName, LevelName]
    levels_note: Prose
    legal_notice: Line
    sections: tuple[Section, ...]
