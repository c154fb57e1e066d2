"""The theme's templates: their environment, and what every one of them may ask.

In: the Jinja environment that MkDocs makes for the theme. Out: the same environment, in which templates share
compiled code between languages, escape titles, lack the theme's faults, mark their scripts, and find the words of the
interface.
"""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2.ext import Extension
from mkdocs.exceptions import PluginError
from mkdocs.utils import get_theme_dir

from generator.language.i18n import typeset_words
from generator.render.bytecode import KeptBytecode, SharedBytecode
from generator.site import css, feed, languages, search_index, search_sections, security_policy
from generator.site.html import theme_templates
from generator.site.menu_links import MenuLinks
from generator.site.page_records import serves

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

    from generator.site.session import Build

_THEME = "material"


class _ThemeBytecode(KeptBytecode):
    """Compiled templates in which scripts have a mark."""

    _stored = staticmethod(security_policy.without_mark)
    _restored = staticmethod(security_policy.with_mark)


_KEPT, _SHARED = _ThemeBytecode(), SharedBytecode()


class Sources(Extension):
    """Fixes the theme's own templates, and marks the scripts of all, so that the policy knows them in a page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source of a template, before anything is filled in. Raises `PluginError`."""
        if name and filename and Path(filename).is_relative_to(get_theme_dir(_THEME)):
            try:
                source = theme_templates.fixed(source, name)
            except ValueError as error:
                raise PluginError(f"handbook: the theme does not have this fault any more: {error}.") from error
        return security_policy.marked(source)


def prepare(env: Environment, config: MkDocsConfig, build: Build) -> None:
    """Let both languages share compiled templates, and give them the interface words.

    The theme writes titles unescaped; with autoescape, a title with `<` in it stays text.
    """
    language = languages.of(config)
    env.autoescape = True
    env.add_extension(Sources)
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False, "separators": (",", ":")}
    # Other plugins may change how this environment compiles.
    env.bytecode_cache = _KEPT if serves(config) else _SHARED
    env.globals["words"] = typeset_words(language)
    env.globals["script_words"] = partial(_script_words, language=language)
    env.globals["feed"] = feed.NAME if feed.checked(build.handbook) else ""
    # A preview would have to gather anew after each change.
    env.globals["gathered"] = "" if build.serving else css.NAME
    env.globals["menu_link"] = MenuLinks()
    env.globals["search_worker"] = _search_worker(config)
    search_sections.hasten(config)


@cache
def _script_words(name: str, language: str) -> dict[str, str]:
    """What one of our scripts says, typeset like the pages."""
    return typeset_words(language).group(f"scripts.{name}")


def _search_worker(config: MkDocsConfig) -> str:
    name = search_index.worker_name(config.theme.dirs)
    if name is None:
        raise PluginError(
            f"handbook: the theme has no single search worker in {search_index.WORKERS}; is its version right?"
        )
    return name
