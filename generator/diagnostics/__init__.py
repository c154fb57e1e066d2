"""What is wrong with the content, as data.

In: nothing. Out: `Diagnostic` and its parts, among them the `Fix` to be pasted. What holds for all findings of a code
stands in `codes`. The words are not here: `report` finds them, in the reader's language, in `locales/` under the code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from generator.diagnostics.codes import CODES, Severity
from generator.language.i18n import Localized
from generator.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


class Word(str):
    """A key of the interface words, to be replaced by the word itself when the message is printed."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A field, or an item of a list by its position from 1, to be named in words when the message is printed."""

    field: str
    item: int = 0

    @staticmethod
    def at(path: Sequence[str | int]) -> Place:
        """What stands at a path inside a document."""
        field = next((part for part in reversed(path) if isinstance(part, str)), "")
        last = path[-1] if path else ""
        return Place(field, last + 1 if isinstance(last, int) else 0)


@dataclass(frozen=True, slots=True)
class Choices:
    """The words that a field takes, each to be printed with its meaning in the reader's language, if it has one."""

    words: tuple[str, ...]
    meanings: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word of a closed list means, to be printed after it between brackets, where that tells more."""

    word: str
    texts: Mapping[str, str]


Value = str | Place | Choices | Meaning | Localized
"""What fills a brace of a message."""


@dataclass(frozen=True, slots=True)
class Fix:
    """What to paste: lines that take the place of those from `first` to `last`, counted from 1.

    Where `last` is the line before `first`, they are put in before `first`, and nothing goes.
    """

    first: int
    last: int
    lines: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The text to paste as a message prints it: one line without its indentation, several below each other."""
        if len(self.lines) == 1:
            return self.lines[0].strip()
        return "\n" + "\n".join(self.lines)

    def applied(self, lines: Sequence[str]) -> list[str]:
        """The lines of the file with these in them."""
        return [*lines[: self.first - 1], *self.lines, *lines[self.last :]]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `code` is permanent and kebab-case. `message` and `help` name texts in `locales/`; `message` is the code
    itself unless a code has several wordings. `values` fill the braces of both texts; the text of `fix` fills
    `{fix}`. `related` are further places of the same fault.
    """

    code: str
    span: Span
    values: Mapping[str, Value] = field(default_factory=dict)
    message: str = ""
    help: str = ""
    related: tuple[Span, ...] = ()
    fix: Fix | None = None

    @property
    def severity(self) -> Severity:
        """How bad it is, as the registry says."""
        return CODES[self.code].severity_of(self.message)

    @property
    def is_error(self) -> bool:
        """Whether it stops a build, strict or not."""
        return self.severity is Severity.ERROR


class Candidates:
    """What wrong words may have meant. Once very many were compared, nothing is near any more: it would take hours."""

    def __init__(self, words: Iterable[str], least: float = 0.6) -> None:
        self.words = dict.fromkeys(sorted(words))
        self.least = least
        self.left = MOST_COMPARED

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def nearest(self, word: str) -> str:
        """The candidate most like `word`, or an empty text where none is near enough (`least`, up to 1) to be meant."""
        self.left -= len(self.words)
        return nearest(word, self.words, self.least) if self.left >= 0 else ""


MOST_COMPARED = 100_000
"""Pairs of a wrong word and a candidate: far more than mistakes need, and a second or two of work."""


def nearest(word: str, candidates: Iterable[str], least: float = 0.6) -> str:
    """The candidate most like `word`, or an empty text where none is near enough (`least`, up to 1) to be meant."""
    return next(iter(get_close_matches(word, sorted(candidates), n=1, cutoff=least)), "")
