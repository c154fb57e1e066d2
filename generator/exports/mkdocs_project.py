"""A project for other engines: the pages as Markdown with a configuration that stock MkDocs builds without us.

In: an edition. Out: for each language the pages under `docs/`, and its `mkdocs.yml`; pages have the addresses and
anchors that they have in our site. What our plugin adds while MkDocs builds is not in them: the page on reuse tells.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.exports.edition import Edition, Files, WrittenPage, folder
from generator.language.i18n import LANGUAGES
from generator.language.markup import typeset, typography
from generator.model.catalog import HOME, HOME_URI
from generator.render.drawing.links import with_drawn_links
from generator.render.page import Page
from generator.render.view import View

STYLE = "assets/handbook.css"
REQUIREMENTS = "mkdocs>=1.6,<2\n"
_STYLE_FILE = Path(__file__).parent / "content.css"
_KEPT = ("description", "hide", "search")
"""What other engines understand of the front matter of our pages."""

EXTENSIONS: tuple[Any, ...] = (
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "md_in_html",
    "tables",
    {"toc": {"permalink": True, "toc_depth": 3}},
)


def files(edition: Edition) -> Files:
    """Every file of the project, by name."""
    found: dict[str, bytes] = {"requirements.txt": REQUIREMENTS.encode()}
    for language in LANGUAGES:
        found |= {f"docs/{language}/{name}": data for name, data in _docs(edition, language)}
        found[config_name(language)] = _config(edition, language).encode()
        found[config_name(language, "zensical")] = _for_zensical(language).encode()
    return found


def config_name(language: str, engine: str = "mkdocs") -> str:
    """The configuration of a language for an engine: Zensical has one of its own, the others that of MkDocs."""
    return f"{engine if engine == 'zensical' else 'mkdocs'}.{language}.yml"


def _docs(edition: Edition, language: str) -> Iterator[tuple[str, bytes]]:
    for key in edition.keys:
        page = edition.page(key, language)
        yield page.uri, _generated(page, edition.directory_urls).encode()
    for written in edition.written.get(language, ()):
        yield written.uri, _written(written, language).encode()
    yield from edition.assets.get(language, {}).items()
    yield STYLE, _STYLE_FILE.read_bytes()


def _generated(page: Page, directory_urls: bool) -> str:
    meta = {"title": page.title, **{name: page.meta[name] for name in _KEPT if name in page.meta}}
    return f"{_front(meta)}{with_drawn_links(page.body, page.uri, directory_urls)}"


def _written(page: WrittenPage, language: str) -> str:
    meta = {"title": page.title, **({"description": page.description} if page.description else {})}
    return _front({name: typography(text, language) for name, text in meta.items()}) + typeset(page.body, language)


def _front(meta: Mapping[str, object]) -> str:
    """Front matter, a key a line: JSON after each, which is YAML and has no trap for French colons."""
    lines = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in meta.items())
    return f"---\n{lines}\n---\n\n"


def _config(edition: Edition, language: str) -> str:
    view = View(edition.handbook, language, HOME)
    config = {
        "site_name": view.plain(edition.handbook.settings.title),
        "site_description": view.plain(edition.handbook.settings.tagline),
        **({"site_url": edition.full(folder(language))} if edition.site else {}),
        "docs_dir": f"docs/{language}",
        "site_dir": f"site/{folder(language)}".rstrip("/"),
        "use_directory_urls": edition.directory_urls,
        "theme": {"name": "mkdocs", "locale": language},
        "extra_css": [STYLE],
        "plugins": ["search"],
        "markdown_extensions": list(EXTENSIONS),
        "validation": {"links": {"anchors": "warn", "absolute_links": "warn", "unrecognized_links": "warn"}},
        "nav": list(_nav(edition, view)),
    }
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=120)


def _for_zensical(language: str) -> str:
    """The same configuration with the theme of Zensical, which has no other."""
    theme = {"name": "material", "language": language}
    return yaml.safe_dump({"INHERIT": config_name(language), "theme": theme}, sort_keys=False)


def _nav(edition: Edition, view: View) -> Iterator[dict[str, Any]]:
    """The home page, a group a section, and the hand-written pages in a group of their own."""
    language = view.language
    yield {view.plain(edition.handbook.settings.title): HOME_URI}
    for section in view.sections:
        if inner := [_branch(intro.name, edition, language) for intro in view.filled(section)]:
            yield {view.plain(section.title): inner}
    if written := edition.written.get(language, ()):
        yield {view.text(view.word("llms.about")): [{page.title: page.uri} for page in written]}


def _branch(name: str, edition: Edition, language: str) -> dict[str, Any]:
    """The index page of a kind or view, and the pages under it."""
    index, *under = (edition.page(key, language) for key in edition.keys if key.kind == name)
    if not under:
        return {index.title: index.uri}
    return {index.title: [index.uri, *({page.title: page.uri} for page in under)]}
