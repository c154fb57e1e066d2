"""Parse the text of one file into plain data, with the position of every value.

In: text. Out: a document, or what stops it. A fault of syntax is explained by `traps`; what YAML would read
otherwise than it was meant, silently, is found by `silent`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import cast

import yaml

from generator.diagnostics import Diagnostic
from generator.model.document import DataPath, Document, Span
from generator.pipeline.load import control, pasted, silent, traps
from generator.pipeline.load.lines import Failure, spanned
from generator.pipeline.load.repeated import repeated

_Loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
_SAFE_DEPTH = 400
"""The parser calls itself a level: beyond this, it is asked for events, one by one, before it may."""
MAX_LENGTH = 40_000
"""Characters of one line, or of one text: many times what an entry needs, and still soon read."""
MAX_LINES = 10_000
MAX_VALUES = 3000
"""Values of one file."""
_MOST_TRIED = 10_000_000
"""Characters that are parsed again, in all, to find out which fix of a fault helps."""
_OPENERS = re.compile(r"[\[{]")
_LONG_START = re.compile(rf"^[ ?:-]{{{_SAFE_DEPTH}}}", re.MULTILINE)

Positions = Mapping[DataPath, Span]


def load_document(path: Path, text: str, kind: str) -> tuple[Document | None, list[Diagnostic]]:
    """Parse the text of one entry. A pure function of its arguments."""
    if unprintable := control.in_file(path, text):
        return None, [unprintable]
    if merge := pasted.conflict(path, text):
        return None, [merge]
    lines = text.splitlines()
    if endless := _endless(path, lines):
        return None, [endless]
    told: list[Diagnostic] = []
    for suspicion in pasted.bullets(text, lines):
        told.append(suspicion.diagnostic(path, lines))
        lines = suspicion.fixed(lines)
    if told:
        return None, _sorted([*told, *_read("\n".join(lines) + "\n", path, kind, lines)[1]])
    return _read(text, path, kind, lines)


def _read(text: str, path: Path, kind: str, lines: list[str]) -> tuple[Document | None, list[Diagnostic]]:
    """The document of a text whose lines are known."""
    node, failure = _compose(text)
    if failure is not None:
        return None, _explained(path, lines, failure)
    if node is None:
        return None, [Diagnostic("empty-file", Span(path))]
    if not isinstance(node, yaml.MappingNode):
        return None, [Diagnostic("not-a-mapping", _span(path, node))]
    builder = _Builder(path, lines)
    data = cast("dict[str, object]", builder.build(node, ()))
    if any(problem.is_error for problem in builder.problems):
        return None, builder.problems
    return known_document(path, text, kind, data), builder.problems


def known_document(path: Path, text: str, kind: str, data: Mapping[str, object]) -> Document:
    """The document of a text that can be read, and of which the `data` are known.

    The positions of its values are found when one is asked for: most documents are never asked.
    """
    both = cache(partial(_positions, path, text))
    return Document(path, kind, path.stem, text, data, _Later(lambda: both()[0]), _Later(lambda: both()[1]))


def _positions(path: Path, text: str) -> tuple[Positions, Positions]:
    """Where the values and the keys of a text stand."""
    node, _ = _compose(text)
    assert node is not None
    builder = _Builder(path, text.splitlines())
    builder.build(node, ())
    return builder.values, builder.keys


class _Later(Mapping[DataPath, Span]):
    """Positions that are found when they are asked for."""

    def __init__(self, find: Callable[[], Positions]) -> None:
        self._find = find

    def __getitem__(self, path: DataPath) -> Span:
        return self._find()[path]

    def __iter__(self) -> Iterator[DataPath]:
        return iter(self._find())

    def __len__(self) -> int:
        return len(self._find())


def _sorted(problems: list[Diagnostic]) -> list[Diagnostic]:
    return sorted(problems, key=lambda problem: problem.span)


def _compose(text: str) -> tuple[yaml.Node | None, Failure | None]:
    """The tree of the text, or where and why it has none. An entry that is one bare text has none either."""
    try:
        if depth := _dangerous_depth(text):
            return None, depth
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        return None, Failure(line, column, error.problem or "")
    except (yaml.YAMLError, RecursionError):
        return None, Failure(0, 0, traps.TOO_DEEP)
    except (ValueError, OverflowError):
        return None, control.impossible_escape(text)
    if not isinstance(node, yaml.ScalarNode):
        return node, None
    mark = node.start_mark
    assert mark is not None
    return None, Failure(mark.line, mark.column, traps.BARE_TEXT) if node.value.strip() else None


def _dangerous_depth(text: str) -> Failure | None:
    """Where the text is nested so deep that the parser must not be let loose on it."""
    if len(_OPENERS.findall(text)) < _SAFE_DEPTH and not _LONG_START.search(text):
        return None
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            mark = event.start_mark
            if depth > _SAFE_DEPTH and mark is not None:
                return Failure(mark.line, mark.column, traps.TOO_DEEP)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _endless(path: Path, lines: list[str]) -> Diagnostic | None:
    """The first line that is too long, or one too many, to be looked at closely."""
    if len(lines) > MAX_LINES:
        return _too_large(spanned(path, MAX_LINES, 0, 1), "too-many-lines", MAX_LINES)
    long = next((number for number, line in enumerate(lines) if len(line) > MAX_LENGTH), None)
    return None if long is None else _too_large(spanned(path, long, 0, 1), "line-too-long", MAX_LENGTH)


def _too_large(span: Span, message: str, limit: int) -> Diagnostic:
    return Diagnostic("file-too-large", span, {"limit": str(limit)}, message=message, help=message)


class _Attempts:
    """Parses changed lines to see how far the parser gets. Once it has parsed enough, nothing helps any more."""

    def __init__(self) -> None:
        self.left = _MOST_TRIED

    def __call__(self, lines: list[str]) -> Failure | None:
        text = "\n".join(lines) + "\n"
        self.left -= len(text)
        return _compose(text)[1] if self.left > 0 else Failure(0, 0, "")


def _explained(path: Path, lines: list[str], failure: Failure) -> list[Diagnostic]:
    """Each fault of syntax. A fix is tried before it is told, and what stands after it is read as if fixed."""
    if impossible := control.impossible(path, lines, failure):
        return [impossible]
    found, fixed = traps.explain(path, lines, failure, _Attempts())
    if fixed is None or any(problem.code == "yaml-document" for problem in found):
        # Two entries in one file would look like one that says everything twice.
        return [_second_entry(problem, fixed) for problem in found]
    touched = {problem.span.line for problem in found}
    node, _ = _compose("\n".join(fixed) + "\n")
    if isinstance(node, yaml.MappingNode):
        builder = _Builder(path, fixed)
        builder.build(node, ())
        found += [problem for problem in builder.problems if problem.span.line not in touched]
    return _sorted(found)


def _second_entry(problem: Diagnostic, fixed: list[str] | None) -> Diagnostic:
    """The line between two entries of one file: not to be deleted where both have the same fields."""
    node, _ = _compose("\n".join(fixed or ()) + "\n")
    keys = [key.value for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
    if problem.code != "yaml-document" or len(set(keys)) == len(keys) > 0:
        return problem
    return replace(problem, help="second-entry", fix=None)


def _span(path: Path, node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    return Span(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


class _Builder:
    """Turns YAML nodes into plain data in one walk, noting positions, duplicate keys and what is refused."""

    def __init__(self, path: Path, lines: list[str]) -> None:
        self.path = path
        self.lines = lines
        self.values: dict[DataPath, Span] = {}
        self.keys: dict[DataPath, Span] = {}
        self.problems: list[Diagnostic] = []
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, where: DataPath) -> object:
        span = self.values[where] = _span(self.path, node)
        if self._is_too_much(span) or id(node) in self._seen:
            # An alias is told where its anchor is.
            return None
        self._seen.add(id(node))
        if prefixed := silent.prefix(self.path, self.lines, span, isinstance(node, yaml.ScalarNode)):
            self.problems.append(prefixed)
        elif isinstance(node, yaml.ScalarNode):
            self.problems += silent.scalar(self.path, self.lines, node, own_line=self._on_own_line(where, span))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, span)
        if len(where) > traps.MAX_DEPTH:
            self.problems.append(Diagnostic("too-deep", span, {"limit": str(traps.MAX_DEPTH)}))
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*where, position)) for position, item in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node, where)

    def _on_own_line(self, where: DataPath, span: Span) -> bool:
        """Whether a value stands below its key rather than beside it."""
        key = self.keys.get(where)
        return key is not None and key.line < span.line

    def _is_too_much(self, span: Span) -> bool:
        """Whether the file has more values than are read; told once."""
        if len(self.values) == MAX_VALUES + 1:
            self.problems.append(_too_large(span, "too-many-values", MAX_VALUES))
        return len(self.values) > MAX_VALUES

    def _scalar(self, node: yaml.ScalarNode, span: Span) -> str | None:
        self.problems += control.escaped(self.path, self.lines, node)
        if len(node.value) > MAX_LENGTH:
            self.problems.append(_too_large(span, "text-too-long", MAX_LENGTH))
        if not node.style and node.value == "":
            return None
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode, where: DataPath) -> dict[str, object]:
        data: dict[str, object] = {}
        pairs = [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
        self.problems += repeated(self.path, self.lines, pairs, where)
        for key_node, value_node in node.value:
            key_span = _span(self.path, key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Diagnostic("wrong-key", key_span))
                continue
            key = str(key_node.value)
            if key in data:
                continue
            self.keys[(*where, key)] = key_span
            self.problems += silent.key(self.path, self.lines, key_node)
            self.problems += control.escaped(self.path, self.lines, key_node)
            data[key] = self.build(value_node, (*where, key))
        return data
