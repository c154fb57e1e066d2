"""Configuration: checks `mkdocs.yml` before MkDocs reads it, as MkDocs sets no limits.

In: the file, and those that it inherits from. Out: findings at their lines. Only syntax and size are checked. No tag
is resolved: `!ENV` and names of Python objects are left to MkDocs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.diagnostics import Diagnostic
from generator.model.document import Span
from generator.pipeline.load import read_text

MAX_DEPTH = 40
MAX_LENGTH = 2000
"""The most characters of one value, such as a folder, an address or a sentence."""
MAX_VALUES = 20_000
"""The most values, counting each use of an alias."""
MOST_PARENTS = 10

_Loader = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
_BOUND = 255
"""The most bytes that operating systems allow in a file name."""


class _Fault(Exception):  # noqa: N818 - it carries a finding, and is caught in this module
    def __init__(self, code: str, place: Any, message: str = "", **values: str) -> None:
        super().__init__(code)
        self.code, self.place, self.message, self.values = code, place, message, values


def findings(config_file: Path) -> list[Diagnostic]:
    """Why a configuration cannot be read. A file that does not exist has no findings."""
    place, seen = config_file, 0
    while place.exists() or place.is_symlink():
        text, problem = read_text(place)
        if text is None:
            return [problem] if problem else []
        try:
            parent = _looked_through(text)
        except _Fault as fault:
            return [_finding(place, fault)]
        if not parent:
            return []
        seen += 1
        if seen > MOST_PARENTS:
            return [
                Diagnostic(
                    "wrong-value", Span(config_file, 1, 1, 1, 2), message="inherits-itself", help="inherits-itself"
                )
            ]
        place = place.parent / parent
    return []


def _finding(path: Path, fault: _Fault) -> Diagnostic:
    line, column = fault.place.line + 1, fault.place.column + 1
    name = fault.message or fault.code
    return Diagnostic(fault.code, Span(path, line, column, line, column + 1), fault.values, message=name, help=name)


def _looked_through(text: str) -> str:
    """The file that a configuration inherits from, or an empty text. Raises `_Fault`."""
    try:
        _bounded(text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise _Fault("yaml-syntax", error.problem_mark or error.context_mark) from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        mark = yaml.Mark("", 0, before.count("\n"), len(before.rpartition("\n")[2]), "", 0)
        raise _Fault("control-character", mark) from error
    if not isinstance(node, yaml.MappingNode):
        mark = node.start_mark if node else yaml.Mark("", 0, 0, 0, "", 0)
        raise _Fault("not-a-mapping", mark)
    top = _fields(node)
    _folders(top.get("plugins"))
    parent = top.get("INHERIT")
    return parent.value if isinstance(parent, yaml.ScalarNode) else ""


def _bounded(text: str) -> None:
    """Check depth and size from the events of the parser, before a tree is built. Raises `_Fault`."""
    weights: dict[str, int] = {}
    open_: list[tuple[str | None, int]] = []
    total = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            open_.append((event.anchor, total))
            if len(open_) > MAX_DEPTH:
                raise _Fault("too-deep", event.start_mark, limit=str(MAX_DEPTH))
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = open_.pop()
            weights[anchor or ""] = total - before
        elif isinstance(event, yaml.AliasEvent):
            total += weights.get(event.anchor or "", 1)
        elif isinstance(event, yaml.ScalarEvent):
            total += 1
            weights[event.anchor or ""] = 1
            _scalar(event)
        if total > MAX_VALUES:
            raise _Fault("file-too-large", event.start_mark, "too-many-values", limit=str(MAX_VALUES))


def _scalar(event: yaml.ScalarEvent) -> None:
    """Check one value: its length, and that it is valid as the date or number that YAML resolves it to."""
    if len(event.value) > MAX_LENGTH:
        raise _Fault("file-too-large", event.start_mark, "text-too-long", limit=str(MAX_LENGTH))
    if not event.implicit[0] or event.style:
        return
    tag = yaml.resolver.Resolver().resolve(yaml.ScalarNode, event.value, (True, False))  # type: ignore[no-untyped-call]
    if tag.rpartition(":")[2] not in {"int", "float", "timestamp"}:
        return
    try:
        yaml.constructor.SafeConstructor().construct_object(yaml.ScalarNode(tag, event.value))
    except (ValueError, OverflowError, yaml.YAMLError) as error:
        raise _Fault("wrong-value", event.start_mark, "misread-value", value=event.value[:60]) from error


def _folders(plugins: yaml.Node | None) -> None:
    """Check the content folders of the plugin: there is at least one, and each has a possible name."""
    items = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    for plugin in items:
        options = _fields(_fields(plugin).get("handbook"))
        content = options.get("content")
        if isinstance(content, yaml.SequenceNode):
            if not content.value:
                raise _Fault("no-content", content.start_mark, "no-folder-named")
            for name in content.value:
                if any(len(part.encode()) > _BOUND for part in str(name.value).split("/")):
                    raise _Fault("file-too-large", name.start_mark, "text-too-long", limit=str(_BOUND))


def _fields(node: yaml.Node | None) -> Mapping[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
