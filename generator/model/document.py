"""Where content comes from: files, positions in them, and parsed documents.

In: nothing. Out: `Span` and `Document`, the types that let every finding point at a line and a column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

DataPath = tuple[str | int, ...]
"""The way to a value inside a document: keys and list positions, outermost first."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one file. Lines and columns count from 1; line 0 means the whole file."""

    file: Path
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Cell(Span):
    """A cell of a workbook: its sheet's name and its address in it, such as `F12`."""

    sheet: str = ""
    address: str = ""


@dataclass(frozen=True)
class Document:
    """One parsed YAML file.

    `kind` is the folder (empty for `handbook.yml`), `id` the file name without its ending, `data` plain
    dictionaries, lists and text. `values` and `keys` map the path of every value and of every mapping key
    to its position.
    """

    path: Path
    kind: str
    id: str
    text: str = field(repr=False)
    data: Mapping[str, object] = field(repr=False)
    values: Mapping[DataPath, Span] = field(repr=False)
    keys: Mapping[DataPath, Span] = field(repr=False)

    @cached_property
    def lines(self) -> Sequence[str]:
        """The text, line by line."""
        return self.text.splitlines()

    def value_span(self, path: DataPath) -> Span:
        """The position of the value at `path`, or of its nearest parent that stands in the file."""
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path, Span(self.path))

    def key_span(self, path: DataPath) -> Span:
        """The position of the key that ends `path`; for a list item or the root, that of the nearest key above."""
        while path not in self.keys and path:
            path = path[:-1]
        return self.keys.get(path, Span(self.path))
