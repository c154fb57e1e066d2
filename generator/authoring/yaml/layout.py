"""The one layout of our YAML.

In: the text of a sound file, or plain data. Out: YAML text in the house layout: two spaces a step, `{fr: …, en: …}`
on one line where it fits, lists indented under their field, long texts folded under `>-`. Order, comments, quotes
and the line breaks inside a folded text stay the author's: only what passes 120 columns is laid out anew, so that a
comparison of two versions shows what somebody meant to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    PlainScalarString,
    ScalarString,
    SingleQuotedScalarString,
)

from generator.language.i18n import LANGUAGES

WIDTH = 120
STEP = 2

_UNLIMITED = 1_000_000
_MOST_PASSES = 5
"""How often a text is laid out until nothing changes any more; nearly always the second pass changes nothing."""
_HEAD = re.compile(r"\A(?:[ \t]*\n)*(?:---[ \t]*\n)?(?:[ \t]*\n)*")
_WORD = re.compile(r"[a-z0-9][\w./-]*", re.IGNORECASE | re.ASCII)
"""What needs no quotes: ids, references, numbers, dates, values of a list of values."""
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What only a double-quoted text can hold."""
_FOLD = re.compile(r"(?<=\S) (?=\S)")
_LEADING = re.compile(r"^[^\S\n]", re.MULTILINE)
_TRAILING = re.compile(r"[^\S\n]$", re.MULTILINE)

Tree = CommentedMap | CommentedSeq
Scalar = Any
"""A text with its style; ruamel.yaml's own types say nothing of what they are made with."""


class _TextResolver(VersionedResolver):
    """Finds text in every scalar but an empty one: `no`, `1.10` and `2026-01-01` are what was typed."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node."""
        if isinstance(value, str) and value:
            value = "text"
        return super().resolve(kind, value, implicit)


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Resolver = _TextResolver
    yaml.preserve_quotes = True
    yaml.width = _UNLIMITED
    yaml.indent(mapping=STEP, sequence=2 * STEP, offset=STEP)
    return yaml


def formatted(text: str) -> str | None:
    """The text of a sound file in the house layout; None where the writer cannot read it, or never comes to an end."""
    try:
        for _ in range(_MOST_PASSES):
            before, text = text, _laid_out(text)
            if text == before:
                return text
    except YAMLError:
        # What YAML allows and this reader does not, such as two ends of one document.
        return None
    return None


def _laid_out(text: str) -> str:
    """The text laid out once.

    The blank lines and the dashes before the first field go: the writer takes them away one at a time.
    """
    tree = _yaml().load(_HEAD.sub("", text, count=1))
    _settle(tree, 0)
    return _dump(tree)


def rendered(key: str | None, value: object, column: int) -> list[str]:
    """A field, or without a key an item of a list, as lines of YAML that start at `column`.

    `value` is plain data, or what `tree` and `styled` made of it.
    """
    holder: Tree = CommentedSeq([tree(value, item=True)]) if key is None else CommentedMap({key: tree(value, key=key)})
    _settle(holder, column)
    lines = _dump(holder).removesuffix("\n").split("\n")
    # The writer has indented a list by one step already.
    shift = " " * (column - STEP if key is None else column)
    return [shift + line if line else line for line in lines]


def styled(text: str, style: str) -> Scalar:
    """A text in the style of the one it replaces, told by its first character: a quote, `>`, `|`, or another."""
    if style == ">" and _foldable(text):
        return FoldedScalarString(text)
    if style == "'" and "\n" not in text and not _ODD.search(text):
        return SingleQuotedScalarString(text)
    if style not in "'\"|>" and _WORD.fullmatch(text):
        return PlainScalarString(text)
    return _scalar(text, quoted=True)


def _dump(tree: object) -> str:
    stream = StringIO()
    _yaml().dump(tree, stream)
    return stream.getvalue()


def _one_line(value: object) -> str:
    return _dump(CommentedMap(x=value)).removeprefix("x: ").rstrip("\n")


def _settle(tree: object, column: int) -> None:
    """Lay out a collection in block style whose keys or dashes stand at `column`."""
    if isinstance(tree, CommentedMap):
        for key, value in tree.items():
            _place(tree, key, value, column + len(str(key)) + 2, column + STEP)
    elif isinstance(tree, CommentedSeq):
        for position, value in enumerate(tree):
            _place(tree, position, value, column + STEP, column + STEP)


def _place(holder: Tree, where: Any, value: object, column: int, below: int) -> None:
    """Lay out one value, which starts at `column`, or at `below` where it takes lines of its own."""
    if isinstance(value, CommentedMap | CommentedSeq):
        if value.fa.flow_style() and (_has_comments(value) or _fits(value, column)):
            return
        value.fa.set_block_style()
        _settle(value, below)
    elif isinstance(value, str) and not _commented(holder, where):
        holder[where] = _text(value, column, below)


def _fits(value: object, column: int) -> bool:
    """Whether a value written on one line from `column` on stays within the width."""
    return column + _most(value) <= WIDTH or column + len(_one_line(value)) <= WIDTH


def _most(value: object) -> int:
    """More characters than a value takes on one line: enough to spare the writing of most."""
    if isinstance(value, CommentedMap):
        return 2 + sum(len(str(key)) + _most(inner) + 4 for key, inner in value.items())
    if isinstance(value, CommentedSeq):
        return 2 + sum(_most(item) + 2 for item in value)
    text = str(value)
    return 2 + len(text) + sum(map(text.count, "\"'\\")) if text.isprintable() else _UNLIMITED


def _has_comments(tree: Tree) -> bool:
    return bool(tree.ca.items) or any(isinstance(value, Tree) and _has_comments(value) for value in _values(tree))


def _values(tree: Tree) -> Any:
    return tree.values() if isinstance(tree, CommentedMap) else tree


def _commented(holder: Tree, where: Any) -> bool:
    """Whether a comment follows a value: folding the text would make the comment a part of it."""
    return where in holder.ca.items and not isinstance(holder[where], FoldedScalarString)


def _text(value: str, column: int, below: int) -> str:
    """A text in the style that fits its length."""
    if isinstance(value, FoldedScalarString):
        return _folded(value, below) if _too_wide(value, below) and not _LEADING.search(value) else value
    if isinstance(value, LiteralScalarString) or not _foldable(value):
        return value
    return value if _fits(value, column) else _folded(value, below)


def _foldable(text: str) -> bool:
    return not (_ODD.search(text) or _LEADING.search(text) or _TRAILING.search(text) or "\n" in text)


def _too_wide(text: FoldedScalarString, column: int) -> bool:
    folds = {*getattr(text, "fold_pos", ())}
    broken = "".join("\n" if position in folds else letter for position, letter in enumerate(text))
    return any(column + len(line) > WIDTH for line in broken.split("\n"))


def _folded(text: str, column: int) -> Scalar:
    """The text broken at spaces so that no line passes the width, where its words allow it."""
    result = FoldedScalarString(text)
    result.fold_pos = [*_folds(text, WIDTH - column)]
    result.comment = getattr(text, "comment", None)
    return result


def _folds(text: str, room: int) -> list[int]:
    """The positions of the spaces at which a text is broken."""
    folds, offset = [], 0
    for paragraph in text.split("\n"):
        start = last = 0
        for position in [*(match.start() for match in _FOLD.finditer(paragraph)), len(paragraph)]:
            if position - start > room and last > start:
                folds.append(offset + last)
                start = last + 1
            last = position
        offset += len(paragraph) + 1
    return folds


def tree(data: object, item: bool = False, key: object = None) -> Any:
    """Plain data as what the YAML writer takes, each part in the style the house writes it.

    An `item` of a list has its fields on lines of their own; the value of a `key` that is a language has quotes.
    """
    if isinstance(data, Tree | ScalarString) or data is None:
        return data
    if isinstance(data, dict):
        fields = CommentedMap((name, tree(value, key=name)) for name, value in data.items())
        return on_one_line(fields) if not item and _all_short(data.values()) else fields
    if isinstance(data, list):
        items = CommentedSeq(tree(value, item=True) for value in data)
        return on_one_line(items) if _all_short(data) else items
    return _scalar(str(data), quoted=key in LANGUAGES)


def on_one_line(tree: Tree) -> Tree:
    """The collection between brackets, as long as it fits on a line."""
    tree.fa.set_flow_style()
    return tree


def _all_short(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) and "\n" not in value for value in values)


def _scalar(text: str, quoted: bool) -> Scalar:
    if "\n" in text and not _ODD.search(text) and not text[0].isspace() and not _TRAILING.search(text):
        return LiteralScalarString(text)
    return PlainScalarString(text) if _WORD.fullmatch(text) and not quoted else DoubleQuotedScalarString(text)
