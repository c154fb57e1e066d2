"""What is wrong with the content, as data.

In: nothing. Out: `CODES`, `WRITING_CODES`, `BUILDING_CODES`, `Diagnostic` and its parts. The words are not here:
`report` finds them, in the reader's language, in `locales/` under the diagnostic's code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


CODES = (
    # the place of a file
    "no-content",
    "no-settings",
    "wrong-place",
    "unknown-kind",
    "wrong-ending",
    "wrong-id",
    # a file that cannot be read
    "unreadable-file",
    "file-too-large",
    "not-utf-8",
    "control-character",
    "empty-file",
    # how a file is written
    "not-a-mapping",
    "duplicate-key",
    "wrong-key",
    "too-deep",
    "yaml-alias",
    "yaml-apostrophe",
    "yaml-backslash",
    "yaml-block",
    "yaml-bracket",
    "yaml-colon",
    "yaml-comma",
    "yaml-comment",
    "yaml-dash",
    "yaml-document",
    "yaml-indentation",
    "yaml-missing-colon",
    "yaml-nbsp",
    "yaml-quote",
    "yaml-sign",
    "yaml-space",
    "yaml-syntax",
    "yaml-tab",
    "yaml-tag",
    "yaml-typographic-quote",
    # what a field holds
    "missing-field",
    "unknown-field",
    "wrong-value",
    "not-a-list",
    "not-a-text",
    "unknown-reference",
    # the rules of the handbook
    "draft-reference",
    "duplicate-term",
    "figure-confidence",
    "long-summary",
    "missing-action",
    "missing-example",
    "missing-source",
    "missing-translation",
    "orphan-entry",
    "raci-no-r",
    "raci-one-a",
    "raw-html",
    "row-cells",
    "rows-twice",
    "taken-id",
    "too-few",
    "unknown-abbreviation",
    "wrong-behaviours",
    "wrong-levels",
    # findings that an entry accepts
    "accepted-unknown",
    "accepted-unused",
    "accepted-without-reason",
)
"""Every code there is. A code is permanent: an entry may name it, and it has a page in the reference."""


WRITING_CODES = (
    "not-rewritten",
    "unfit-for-a-cell",
    "not-a-workbook",
    "wrong-sheet",
    "wrong-column",
    "wrong-row",
    "wrong-cell",
)
"""Permanent too: what `fmt`, `export` and `import` say. They are no matter of YAML, and have no page of their own."""

BUILDING_CODES = (
    "ignored-setting",
    "wrong-setting",
    "page-of-one-language",
    "excluded-page",
    "blocked-script",
    "blocked-address",
)
"""Permanent too: what a build says of `mkdocs.yml` and of whole pages. They have no page of their own either."""


class Severity(StrEnum):
    """How bad: an error stops a build, a warning stops it under `--strict` only."""

    ERROR = "error"
    WARNING = "warning"


class Word(str):
    """A key of the interface words, to be replaced by the word itself when the message is printed."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `code` is permanent and kebab-case. `message` and `help` name texts in `locales/`; `message` is the code
    itself unless a code has several wordings. `values` fill the braces of both texts.
    """

    code: str
    span: Span
    values: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    help: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Span, ...] = ()


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate most like `word`, or an empty text where none is near enough to be meant."""
    return next(iter(get_close_matches(word, sorted(candidates), n=1, cutoff=0.6)), "")
