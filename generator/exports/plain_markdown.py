"""Pages as plain Markdown, for people and programs that read Markdown and not our HTML.

In: the Markdown of a page as MkDocs gets it, with attributes, HTML for tables, and drawings. Out: the same text without
them: tables of Markdown, boxes as a bold line, drawings as the sentence that describes them, links to the Markdown of
other pages. It is for reading; the site is not built from it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_DESCRIPTION = re.compile(r"<desc\b[^>]*>(.*?)</desc>", re.DOTALL)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t([hd])\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
_HIDDEN = re.compile(r"<(button|script|style|template)\b.*?</\1>", re.DOTALL)
_CODE_BLOCK = re.compile(r'<code class="block">(.*?)</code>', re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_ATTRIBUTES = re.compile(r"[ \t]*\{:[^{}\n]*\}[ \t]*$", re.MULTILINE)
_BOX = re.compile(r'^(?:!!!|\?\?\?\+?) +[\w-]+(?: +"(?P<title>[^"\n]*)")? *\n(?P<text>(?:\n|    .*\n?)*)', re.MULTILINE)
_LINK = re.compile(r"\]\((?P<place>[^()\s:#]+\.md)(?P<anchor>#[^()\s]*)?\)")
_ENTITY = re.compile(r"&(?:#(?P<code>\d{1,6})|quot|nbsp|amp(?!;(?:#\d+|\w+);));")
_BLANK = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")
_FENCED = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)[ \t]*$)", re.DOTALL | re.MULTILINE)


def plain(body: str, address: Callable[[str], str]) -> str:
    """A page without HTML and attributes; `address` turns the place of a page, as its links name it, into a link."""
    parts = _FENCED.split(body)
    for position in range(0, len(parts), 2):
        parts[position] = _plain(parts[position], address)
    return _BLANK.sub("\n\n", "".join(parts)).strip() + "\n"


def _plain(text: str, address: Callable[[str], str]) -> str:
    text = _ATTRIBUTES.sub("", text)
    text = _SVG.sub(_described, text)
    text = _HIDDEN.sub("", text)
    text = _CODE_BLOCK.sub(lambda code: f"\n\n```\n{code[1]}\n```\n\n", text)
    text = _TABLE.sub(lambda table: "\n".join(_table(table[0])), text)
    text = _BOX.sub(_box, text)
    text = _TAG.sub("", text)
    text = _LINK.sub(lambda link: f"]({address(link['place'])}{link['anchor'] or ''})", text)
    return _ENTITY.sub(_sign, text)


def _described(drawing: re.Match[str]) -> str:
    described = _DESCRIPTION.search(drawing[0])
    return f"\n\n{' '.join(described[1].split())}\n\n" if described else ""


def _table(html: str) -> Iterator[str]:
    """An HTML table as one of Markdown; a caption becomes the line before it."""
    rows = [[_cell(cell[2]) for cell in _CELL.finditer(row[1])] for row in _ROW.finditer(html)]
    rows = [row for row in rows if row]
    if not rows:
        return
    width = max(map(len, rows))
    if caption := _CAPTION.search(html):
        yield f"\n**{_cell(caption[1])}**\n"
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
