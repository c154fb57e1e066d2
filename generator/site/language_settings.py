"""Language settings: settings of MkDocs and its plugins that differ between the languages of the site.

In: the configuration of the first language's site, and the option `languages` of our plugin. Out: the settings with
which MkDocs builds another language; and findings on settings that name pages.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

from generator.diagnostics import Diagnostic, nearest
from generator.language.i18n import LANGUAGES
from generator.model.document import Span
from generator.site.site_settings import OF_EVERY_LANGUAGE, setting

_PAGE_MAPS = {"redirects": "redirect_maps"}
"""Options of other plugins whose values are paths of pages, by plugin."""


def settings(config_file: Path, own: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that replace those of the file. Mappings are merged, other values replaced."""
    if not own:
        return {}
    with config_file.open("rb") as file:
        common: dict[str, Any] = yaml_load(file)
    apart = {"plugins", *OF_EVERY_LANGUAGE}
    found = {name: _merged(common.get(name), value) for name, value in own.items() if name not in apart}
    if "plugins" in own:
        found["plugins"] = list(_plugins(common["plugins"], own["plugins"]))
    return found


def _merged(common: Any, own: Any) -> Any:
    return {**common, **own} if isinstance(common, dict) and isinstance(own, dict) else own


def _plugins(common: Any, own: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    listed = common.items() if isinstance(common, dict) else (_named(item) for item in common)
    for name, options in listed:
        yield {name: _merged(options or {}, own.get(short(name), {}))}


def short(name: str) -> str:
    """A plugin's name without the prefix of its theme, as authors write it."""
    return name.rpartition("/")[2]


def _named(item: Any) -> tuple[str, Any]:
    return (item, {}) if isinstance(item, str) else next(iter(item.items()))


def misplaced(
    config_file: Path, options: Mapping[str, Mapping[str, Any]], language: str, pages: Mapping[str, Collection[str]]
) -> Iterator[Diagnostic]:
    """Findings on settings that name a page which this language does not have.

    `options` holds the options of each plugin, `pages` the paths of all pages by language.
    """
    for plugin, option in _PAGE_MAPS.items():
        named = options.get(plugin, {}).get(option) or {}
        for value in named.values():
            page = _page(value)
            if "://" not in page and page not in pages[language]:
                yield _misplaced(config_file, plugin, option, named, page, language, pages)


def _page(value: object) -> str:
    """The page of an address, without its anchor."""
    return str(value).partition("#")[0]


def _misplaced(
    config_file: Path,
    plugin: str,
    option: str,
    named: Mapping[str, object],
    page: str,
    language: str,
    pages: Mapping[str, Collection[str]],
) -> Diagnostic:
    other = next((other for other in LANGUAGES if page in pages[other]), "")
    to_say = LANGUAGES[1] if other else language
    sound = {old: new for old, new in named.items() if "://" in str(new) or _page(new) in pages[to_say]}
    found = setting(config_file, ("plugins", plugin, option))
    listed = json.dumps(sound, ensure_ascii=False)
    values = {
        "setting": f"{plugin}: {option}",
        "page": page,
        "language": language,
        "near": nearest(page, pages[language]) or "index.md",
        "own": f"languages: {{{to_say}: {{plugins: {{{plugin}: {{{option}: {listed}}}}}}}}}",
    }
    wording = "page-of-no-language" if not other else "" if to_say == language else "page-of-the-other"
    span = found.span if found else Span(config_file)
    return Diagnostic("page-of-one-language", span, values, help=wording)
