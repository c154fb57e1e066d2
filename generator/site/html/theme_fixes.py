"""Theme fixes: what a whole page needs before it is published, whichever template or text its parts come from.

In: the HTML of a page as the theme's templates make it. Out: the same page with whole figures and without blank lines.
What one template gets wrong is fixed in `theme_templates`; what only scripts and styles can fix, in
`theme/assets/handbook.js` and `handbook.css`. Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_BLANK = " \t"


def _elements(*names: str) -> re.Pattern[str]:
    """Finds these elements. Each ends at the next of its name: one that is never closed costs no search to the end."""
    choice = "|".join(names)
    return re.compile(rf"<(?P<name>{choice})\b[^<]*(?:<(?!/?(?P=name)\b)[^<]*)*</(?P=name)>")


_WITH_BLANKS = _elements("pre", "textarea", "script")
_OTHER_TEXT = _elements("head", "script", "style", "title", "textarea", "option", "svg", "pre", "code")
_FIGURES = re.compile(r"\d+(?:-\d+)+(?![\w-])")
_BEFORE_OTHERS = re.compile(r"[\w.-]")
"""What stands before figures that are a part of something else. In the pattern, it would be looked for at each sign."""


def finish(page: str) -> str:
    """A whole page, fixed."""
    page = _outside(_OTHER_TEXT, page, _whole_figures)
    return _outside(_WITH_BLANKS, page, _without_blanks).lstrip()


def _outside(elements: re.Pattern[str], page: str, change: Callable[[str], str]) -> str:
    """The page, changed everywhere but in some elements."""
    parts: list[str] = []
    position = 0
    for element in elements.finditer(page):
        parts += [change(page[position : element.start()]), element[0]]
        position = element.end()
    return "".join([*parts, change(page[position:])])


def _whole_figures(part: str) -> str:
    """Figures such as 30-60-90 stay on one line: browsers break them after each hyphen. Tags stay as they are."""
    parts: list[str] = []
    position, is_in_tag = 0, False
    for figures in _FIGURES.finditer(part):
        if figures.start() and _BEFORE_OTHERS.match(part, figures.start() - 1):
            continue
        opened, closed = (part.rfind(sign, position, figures.start()) for sign in "<>")
        is_in_tag = opened > closed if opened != closed else is_in_tag
        parts += [
            part[position : figures.start()],
            figures[0] if is_in_tag else f'<span class="whole">{figures[0]}</span>',
        ]
        position = figures.end()
    return "".join([*parts, part[position:]])


def _without_blanks(part: str) -> str:
    """The lines without the blank ones, and without the blanks around them, which the templates leave."""
    first, *rest = part.split("\n")
    if not rest:
        return part
    *middle, last = rest
    kept = [line for each in middle if (line := each.lstrip().rstrip(_BLANK))]
    return "\n".join([first.rstrip(_BLANK), *kept, last.lstrip()])
