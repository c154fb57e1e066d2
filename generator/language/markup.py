"""The Markdown that authors may write, and how any text becomes Markdown that is safe to build.

In: text as typed. Out: Markdown in which nothing but emphasis, lists, links, code and tables has an effect,
with the typography of its language. Pure functions.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

LINK = re.compile(r"(?<![\\!])\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s]*)\)")
HTML = re.compile(r"<(?:/?[A-Za-z][^>]*|!--.*?--|![A-Z][^>]*|\?[^>]*)>?", re.DOTALL)
EXTERNAL = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`\\{}|^]+")
_TOKEN_START = re.compile(r"^ *(?=`{3}|~{3})|`+|\[", re.MULTILINE)
_OPEN_FENCE = re.compile(r" *(?P<fence>`{3,}(?!`)|~{3,}(?!~))[^`\n]*\n")
_CLOSED_FENCE = re.compile(r"^ *(?P<fence>`{3,}|~{3,}) *$", re.MULTILINE)
_TICKS = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n(?=[^\S\n]*\n)")

_REMEMBERED = 1 << 14
"""Titles and interface words come back on many pages: the newest texts are kept."""

NBSP = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"


_MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_WRONG_SCHEME = re.compile(r"(?P<name>https?|mailto)(?::/{0,2}|/{1,2}|;/{0,2})", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+(?!(?:ya?ml|md|html?|pdf|docx?|xlsx?)(?:$|[/#?]))[A-Za-z]{2,}(?:[/:?#].*)?")


def web_address(typed: str) -> str:
    """The web address or mailbox that was meant by a text without a right beginning; an empty text where none was."""
    bare = typed.strip().strip("<>")
    if match := _WRONG_SCHEME.match(bare):
        rest, name = bare[match.end() :], match["name"].lower()
        bare = f"mailto:{rest}" if name == "mailto" else f"{name}://{rest}"
    elif _MAILBOX.fullmatch(bare):
        bare = f"mailto:{bare}"
    elif _HOST.fullmatch(bare):
        bare = f"https://{bare}"
    return bare if EXTERNAL.fullmatch(bare) else ""


@dataclass(frozen=True, slots=True)
class ProseLink:
    """A link in running text: the words, the target as typed, and where the target starts in the text."""

    text: str
    target: str
    offset: int


class _Token(NamedTuple):
    """A link, or a piece of code, in a text. One of `target`, `block` and `code` is there."""

    start: int
    end: int
    words: str = ""
    target: str | None = None
    target_start: int = 0
    block: str | None = None
    code: str | None = None


def _tokens(text: str) -> Iterator[_Token]:
    """Every link and every piece of code, from left to right. The work grows with the text, whatever it holds."""
    if "`" not in text and "~~~" not in text:
        yield from map(_link_token, LINK.finditer(text))
        return
    code = _Code(text)
    position = 0
    for start in _TOKEN_START.finditer(text):
        if start.start() >= position and (token := code.token(start)):
            yield token
            position = token.end


def _link_token(link: re.Match[str]) -> _Token:
    return _Token(link.start(), link.end(), link["text"], link["target"], link.start("target"))


class _Code:
    """Finds what closes a piece of code by looking it up: a search from each sign to the end would take long."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.fences: dict[tuple[str, int], list[tuple[int, int]]] = {}
        self.ticks: dict[int, list[int]] = {}
        for fence in _CLOSED_FENCE.finditer(text):
            self.fences.setdefault((fence["fence"][0], len(fence["fence"])), []).append(fence.span())
        self.tildes = sorted((length for sign, length in self.fences if sign == "~"), reverse=True)
        for run in _TICKS.finditer(text):
            self.ticks.setdefault(len(run[0]), []).append(run.start())
        self.blanks = [blank.start() for blank in _BLANK_LINE.finditer(text)]

    def token(self, start: re.Match[str]) -> _Token | None:
        """The link or the code that starts there, if any does."""
        if start[0] == "[":
            link = LINK.match(self.text, start.start())
            return _link_token(link) if link else None
        return self._inline(start) if start[0].startswith("`") else self._fenced(start.start())

    def _fenced(self, start: int) -> _Token | None:
        opened = _OPEN_FENCE.match(self.text, start)
        if opened is None:
            return None
        sign, length = opened["fence"][0], len(opened["fence"])
        for shorter in [length] if sign == "`" else filter(length.__ge__, self.tildes):
            spans = self.fences.get((sign, shorter), ())
            place = bisect_left(spans, (opened.end(), 0))
            if place < len(spans):
                return _Token(start, spans[place][1], block=self.text[opened.end() : spans[place][0]])
        return None

    def _inline(self, run: re.Match[str]) -> _Token | None:
        """Code between as many backticks on both sides, within one paragraph."""
        if run.start() and self.text[run.start() - 1] == "\\":
            return None
        starts = self.ticks[len(run[0])]
        place = bisect_left(starts, run.end())
        if place == len(starts):
            return None
        blank = bisect_left(self.blanks, run.end())
        if blank < len(self.blanks) and self.blanks[blank] < starts[place]:
            return None
        return _Token(run.start(), starts[place] + len(run[0]), code=self.text[run.end() : starts[place]])


def links(text: str) -> Iterator[ProseLink]:
    """Every link of a text, code left aside."""
    if "](" not in text:
        return
    for token in _tokens(text):
        if token.target is not None:
            yield ProseLink(token.words, token.target, token.target_start)


def html_tags(text: str) -> Iterator[re.Match[str]]:
    """Every stretch of raw HTML in a text, code left aside."""
    if "<" not in text:
        return iter(())
    parts: list[str] = []
    position = 0
    for token in _tokens(text):
        if token.target is None:
            parts += [text[position : token.start], " " * (token.end - token.start)]
            position = token.end
    return HTML.finditer("".join([*parts, text[position:]]))


@lru_cache(maxsize=_REMEMBERED)
def line(text: str, language: str) -> str:
    """One-line text as Markdown that shows exactly what was typed."""
    return _escape_start(_escape_inline(typography(" ".join(text.split()), language)))


def prose(text: str, language: str, resolve: Callable[[str], str | None]) -> str:
    """Running text as Markdown. `resolve` turns the target of a link into an address, or None to drop the link."""
    parts: list[str] = []
    position = 0
    text = text.strip()
    for token in _tokens(text):
        parts.append(_plain(text[position : token.start], language, goes_on=True))
        parts.append(_code(token) if token.target is None else _link(token, token.target, language, resolve))
        position = token.end
    parts.append(_plain(text[position:], language))
    return "".join(parts)


def destination(address: str) -> str:
    """A web address as it may stand between the brackets of a link, which its own brackets would close."""
    return address.translate(_IN_BRACKETS)


_IN_BRACKETS = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "()[]"})


def _link(token: _Token, target: str, language: str, resolve: Callable[[str], str | None]) -> str:
    words = _plain(token.words, language)
    address = resolve(target)
    return words if address is None else f"[{words}]({destination(address)})"


def _code(token: _Token) -> str:
    """Code, inline or as a block. Where Markdown could take a part of it for something else, it is HTML already."""
    if token.block is not None:
        lines = _entities(token.block.strip("\n"))
        return f'<code class="block">{lines}</code>'
    code = " ".join((token.code or "").split())
    return f"`{code}`" if _SIMPLE_CODE.fullmatch(code) else f"<code>{_entities(code)}</code>"


def _plain(text: str, language: str, goes_on: bool = False) -> str:
    """A stretch of prose between links and code: Markdown's own signs work, HTML, attributes and images do not.

    Where the line `goes_on` with a link or code, the end of the stretch is no end of a line: `- [a](b)` is an item.
    """
    text = _ESCAPED.sub(lambda m: _entities(m[1] or m[0]), typography(text, language))
    text = text.translate(_NO_MARKUP)
    rest = "x" if goes_on else ""
    return _AT_LINE_START.sub(lambda m: m[1] + _entities(m[2]), text + rest).removesuffix(rest)


def _entities(text: str) -> str:
    """Every sign that Markdown or HTML could read as more than text, as an entity."""
    return "".join(sign if sign.isalnum() or sign == " " else f"&#{ord(sign)};" for sign in text)


_SIMPLE_CODE = re.compile(r"[^<>&{}|\\`]+")
_ESCAPED = re.compile(r"\\([^\w\s]|$)")
"""A backslash makes the next sign a text, in whatever way Markdown would have read it."""

_NO_MARKUP = str.maketrans({sign: f"&#{ord(sign)};" for sign in "<{}[]`\\"})
_AT_LINE_START = re.compile(
    r"^([ \t]*)(#|>|!!!|\?\?\?|===|:::|:(?=[ \t])|[=-]+[ \t]*$|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$|(?:-[ \t]*){3,}$)",
    re.MULTILINE,
)
"""What makes a heading, a quotation, a box or a rule of a line."""


_INLINE = {sign: "\\" + sign for sign in r"\`*_[]"} | {
    "&": "&amp;",
    '"': "&quot;",
    "<": "&lt;",
    ">": "&gt;",
    "{": "&#123;",
    "}": "&#125;",
    "|": "&#124;",
    "~": "&#126;",
    "^": "&#94;",
}
_INLINE_TABLE = str.maketrans(_INLINE)


def _escape_inline(text: str) -> str:
    return text.translate(_INLINE_TABLE)


def _escape_start(text: str) -> str:
    """Signs that mean something only at the start of a line."""
    text = re.sub(r"^(\d+)([.)])(?=\s|$)", lambda m: m[1] + _entities(m[2]), text)
    return re.sub(r"^[#+\-=:!?]", lambda m: _entities(m[0]), text)


_FRENCH = (
    (re.compile(r"(?<=\w)'(?=\w|$)"), "’"),
    (re.compile(r"«[ \u00a0\u202f]*"), f"«{NBSP}"),
    (re.compile(r"(?<![ \u00a0\u202f])[ \u00a0\u202f]*»"), f"{NBSP}»"),
    (re.compile(r"(?<![ \u00a0])[ \u00a0]+(?=[;!?](?:\W|$))"), THIN),
    (re.compile(r"(?<=\w)(?=[;!?](?:\s|$))"), THIN),
    (re.compile(r"(?<![ \u00a0])[ \u00a0]+(?=:(?:\s|$))"), NBSP),
    (re.compile(r"(?<=[\w»)])(?=:(?:\s|$))"), NBSP),
    (re.compile(r"(?<=\d)[ \u00a0\u202f]*(?=%)"), NBSP),
    (re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))"), THIN),
    (
        re.compile(r"(?<=\d)[ ](?=(?:€|M€|k€|Md€|h|min|j|jours?|heures?|mois|ans?|semaines?|minutes?|salariés?)\b|€)"),
        NBSP,
    ),
)
_CODE_SPLIT = re.compile(r"(`[^`]+`)")
_ENGLISH = ((re.compile(r"(?<=\w)'(?=\w)"), "’"), (re.compile(r"(?<=s)'(?=\s)"), "’"))


@lru_cache(maxsize=_REMEMBERED)
def typography(text: str, language: str) -> str:
    """Apostrophes and, in French, the no-break spaces that a printer would set.

    French rules after the Imprimerie nationale's Lexique: a thin no-break space before `; ! ?`, a full one
    before `:` and `%` and inside guillemets, thin ones between groups of three digits. Code is left alone.
    """
    rules = _FRENCH if language == "fr" else _ENGLISH
    parts = _CODE_SPLIT.split(text)
    for position in range(0, len(parts), 2):
        for pattern, replacement in rules:
            parts[position] = pattern.sub(replacement, parts[position])
    return "".join(parts)


_FENCE = re.compile(r"\s*(```|~~~)")
_BEFORE_TEXT = re.compile(r"\s*(?:(?:!!!|\?\?\?\+?)\s+[\w-]+\s*)?")


def typeset(markdown: str, language: str) -> str:
    """A whole hand-written Markdown page with the typography of its language; fenced code is left alone."""
    lines: list[str] = []
    fence = ""
    for written in markdown.split("\n"):
        mark = _FENCE.match(written)
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        elif not fence and not mark:
            start = _BEFORE_TEXT.match(written)
            assert start is not None
            lines.append(start[0] + typography(written[start.end() :], language))
            continue
        lines.append(written)
    return "\n".join(lines)
