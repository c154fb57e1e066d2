"""Setup: what a handbook sets in MkDocs' configuration before a language is built.

In: MkDocs' configuration, and the handbook. Out: the same configuration with the site's name, its theme's folders and
our Markdown extensions.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from generator.site.html.conversion import Conversion

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.model.handbook import Handbook

THEME = Path(__file__).parent / "theme"

MENU = "assets/menu.js"
"""The template of the script that knows the menu's sections; a page asks for it when a reader opens the menu."""

_TEMPLATES = (MENU, "assets/icons.css")
"""Files for the browser that are made once for all pages of a language."""


def refuse_wrong_order(config: MkDocsConfig) -> None:
    """Raises `PluginError` where the search comes after us: both languages would have the index of one."""
    names = list(config.plugins)
    last = next((position for position, name in enumerate(names) if name.endswith("search")), -1)
    if last > names.index("handbook"):
        raise PluginError("handbook: in mkdocs.yml, list the handbook plugin after search.")


def configure(config: MkDocsConfig, handbook: Handbook, language: str) -> None:
    """Set the site's name, theme and Markdown extensions for a language."""
    settings = handbook.settings
    config.site_name = settings.title.served(language).text
    config.site_description = settings.tagline.served(language).text
    config.theme["language"] = language
    config.theme.dirs.insert(0, str(THEME))
    config.theme.static_templates.update(_TEMPLATES)
    config.markdown_extensions.append(Conversion())  # type: ignore[arg-type]
    # Truthy, but no list: Material then includes our switcher and writes no wrong links into the head.
    config.extra["alternate"] = True
