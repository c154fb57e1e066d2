"""Hand-written pages: the Markdown files of one language.

In: their folder. Out: what the site must know of each, read from its front matter; its text as it is handed to
MkDocs, with our front matter, so that nobody reads the author's a second time and otherwise; and what is wrong. A page
with a broken front matter still counts: it is shown, and the finding says where it breaks.
"""

from __future__ import annotations

import json
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from generator.diagnostics import Diagnostic, nearest
from generator.language.markup import links
from generator.model.document import Span
from generator.model.fields import Ref, RefTo
from generator.model.front_matter import FrontMatter
from generator.model.handbook import Handbook
from generator.pipeline.load import control, load_document, read_text
from generator.pipeline.validate import validate_as
from generator.render.page import relative

LAST = 1000
"""The order of a page that gives none."""

_FRONT_MATTER = re.compile(r"---[ \t\r]*\n(.*?)^(?:---|\.\.\.)[ \t\r]*$\n?", re.DOTALL | re.MULTILINE)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#|\?|$")
"""How a link starts that leads out of this language's pages, or nowhere else than to the page itself."""
_COMMENT = re.compile(r"<!--[^<-]*(?:(?:-(?!->)|<(?!!--))[^<-]*)*-->")
_CODE_LINE = re.compile(r"^(?: {4}|\t).*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Written:
    """A hand-written page: its place among the Markdown files, the key of it and its twin, its order and title.

    Names are in the composed form of Unicode, whatever form the disk has them in.
    """

    place: str
    key: str
    order: int
    title: str = ""
    path: Path = field(default=Path(), compare=False)
    meta: Mapping[str, Any] = field(default_factory=dict, compare=False)
    body: str = field(default="", compare=False, repr=False)
    first_line: int = field(default=1, compare=False)

    @property
    def markdown(self) -> str:
        """The whole page as MkDocs is to read it."""
        return f"---\n{json.dumps(self.meta, ensure_ascii=False)}\n---\n\n{self.body}"


class _Read(NamedTuple):
    front: FrontMatter
    body: str
    first_line: int


def composed(name: str) -> str:
    """A name in the one form in which names are compared: macOS writes accents apart from their letters."""
    return unicodedata.normalize("NFC", name)


def written(docs: Path) -> tuple[list[Written], list[Diagnostic]]:
    """Every hand-written page under `docs`, in their order, and the findings."""
    pages: list[Written] = []
    problems: list[Diagnostic] = []
    for path in sorted(docs.rglob("*.md")):
        read, found = _read(path)
        problems += found
        pages.append(_page(path, composed(path.relative_to(docs).as_posix()), read))
    return sorted(pages, key=lambda page: (page.order, page.place)), problems


def _page(path: Path, place: str, read: _Read) -> Written:
    front = read.front
    order = LAST if front.order is None else front.order
    meta = front.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    return Written(
        place, composed(front.key or place), order, front.title or "", path, meta, read.body, read.first_line
    )


def _read(path: Path) -> tuple[_Read, list[Diagnostic]]:
    text, problem = read_text(path)
    if text is None:
        return _Read(FrontMatter(), "", 1), [problem] if problem else []
    if unprintable := control.in_file(path, text):
        return _Read(FrontMatter(), "", 1), [unprintable]
    text = text.replace("\r\n", "\n")
    match = _FRONT_MATTER.match(text)
    if match is None:
        return _Read(FrontMatter(), composed(text), 1), []
    body, first_line = composed(text[match.end() :]), match[0].count("\n") + 1
    if not match[1].strip():
        return _Read(FrontMatter(), body, first_line), []
    # A blank line in the place of the dashes keeps the line numbers.
    document, problems = load_document(path, "\n" + match[1], "")
    front, found = validate_as(FrontMatter, document) if document else (None, [])
    return _Read(front or FrontMatter(), body, first_line), [*problems, *found]


def dead_links(pages: Iterable[Written], handbook: Handbook, files: set[str]) -> Iterator[Diagnostic]:
    """The links of hand-written pages that lead nowhere; `files` are the places that the site has in this language."""
    for page in pages:
        text = _prose(page.body)
        for link in links(text):
            if _leads_nowhere(link.target, page.place, handbook, files):
                before = text[: link.offset]
                line = page.first_line + before.count("\n")
                column = len(before.rpartition("\n")[2]) + 1
                span = Span(page.path, line, column, line, column + len(link.target))
                near = _nearest(link.target, handbook, files)
                values = {"ref": link.target, "near": near}
                help_ = "near" if near else "dead-link"
                yield Diagnostic("unknown-reference", span, values, message="dead-link", help=help_)


def _prose(body: str) -> str:
    """The text with blanks in the place of comments and lines of code: links there are none."""
    for pattern in (_COMMENT, _CODE_LINE):
        body = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), body)
    return body


def _leads_nowhere(target: str, place: str, handbook: Handbook, files: set[str]) -> bool:
    if _ELSEWHERE.match(target):
        return False
    path = composed(unquote(re.split("[?#]", target)[0]))
    if posixpath.normpath(posixpath.join(posixpath.dirname(place), path)) in files or path.endswith("/"):
        return False
    ref = RefTo("").parse(path)
    if ref.kind in handbook.catalog.places:
        known = not ref.id or ref in handbook.entries or ref in handbook.broken
        return not (known or handbook.behind(ref))
    return True


def _nearest(target: str, handbook: Handbook, files: set[str]) -> str:
    path = composed(unquote(target))
    return nearest(path, [*map(str, handbook.entries), *(name for name in files if name.endswith(".md"))])


def with_entry_links(page: Written, handbook: Handbook, language: str) -> str:
    """The text of a page in which a link to an entry, such as `[OTIF](kpis/otif)`, leads to its page, as in prose."""
    parts: list[str] = []
    position = 0
    for link in links(_prose(page.body)):
        ref = RefTo("").parse(link.target) if link.target else Ref("", "")
        if ref.kind in handbook.catalog.places and not link.target.endswith((".md", "/")):
            parts += [page.body[position : link.offset], _address(ref, page.place, handbook, language)]
            position = link.offset + len(link.target)
    return "".join([*parts, page.body[position:]])


def _address(ref: Ref, place: str, handbook: Handbook, language: str) -> str:
    """The way to an entry; to the index of its kind where the entry itself is not shown."""
    if ref.id and not handbook.behind(ref):
        ref = Ref(ref.kind, "")
    shared = ref.id and handbook.catalog.layout(ref.kind) == "items"
    return relative(handbook.catalog.uri(ref, language), place) + (f"#{ref.id}" if shared else "")
