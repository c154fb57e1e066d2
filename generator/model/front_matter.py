"""The front matter of a hand-written page: what this site, MkDocs and its theme read there."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from generator.model.fields import Strict


def _as_list(value: object) -> object:
    """One value is a list of one, as the theme takes it."""
    return [value] if isinstance(value, str) else value


def _filled(value: str) -> str:
    """A text that holds more than spaces."""
    if not value.strip():
        raise PydanticCustomError("blank_text", "blank text")
    return value


Filled = Annotated[str, AfterValidator(_filled)]
Words = Annotated[tuple[str, ...], BeforeValidator(_as_list)]


class PageSearch(Strict):
    """Whether, and how early, the search finds a page."""

    exclude: bool = False
    boost: float = 1


class FrontMatter(Strict):
    """Every key that a hand-written page may have."""

    title: Filled | None = None
    key: Filled | None = None
    order: int | None = None
    description: str | None = None
    template: str | None = None
    hide: Annotated[
        tuple[Literal["navigation", "toc", "path", "footer", "feedback", "tags"], ...], BeforeValidator(_as_list)
    ] = ()
    search: PageSearch | None = None
    tags: Words = ()
    status: str | None = None
    icon: str | None = None
    subtitle: str | None = None
    date: datetime.date | None = None
    authors: Words = ()
    author: str | None = None
    categories: Words = ()
    slug: str | None = None
    draft: bool | None = None
    pin: bool | None = None
    readtime: int | None = None
    image: str | None = None
    robots: str | None = None
    comments: bool | None = None
    render_macros: bool | None = None
