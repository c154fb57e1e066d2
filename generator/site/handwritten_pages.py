"""Hand-written pages: the Markdown files of one language.

In: their folder. Out: each page with the data of its front matter; its text for MkDocs, with front matter that we
have written from that data, so that no other reader can understand the author's differently; and findings. A page
with invalid front matter is still shown, and the finding gives the position of the error.
"""

from __future__ import annotations

import json
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from generator.diagnostics import Candidates, Diagnostic
from generator.language.markup import links, typography
from generator.model.document import Span
from generator.model.fields import Ref, RefTo
from generator.model.front_matter import FrontMatter
from generator.model.handbook import Handbook
from generator.pipeline.load import control, load_document, read_text
from generator.pipeline.memory import Kept
from generator.pipeline.validate import validate_as
from generator.render.page import relative

LAST = 1000
"""The order of a page without one."""

_FRONT_MATTER = re.compile(r"---[ \t\r]*\n(.*?)^(?:---|\.\.\.)[ \t\r]*$\n?", re.DOTALL | re.MULTILINE)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#|\?|$")
"""The start of a link that leads out of this language's pages, or to an anchor of its own page."""
_COMMENT = re.compile(r"<!--[^<-]*(?:(?:-(?!->)|<(?!!--))[^<-]*)*-->")
_CODE_LINE = re.compile(r"^(?: {4}|\t).*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HandwrittenPage:
    """A hand-written page: its path among the Markdown files, the key that it shares with its translation, its order.

    Paths and keys are in the composed form of Unicode (NFC), whichever form the disk has.
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
        """The whole page for MkDocs."""
        return f"---\n{json.dumps(self.meta, ensure_ascii=False)}\n---\n\n{self.body}"


class _Read(NamedTuple):
    front: FrontMatter
    body: str
    first_line: int


def composed(name: str) -> str:
    """A name in the form in which names are compared (NFC): macOS stores accents as separate characters."""
    return unicodedata.normalize("NFC", name)


PageMemory = Kept[tuple[_Read, list[Diagnostic]]]
"""What earlier readings made of the pages of one language."""


def written(
    docs: Path, language: str, memory: PageMemory | None = None
) -> tuple[list[HandwrittenPage], list[Diagnostic]]:
    """Every hand-written page of a language under `docs`, in order, and the findings.

    Titles and descriptions are typeset: the menus of other pages show them. With a `memory`, a file that is the same as
    before is not read again.
    """
    pages: list[HandwrittenPage] = []
    problems: list[Diagnostic] = []
    for path in sorted(docs.rglob("*.md")):
        read, found = memory.get(path, None, partial(_read, path)) if memory is not None else _read(path)
        problems += found
        pages.append(_page(path, composed(path.relative_to(docs).as_posix()), read, language))
    return sorted(pages, key=lambda page: (page.order, page.place)), problems


def _page(path: Path, place: str, read: _Read, language: str) -> HandwrittenPage:
    front = read.front
    order = LAST if front.order is None else front.order
    meta = front.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    meta |= {name: typography(meta[name], language) for name in ("title", "description") if name in meta}
    return HandwrittenPage(
        place, composed(front.key or place), order, meta.get("title", ""), path, meta, read.body, read.first_line
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
    # An empty line replaces the dashes, so that line numbers stay right.
    document, problems = load_document(path, "\n" + match[1], "")
    front, found = validate_as(FrontMatter, document) if document else (None, [])
    return _Read(front or FrontMatter(), body, first_line), [*problems, *found]


def dead_links(pages: Iterable[HandwrittenPage], handbook: Handbook, files: set[str]) -> Iterator[Diagnostic]:
    """A finding for each dead link of hand-written pages; `files` are the paths that this language's site has."""
    known = Candidates([*map(str, handbook.entries), *(name for name in files if name.endswith(".md"))])
    for page in pages:
        text = _prose(page.body)
        for link in links(text):
            if _leads_nowhere(link.target, page.place, handbook, files):
                before = text[: link.offset]
                line = page.first_line + before.count("\n")
                column = len(before.rpartition("\n")[2]) + 1
                span = Span(page.path, line, column, line, column + len(link.target))
                near = known.nearest(composed(unquote(link.target)))
                values = {"ref": link.target, "near": near}
                help_ = "near" if near else "dead-link"
                yield Diagnostic("unknown-reference", span, values, message="dead-link", help=help_)


def _prose(body: str) -> str:
    """The text with comments and lines of code replaced by spaces: they hold no links."""
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


def with_entry_links(page: HandwrittenPage, handbook: Handbook, language: str) -> str:
    """The text of a page with links to entries, such as `[OTIF](kpis/otif)`, replaced by links to their pages."""
    parts: list[str] = []
    position = 0
    for link in links(_prose(page.body)):
        ref = RefTo("").parse(link.target) if link.target else Ref("", "")
        if ref.kind in handbook.catalog.places and not link.target.endswith((".md", "/")):
            parts += [page.body[position : link.offset], _address(ref, page.place, handbook, language)]
            position = link.offset + len(link.target)
    return "".join([*parts, page.body[position:]])


def _address(ref: Ref, place: str, handbook: Handbook, language: str) -> str:
    """The relative link to an entry, or to the index of its kind if the entry is not shown."""
    if ref.id and not handbook.behind(ref):
        ref = Ref(ref.kind, "")
    shared = ref.id and handbook.catalog.layout(ref.kind) == "items"
    return relative(handbook.catalog.uri(ref, language), place) + (f"#{ref.id}" if shared else "")
