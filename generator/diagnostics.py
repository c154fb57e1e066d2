"""What is wrong with the content, as data.

In: nothing. Out: `Diagnostic` and its parts. The words are not here: `report` finds them, in the reader's
language, in `locales/` under the diagnostic's code.
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
