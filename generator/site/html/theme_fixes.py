"""Finish: what the theme's pages need before they are published.

In: the HTML of a page as the theme's templates make it. Out: the same page, valid and usable with a keyboard and
a screen reader. Each step names the fault it mends, so that it can go when the theme no longer has it. What only
scripts and styles can mend stands in `theme/assets/handbook.js` and `handbook.css`. Pure functions.
"""

from __future__ import annotations

import re
from html import escape

from generator.language.i18n import Words

_KEPT = ("pre", "textarea", "script")
"""What has its own blanks and line ends."""
# These end at the next element of their name: one that is never closed costs no search through the whole page.
_PRE = re.compile("(" + "|".join(rf"<{name}\b[^<]*(?:<(?!/?{name}\b)[^<]*)*</{name}>" for name in _KEPT) + ")")
_NAV = re.compile(r'<nav class="(?P<name>md-nav\b[^"]*)"[^>]*?(?P<level> data-md-level="\d+")?[^>]*>|<nav\b|</nav>')
_TOGGLE = re.compile(r'(<input class="md-nav__toggle[^>]*id="(__nav[\d_]+)")')
_TABLE = re.compile(r"(?P<tools> data-tools=\"[^>]*>\s*)?(?P<table><table>[^<]*(?:<(?!/?table>)[^<]*)*</table>)")
_ROW = re.compile(r"<tr\b[^<]*(?:<(?!/?tr\b)[^<]*)*</tr>")
_CELL = re.compile(r"<t[hd]\b[^<]*(?:<(?!/?t[hd]\b)[^<]*)*</t[hd]>")
_CELL_START = re.compile(r"<(?P<tag>t[hd])\b")
_OTHER_TEXT = ("head", "script", "style", "title", "textarea", "option", "svg", "pre", "code")
_NO_TEXT = re.compile(
    "(" + "".join(rf"<{name}\b[^<]*(?:<(?!/?{name}\b)[^<]*)*</{name}>|" for name in _OTHER_TEXT) + "<[^>]*>)"
)
_FIGURES = re.compile(r"(?<![\w.-])\d+(?:-\d+)+(?![\w-])")
_LONG_ROW = 90
"""Letters that a phone shows in one row of a table before its columns become too narrow to read."""

_ALIGNED = re.compile(r'<(t[hd])((?: [^>]*)?) style="text-align: (left|center|right);"')


def finish(page: str, find: Words) -> str:
    """A whole page, mended; `find` gives the words of its language."""
    for step in (_plain_attributes, _names, _inner_navigation, _alignment, _tables, _whole_figures, _blanks):
        page = step(page, find)
    return page


def _plain_attributes(page: str, _: Words) -> str:
    """Attributes that HTML does not know there, or that hold nothing."""
    for attribute in (' autocorrect="off"', ' tabindex=""'):
        page = page.replace(attribute, "")
    page = page.replace('<div class="md-search__scrollwrap" tabindex="0"', '<div class="md-search__scrollwrap"')
    # The sign of a heading's address is for the mouse: no part of the heading's name, and no stop of the keyboard.
    page = re.sub(r'<a class="headerlink" (?=href="[^"]*" title=)', r'\g<0>tabindex="-1" aria-hidden="true" ', page)
    return re.sub(r'(<input class="md-toggle"[^>]*) autocomplete="off"', r"\1", page)


def _names(page: str, find: Words) -> str:
    """Parts without a name, or with the name of another part.

    The search is a part of the page, not a dialog: it holds nothing back. In the names of the links to the pages
    before and after stands a colon that French would part from its word: a comma suits every language.
    """
    words = {key: escape(find(f"site.{key}")) for key in ("breadcrumb", "menu", "search")}
    page = re.sub(r'(<nav class="md-path" aria-label=")[^"]*', rf"\g<1>{words['breadcrumb']}", page)
    page = page.replace('data-md-component="search" role="dialog"', 'data-md-component="search"')
    for name, word in (("__drawer", "menu"), ("__search", "search")):
        label = f'<label class="md-header__button md-icon" for="{name}"'
        page = page.replace(label, f'{label} title="{words[word]}"')
    return re.sub(r'(class="md-footer__link [^"]*" aria-label="[^":]*): ', r"\1, ", page)


def _inner_navigation(page: str, _: Words) -> str:
    """The lists inside a navigation are no navigations of their own: each would be a landmark.

    The theme's script looks for the element that a section's label names, to tell whether it is open: that is
    the section's box to tick.
    """
    page = _TOGGLE.sub(r'\1 aria-labelledby="\2_label"', page)
    parts: list[str] = []
    position = 0
    tags: list[str] = []
    for token in _NAV.finditer(page):
        if token[0] == "</nav>":
            replacement = f"</{tags.pop()}>"
        elif token["name"] and tags:
            tags.append("div")
            replacement = f'<div class="{token["name"]}"{token["level"] or ""}>'
        else:
            tags.append("nav")
            replacement = token[0]
        parts += [page[position : token.start()], replacement]
        position = token.end()
    return "".join([*parts, page[position:]])


def _alignment(page: str, _: Words) -> str:
    """The alignment of a column as a class: the security policy lets no style stand in an attribute."""
    return _ALIGNED.sub(r'<\1\2 class="align-\3"', page)


def _tables(page: str, _: Words) -> str:
    """The frames in which wide tables scroll: the theme's script adds them late, and all below would move."""
    return _TABLE.sub(lambda found: (found["tools"] or "") + _framed(found["table"], bool(found["tools"])), page)


def _framed(table: str, has_tools: bool) -> str:
    """A table in its frame. One with much text in a row becomes cards on a phone: each cell then says its column.

    One with tools is there to compare: it keeps its columns.
    """
    head, _, body = table.partition("</thead>")
    columns = [_text(cell) for cell in _CELL.findall(head)]
    is_long = len(columns) > 1 and any(len(_text(row)) > _LONG_ROW for row in _ROW.findall(body))
    if is_long and not has_tools:
        cards = f"{head}</thead>{_ROW.sub(lambda row: _card(row[0], columns), body)}"
        return f'<div class="md-typeset__scrollwrap stacks"><div class="md-typeset__table">{cards}</div></div>'
    return f'<div class="md-typeset__scrollwrap"><div class="md-typeset__table">{table}</div></div>'


def _card(row: str, columns: list[str]) -> str:
    """A row whose cells say their columns, save for the one that names the card: its header, else its first cell."""
    cells = list(_CELL_START.finditer(row))
    title = next((cell for cell in cells if cell["tag"] == "th"), cells[0] if cells else None)
    names = {cell.start(): name for cell, name in zip(cells, columns, strict=False) if name and cell != title}
    return _CELL_START.sub(
        lambda cell: f'{cell[0]} data-column="{names[cell.start()]}"' if cell.start() in names else cell[0], row
    )


def _text(html: str) -> str:
    """The text of a stretch of HTML, still escaped, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split()).replace('"', "&quot;")


def _whole_figures(page: str, _: Words) -> str:
    """Figures such as 30-60-90 stay on one line: browsers break them after each hyphen."""
    parts = _NO_TEXT.split(page)
    parts[::2] = [_FIGURES.sub(r'<span class="whole">\g<0></span>', part) for part in parts[::2]]
    return "".join(parts)


def _blanks(page: str, _: Words) -> str:
    """The blank lines and the blanks at the end of lines that the templates leave."""
    parts = _PRE.split(page)
    parts[::2] = [re.sub(r"(?<![ \t])[ \t]*\n\s*", "\n", part) for part in parts[::2]]
    return "".join(parts).lstrip()
