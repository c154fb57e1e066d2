"""The theme's faults that its templates can be rid of, before they are filled in.

In: the source of a template of the theme. Out: the same source without the faults. The names of the theme's templates
and what stands in them belong to one version of the theme: a fault that is no longer found stops the build, so that its
fix is deleted here. What a project puts in the place of a template is the project's own, and stays as it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class ThemeFix(NamedTuple):
    """What stands in a template, what is to stand there, and how often."""

    wrong: str
    right: str
    times: int = 1


_FIXES: dict[str, tuple[ThemeFix, ...]] = {
    "base.html": (
        # No such attribute on a box to tick.
        ThemeFix(' autocomplete="off">', ">", times=2),
    ),
    "partials/search.html": (
        # HTML knows no such attribute, and what scrolls by itself is reached by itself.
        ThemeFix(' autocorrect="off"', ""),
        ThemeFix('<div class="md-search__scrollwrap" tabindex="0"', '<div class="md-search__scrollwrap"'),
        # The search is a part of the page, not a dialog: it holds nothing back.
        ThemeFix('data-md-component="search" role="dialog"', 'data-md-component="search"'),
    ),
    "partials/header.html": (
        # Buttons without a name.
        ThemeFix('for="__drawer"', 'for="__drawer" title="{{ words(\'site.menu\') }}"'),
        ThemeFix('for="__search"', 'for="__search" title="{{ words(\'site.search\') }}"'),
    ),
    "partials/path.html": (
        # It has the name of the main navigation.
        ThemeFix("{{ lang.t('nav') }}", "{{ words('site.breadcrumb') }}"),
    ),
    "partials/footer.html": (
        # In the names of these links stands a colon that French would part from its word: a comma suits every language.
        ThemeFix("{{ direction }}: ", "{{ direction }}, ", times=2),
    ),
    # It opens the tab that an address names: of use where a page has tabs, and a hundredth of any other.
    "partials/javascripts/content.html": (
        ThemeFix(
            "<script>var target=",
            '{% if page and page.content and "__tabbed_" in page.content %}<script>var target=',
        ),
        ThemeFix('startsWith("__tabbed_"))</script>', 'startsWith("__tabbed_"))</script>{% endif %}'),
    ),
    # The box that it names is made by our script, and only where the menu is a drawer.
    "partials/toc.html": (
        ThemeFix('<label class="md-nav__title" for="__toc">', '<div class="md-nav__title">'),
        ThemeFix("</label>", "</div>"),
    ),
}


_ICON = re.compile(
    r"""{% set icon = config\.theme\.icon\.(\w+) or "[^"]+" %}\s*{% include "\.icons/" ~ icon ~ "\.svg" %}"""
)
_WITH_ICONS = frozenset(f"partials/{name}.html" for name in ("footer", "header", "logo", "search", "top"))
"""Templates whose pictures the style sheet draws: in each page they would be a tenth of it."""


def fixed(source: str, name: str) -> str:
    """The source of the theme's own template `name` without its faults, and with the pictures of the style sheet.

    Raises `ValueError`, with the template and the fault, where a fault does not stand in it as often as expected.
    """
    for fix in _FIXES.get(name, ()):
        if source.count(fix.wrong) != fix.times:
            raise ValueError(f"{name}: {fix.wrong}")
        source = source.replace(fix.wrong, fix.right)
    if name in _WITH_ICONS:
        source, found = _ICON.subn(r'<svg class="icon-\1"></svg>', source)
        if not found:
            raise ValueError(f"{name}: {_ICON.pattern}")
    return source
