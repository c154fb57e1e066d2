"""A fault that a line may have, with the mend to be tried.

In: nothing. Out: `Suspicion`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.load.lines import spanned


@dataclass(frozen=True)
class Suspicion:
    """A code, the stretch of a line at fault (from 0), and what the lines from there on should be.

    `lines` take the place of as many lines; so the numbers of all other lines stay.
    """

    code: str
    line: int
    column: int
    width: int
    lines: tuple[str, ...]
    start: int = -1
    values: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    help: str = ""

    @property
    def first(self) -> int:
        """The first line that the mend changes."""
        return self.line if self.start < 0 else self.start

    @property
    def last(self) -> int:
        """The last line that the mend changes."""
        return self.first + len(self.lines) - 1

    def mended(self, lines: list[str]) -> list[str]:
        """All the lines, mended."""
        return [*lines[: self.first], *self.lines, *lines[self.last + 1 :]]

    def diagnostic(self, path: Path) -> Diagnostic:
        """The finding that tells it."""
        values = {"mend": self.lines[0].strip(), **self.values}
        return Diagnostic(self.code, spanned(path, self.line, self.column, self.width), values, self.message, self.help)
