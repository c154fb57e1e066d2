"""The role itself: one entry, one page."""

from __future__ import annotations

from generator.language.i18n import Line, Names, Neutral, Prose
from generator.model.content import Guidance
from generator.model.fields import Strict, WebAddress


class Position(Strict):
    """Where the role stands in the organisation."""

    reports_to: Prose
    peers: Prose
    direct_reports: Prose


class Code(Strict):
    """A code of a public classification, and how near it comes."""

    code: str
    title: Neutral
    note: Line | None = None
    url: WebAddress | None = None


class Codes(Strict):
    """The nearest codes of the public classifications of jobs."""

    note: Prose
    rome: tuple[Code, ...] = ()
    onet: tuple[Code, ...] = ()
    esco: tuple[Code, ...] = ()


class Sizes(Strict):
    """What the role becomes with the size of the company."""

    startup: Prose
    midsize: Prose
    group: Prose


class Role(Guidance):
    """The profile of the role: mission, place, variants, and when a company needs one."""

    mission: Prose
    brief: Prose | None = None
    position: Position
    alternative_titles: Names
    debate: Prose
    sizes: Sizes
    signs_for: tuple[Prose, ...]
    signs_against: tuple[Prose, ...]
    codes: Codes
    legal_note: Prose
