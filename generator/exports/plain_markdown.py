"""Pages as plain Markdown, for people and programs that read Markdown and not our HTML.

In: the Markdown of a page as MkDocs gets it, with attributes, HTML for tables, and drawings. Out: the same text without
them: tables of Markdown, boxes as a bold line, drawings as the sentence that describes them, links to the Markdown of
other pages. It is for reading; the site is not built from it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator


def _elements(*names: str) -> re.Pattern[str]:
    """Finds these elements. Each ends at the next of its name: one that is never closed costs no search to the end."""
    choice = "|".join(names)
    return re.compile(rf"<(?P<name>{choice})\b[^<>]*>(?P<inside>[^<]*(?:<(?!/?(?P=name)\b)[^<]*)*)</(?P=name)>")


_SVG = _elements("svg")
_DESCRIPTION = _elements("desc")
_TABLE = _elements("table")
_ROW = _elements("tr")
_CELL = _elements("th", "td")
_CAPTION = _elements("caption")
_HIDDEN = _elements("button", "script", "style", "template")
_CODE_BLOCK = re.compile(r'<code class="block">([^<]*)</code>')
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--[^<-]*(?:(?:-(?!->)|<(?!!--))[^<-]*)*-->")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}[ \t]*$", re.MULTILINE)
_BOX = re.compile(r'^(?:!!!|\?\?\?\+?) +[\w-]+(?: +"(?P<title>[^"\n]*)")? *\n(?P<text>(?:\n|    .*\n?)*)', re.MULTILINE)
_LINK = re.compile(r"\]\((?P<place>[^()\s:#]+\.md)(?P<anchor>#[^()\s]*)?\)")
_ENTITY = re.compile(r"&(?:#(?P<code>\d{1,6})|quot|nbsp|amp(?!;(?:#\d+|\w+);));")
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_FENCE = re.compile(r" {0,3}(```|~~~)")


def plain(body: str, address: Callable[[str], str]) -> str:
    """A page without HTML and attributes; `address` turns the place of a page, as its links name it, into a link."""
    parts = [text if is_code else _plain(text, address) for text, is_code in _fenced(body)]
    return "".join(parts).strip() + "\n"


def _fenced(body: str) -> Iterator[tuple[str, bool]]:
    """The text and the fenced code of a page, in turn; code that nothing closes goes on to the end."""
    lines: list[str] = []
    fence = ""
    for line in body.splitlines(keepends=True):
        mark = _FENCE.match(line)
        if mark and not fence:
            yield "".join(lines), False
            lines, fence = [line], mark[1]
            continue
        lines.append(line)
        if mark and mark[1] == fence:
            yield "".join(lines), True
            lines, fence = [], ""
    yield "".join(lines), bool(fence)


def _plain(text: str, address: Callable[[str], str]) -> str:
    text = _replaced(_ATTRIBUTES, "", text)
    text = _SVG.sub(_described, text)
    text = _HIDDEN.sub("", text)
    text = _CODE_BLOCK.sub(lambda code: f"\n\n```\n{code[1]}\n```\n\n", text)
    text = _TABLE.sub(lambda table: "\n".join(_table(table[0])), text)
    text = _BOX.sub(_box, text)
    text = _TAG.sub("", text)
    text = _LINK.sub(lambda link: f"]({address(link['place'])}{link['anchor'] or ''})", text)
    return _replaced(_BLANK, "\n\n", _ENTITY.sub(_sign, text))


def _replaced(pattern: re.Pattern[str], by: str, text: str) -> str:
    """A text with what a pattern finds replaced, and the blanks before it deleted.

    A pattern that starts with blanks is looked for at each sign of a text, one that starts with a sign at that sign.
    """
    *before, last = pattern.split(text)
    return by.join([*(each.rstrip(" \t") for each in before), last])


def _described(drawing: re.Match[str]) -> str:
    described = _DESCRIPTION.search(drawing[0])
    return f"\n\n{' '.join(described['inside'].split())}\n\n" if described else ""


def _table(html: str) -> Iterator[str]:
    """An HTML table as one of Markdown; a caption becomes the line before it."""
    rows = [[_cell(cell["inside"]) for cell in _CELL.finditer(row["inside"])] for row in _ROW.finditer(html)]
    rows = [row for row in rows if row]
    if not rows:
        return
    width = max(map(len, rows))
    if caption := _CAPTION.search(html):
        yield f"\n**{_cell(caption['inside'])}**\n"
    head, *others = (row + [""] * (width - len(row)) for row in rows)
    for row in (head, ["---"] * width, *others):
        yield f"| {' | '.join(row)} |"
    yield ""


def _cell(html: str) -> str:
    text = _TAG.sub("", re.sub(r"<br\s*/?>", "; ", _SVG.sub("", html)))
    return " ".join(text.split(" \n")).replace("\n", " ").strip()


def _box(box: re.Match[str]) -> str:
    """A box: its title in bold, and its text without the indentation."""
    text = re.sub(r"^    ", "", box["text"], flags=re.MULTILINE)
    return f"**{box['title']}**\n\n{text.strip()}\n\n" if box["title"] else f"{text.strip()}\n\n"


def _sign(entity: re.Match[str]) -> str:
    """The sign that an entity stands for, escaped where Markdown or HTML would read more in it."""
    if entity["code"] is None:
        return {"&quot;": '"', "&amp;": "&"}.get(entity[0], "\N{NO-BREAK SPACE}")
    sign = chr(int(entity["code"]))
    if sign in "<>&|":
        return entity[0]
    return f"\\{sign}" if sign in r"\`*_{}[]()#+-.!~^:=?" else sign


def beside(uri: str, directory_urls: bool) -> str:
    """Where the Markdown of a page stands in its language's site, given its place among the Markdown files."""
    name = uri.removesuffix(".md")
    if not directory_urls or name.rpartition("/")[2] == "index":
        return f"{name}.md"
    return f"{name}/index.md"


def link_from(uri: str, directory_urls: bool) -> Callable[[str], str]:
    """What turns a link from one page to another into a link between their Markdown."""
    here = posixpath.dirname(beside(uri, directory_urls))

    def address(place: str) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), place))
        return posixpath.relpath("/" + beside(target, directory_urls), "/" + here)

    return address
