"""Render: from the handbook to Markdown pages in one language.

In: the linked handbook, a language, and which page. Out: `plan` lists the pages; `render_page` makes one.
Templates ask a `View` for everything they show; the template of a computed view also gets what was `computed`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from generator.language.i18n import SOURCE_LANGUAGE
from generator.model.catalog import HOME, Catalog
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook
from generator.render.bytecode import KeptBytecode
from generator.render.computed_page import ComputedPage
from generator.render.page import Page
from generator.render.view import View
from generator.views import compute


def plan(handbook: Handbook) -> list[Ref]:
    """Every page of the site, in reading order: the home page, then each index and the pages under it.

    A kind without entries has no page, nor has a view that would be made from them.
    """
    pages = [HOME]
    for intro in handbook.settings.intros():
        if handbook.lists(intro.name):
            pages += [Ref(intro.name, ""), *handbook.pages(intro.name)]
    return pages


def render_page(handbook: Handbook, key: Ref, language: str) -> Page:
    """One page, complete. Raises `jinja2.TemplateError` where a template is at fault."""
    catalog = handbook.catalog
    view = _view(handbook, key, language)
    entry = _entry_of(handbook, key)
    template = environment(language, catalog.template_folders).get_template(_template(key, catalog))
    computed = compute(handbook, key.kind, entry or handbook.basis(key.kind)) if key.kind in catalog.views else None
    body = tidy(template.render(view=view, entry=entry, data=entry and entry.data, computed=computed))
    title, summary = _title_and_summary(view, entry)
    meta = {"description": summary, "key": str(key) or "home", **_state(view), **_layout(key, catalog)}
    return Page(key, language, catalog.uri(key, language), title, body, meta)


def page_title(handbook: Handbook, key: Ref, language: str) -> str:
    """The title of a page, without making the page."""
    return _title_and_summary(_view(handbook, key, language), _entry_of(handbook, key))[0]


def _view(handbook: Handbook, key: Ref, language: str) -> View:
    return (ComputedPage if key.kind in handbook.catalog.views else View)(handbook, language, key)


def _state(view: View) -> dict[str, object]:
    """What the frame must tell or load because of what the page shows: translations, dates, scripts."""
    shown = _shown(view.handbook, view.key)
    translated = view.language != SOURCE_LANGUAGE
    state = {
        "untranslated": view.fell_back,
        "outdated": translated and any(each.ref in view.handbook.outdated for each in shown),
        "dated": any(each.data.due for each in shown),
        "scripts": view.scripts,
        "view": view.key.kind in view.catalog.views and view.key.kind,
    }
    return {name: value for name, value in state.items() if value}


def _layout(key: Ref, catalog: Catalog) -> dict[str, object]:
    """Which parts of the frame a page does without, and whether the search leaves it out."""
    if key == HOME:
        return {"search": {"exclude": True}, "hide": ["navigation", "toc", "path"]}
    layout: dict[str, object] = {}
    if not key.id and catalog.layout(key.kind) == "page":
        layout["search"] = {"exclude": True}
    place = catalog.places[key.kind]
    if place.wide and (key.id or key.kind in catalog.views):
        # A wide table needs the room of the table of contents, which would only name its few headings.
        layout["hide"] = ["toc"]
    return layout


def tidy(text: str) -> str:
    """One blank line between blocks: templates may leave several."""
    lines = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return re.sub(r"\n\s*\n", "\n\n", lines).strip("\n") + "\n"


def _entry_of(handbook: Handbook, key: Ref) -> Entry | None:
    """The entry that a page shows: the one behind it, or the only one of a kind that has one page."""
    if not key.id and handbook.catalog.layout(key.kind) == "single":
        return next(iter(handbook.of(key.kind)), None)
    return handbook.behind(key)


def _shown(handbook: Handbook, key: Ref) -> tuple[Entry, ...]:
    """The entries whose full text stands on a page; a page computed from many shows no more than their names."""
    if key in handbook.entries:
        return (handbook.entries[key],)
    return handbook.of(key.kind) if handbook.catalog.layout(key.kind) in ("items", "single") else ()


def _template(key: Ref, catalog: Catalog) -> str:
    if key == HOME:
        return "home.md.jinja"
    place = catalog.places[key.kind]
    return place.index_template if not key.id and place.layout == "page" else place.template


def _title_and_summary(view: View, entry: Entry | None) -> tuple[str, str]:
    settings = view.handbook.settings
    if view.key == HOME:
        title, summary = settings.title, settings.tagline
    elif view.key.kind in view.catalog.views and entry is not None:
        name = view.computed_title(view.key.kind, entry)
        return name, f"{name}. {view.plain(view.intro(view.key.kind).summary)}"
    elif entry is not None:
        title, summary = entry.data.title, entry.data.summary or entry.data.title
    else:
        intro = view.intro(view.key.kind)
        title, summary = intro.title, intro.summary
    return view.plain(title), view.plain(summary)


_BYTECODE = KeptBytecode()
_OWN = Path(__file__).parent.parent


@cache
def environment(language: str, folders: tuple[Path, ...]) -> jinja2.Environment:
    """The environment of Jinja, one a language; whatever is printed passes the view of the page being made."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([_OWN / "render" / "templates", _OWN, *folders]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
        bytecode_cache=_BYTECODE,
    )
    environment.globals["language"] = language
    return environment


@jinja2.pass_context
def _finalize(context: jinja2.runtime.Context, value: object) -> Any:
    view = context["view"]
    return view.show(value) if not isinstance(value, jinja2.Undefined) else value
