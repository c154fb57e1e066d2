"""Finish: what the theme's pages need before they are published.

In: the HTML of a page as the theme's templates make it. Out: the same page, valid and usable with a keyboard and
a screen reader. Each step names the fault it mends, so that it can go when the theme no longer has it. What only
scripts and styles can mend stands in `theme/assets/handbook.js` and `handbook.css`. Pure functions.
"""

from __future__ import annotations

import re

_KEPT = ("pre", "textarea", "script")
"""What has its own blanks and line ends."""
# These end at the next element of their name: one that is never closed costs no search through the whole page.
_PRE = re.compile("(" + "|".join(rf"<{name}\b[^<]*(?:<(?!/?{name}\b)[^<]*)*</{name}>" for name in _KEPT) + ")")
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


def finish(page: str) -> str:
    """A whole page, fixed."""
    for step in (_heading_links, _alignment, _tables, _whole_figures, _blanks):
        page = step(page)
    return page


def _heading_links(page: str) -> str:
    """The sign of a heading's address is for the mouse: no part of the heading's name, and no stop of the keyboard."""
    return re.sub(r'<a class="headerlink" (?=href="[^"]*" title=)', r'\g<0>tabindex="-1" aria-hidden="true" ', page)


def _alignment(page: str) -> str:
    """The alignment of a column as a class: the security policy lets no style stand in an attribute."""
    return _ALIGNED.sub(r'<\1\2 class="align-\3"', page)


def _tables(page: str) -> str:
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
