"""A fault that a line may have, with the fix to be tried.

In: nothing. Out: `Suspicion`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Fix
from generator.pipeline.load.lines import spanned


@dataclass(frozen=True)
class Suspicion:
    """A code, the stretch of a line at fault (from 0), and what the lines from there on should be.

    `lines` take the place of as many lines; so the numbers of all other lines stay. `paste` is what the author is
    told to write in their place, where that is not the same.
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
    paste: tuple[str, ...] | None = None

    @property
    def first(self) -> int:
        """The first line that the fix changes."""
        return self.line if self.start < 0 else self.start

    @property
    def last(self) -> int:
        """The last line that the fix changes."""
        return self.first + len(self.lines) - 1

    def fixed(self, lines: list[str]) -> list[str]:
        """All the lines, fixed."""
        return [*lines[: self.first], *self.lines, *lines[self.last + 1 :]]

    def diagnostic(self, path: Path, lines: list[str]) -> Diagnostic:
        """The finding that tells it. `lines` are those of the file before the fix."""
        span = spanned(path, self.line, self.column, self.width)
        return Diagnostic(self.code, span, self.values, self.message, self.help, fix=self._fix(lines))

    def _fix(self, lines: list[str]) -> Fix:
        fresh = self.lines if self.paste is None else self.paste
        while self.paste is None and len(fresh) > 1 and not fresh[-1] and lines[self.first + len(fresh) - 1].strip():
            # What stood there is in a line above now.
            fresh = fresh[:-1]
        return Fix(self.first + 1, self.last + 1, fresh)
