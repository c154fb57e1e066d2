"""Theme fixes: what a whole page needs before it is published, whichever template or text its parts come from.

In: the HTML of a page as the theme's templates make it. Out: the same page with whole figures and without blank lines.
What one template gets wrong is fixed in `theme_templates`; what only scripts and styles can fix, in
`theme/assets/handbook.js` and `handbook.css`. Pure functions.
"""

from __future__ import annotations

import re

_KEPT = ("pre", "textarea", "script")
"""What has its own blanks and line ends."""
# These end at the next element of their name: one that is never closed costs no search through the whole page.
_PRE = re.compile("(" + "|".join(rf"<{name}\b[^<]*(?:<(?!/?{name}\b)[^<]*)*</{name}>" for name in _KEPT) + ")")
_OTHER_TEXT = ("head", "script", "style", "title", "textarea", "option", "svg", "pre", "code")
_NO_TEXT = re.compile(
    "(" + "".join(rf"<{name}\b[^<]*(?:<(?!/?{name}\b)[^<]*)*</{name}>|" for name in _OTHER_TEXT) + "<[^>]*>)"
)
_FIGURES = re.compile(r"(?<![\w.-])\d+(?:-\d+)+(?![\w-])")


def finish(page: str) -> str:
    """A whole page, fixed."""
    for step in (_whole_figures, _blanks):
        page = step(page)
    return page


def _whole_figures(page: str) -> str:
    """Figures such as 30-60-90 stay on one line: browsers break them after each hyphen."""
    parts = _NO_TEXT.split(page)
    parts[::2] = [_FIGURES.sub(r'<span class="whole">\g<0></span>', part) for part in parts[::2]]
    return "".join(parts)


def _blanks(page: str) -> str:
    """The blank lines and the blanks at the end of lines that the templates leave."""
    parts = _PRE.split(page)
    parts[::2] = [re.sub(r"(?<![ \t])[ \t]*\n\s*", "\n", part) for part in parts[::2]]
    return "".join(parts).lstrip()
