"""Load: from folders of YAML to documents.

In: content folders, later ones laid over earlier ones, entry by entry. Out: the documents, each with the
position of every value, and what could not be read. Scalars stay the text that was typed: `no`, `12:30` and
`1.10` mean themselves, and the field's type decides later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from generator.diagnostics import Diagnostic, Severity, nearest
from generator.models import KINDS
from generator.models.fields import ID_PATTERN
from generator.source import DataPath, Document, Span

SETTINGS_NAME = "handbook.yml"
MAX_BYTES = 1_000_000
MAX_DEPTH = 40

_Loader = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def load(roots: Sequence[Path]) -> tuple[list[Document], list[Diagnostic]]:
    """Read every entry under `roots`; a file of a later root replaces the same file of an earlier one."""
    documents: list[Document] = []
    problems: list[Diagnostic] = []
    files: dict[Path, Path] = {}
    for root in roots:
        if not root.is_dir():
            problems.append(Diagnostic("no-content", Span(root), {"folder": str(root)}))
        files.update({path.relative_to(root): path for path in content_files(root)})
    for place, path in sorted(files.items()):
        document, found = load_file(path, place)
        problems += found
        if document is not None:
            documents.append(document)
    return documents, problems


def content_files(root: Path) -> Iterator[Path]:
    """Every YAML file under a folder, hidden ones apart."""
    for path in root.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        if path.suffix in {".yml", ".yaml"} and path.is_file() and not hidden:
            yield path


def load_file(path: Path, place: Path) -> tuple[Document | None, list[Diagnostic]]:
    """Read one file that stands at `place` under its root."""
    if misplaced := _misplaced(path, place):
        return None, [misplaced]
    text, problem = read_text(path)
    if text is None:
        return None, [problem] if problem else []
    kind = "" if place == Path(SETTINGS_NAME) else place.parts[0]
    return load_document(path, text, kind)


def read_text(path: Path) -> tuple[str | None, Diagnostic | None]:
    """The text of a file, or why it has none."""
    if path.stat().st_size > MAX_BYTES:
        return None, Diagnostic("file-too-large", Span(path), {"limit": str(MAX_BYTES)})
    try:
        return path.read_bytes().decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        return None, _not_utf8(path, error)


def _misplaced(path: Path, place: Path) -> Diagnostic | None:
    """Why a file cannot be an entry: its folder, its depth, its ending, or its name."""
    if place == Path(SETTINGS_NAME):
        return None
    if len(place.parts) != 2:
        return Diagnostic("wrong-place", Span(path), {"place": place.as_posix()})
    folder = place.parts[0]
    if folder not in KINDS:
        near = nearest(folder, KINDS)
        known = ", ".join(KINDS)
        return Diagnostic(
            "unknown-kind", Span(path), {"kind": folder, "near": near, "known": known}, help="near" if near else "known"
        )
    if place.suffix != ".yml":
        return Diagnostic("wrong-ending", Span(path), {"name": f"{place.stem}.yml"})
    if not re.fullmatch(ID_PATTERN, place.stem):
        return Diagnostic("wrong-id", Span(path), {"id": place.stem, "name": f"{_slug(place.stem)}.yml"})
    return None


def _slug(name: str) -> str:
    import unicodedata

    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-") or "entry"


def _not_utf8(path: Path, error: UnicodeDecodeError) -> Diagnostic:
    before: bytes = error.object[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2]) + 1
    return Diagnostic("not-utf-8", Span(path, line, column, line, column + 1))


def load_document(path: Path, text: str, kind: str) -> tuple[Document | None, list[Diagnostic]]:
    """Parse the text of one entry. A pure function of its arguments."""
    if control := _CONTROL.search(text):
        return None, [Diagnostic("control-character", _span_at(path, text, control.start()))]
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_error(path, text, error)]
    except RecursionError:
        return None, [Diagnostic("too-deep", Span(path), {"limit": str(MAX_DEPTH)})]
    if node is None:
        return None, [Diagnostic("empty-file", Span(path))]
    if not isinstance(node, yaml.MappingNode):
        return None, [Diagnostic("not-a-mapping", _span(path, node))]
    builder = _Builder(path, text)
    data = builder.build(node, ())
    document = Document(path, kind, path.stem, text, data, builder.values, builder.keys)  # type: ignore[arg-type]
    broken = any(problem.severity is Severity.ERROR for problem in builder.problems)
    return (None if broken else document), builder.problems


def _span(path: Path, node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    return Span(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _span_at(path: Path, text: str, index: int) -> Span:
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return Span(path, line, column, line, column + 1)


class _Builder:
    """Turns YAML nodes into plain data in one walk, noting positions, duplicate keys and what is refused."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.values: dict[DataPath, Span] = {}
        self.keys: dict[DataPath, Span] = {}
        self.problems: list[Diagnostic] = []
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, where: DataPath) -> object:
        span = self.values[where] = _span(self.path, node)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self._seen:
            self.problems.append(Diagnostic("yaml-alias", span))
            return None
        if len(where) > MAX_DEPTH:
            self.problems.append(Diagnostic("too-deep", span, {"limit": str(MAX_DEPTH)}))
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*where, position)) for position, item in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node, where)

    def _scalar(self, node: yaml.ScalarNode) -> str | None:
        if not node.style and node.value == "":
            return None
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode, where: DataPath) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            key_span = _span(self.path, key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Diagnostic("wrong-key", key_span))
                continue
            key = str(key_node.value)
            if key in data:
                first = self.keys[(*where, key)]
                self.problems.append(
                    Diagnostic("duplicate-key", key_span, {"key": key, "line": str(first.line)}, related=(first,))
                )
                continue
            self.keys[(*where, key)] = key_span
            data[key] = self.build(value_node, (*where, key))
        return data


def _syntax_error(path: Path, text: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    """Say what broke the file in the author's terms, with the text to paste where that is known."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    span = Span(path, line + 1, column + 1, line + 1, column + 2)
    lines = text.splitlines()
    problem = error.problem or ""
    source = lines[line] if line < len(lines) else ""
    if "\t" in source[: len(source) - len(source.lstrip())]:
        tab = source.index("\t")
        return Diagnostic("yaml-tab", Span(path, line + 1, tab + 1, line + 1, tab + 2))
    if "mapping values are not allowed" in problem and (mend := _quoted(source)):
        return Diagnostic("yaml-colon", span, {"mend": mend})
    return Diagnostic("yaml-syntax", span, {"problem": problem})


def _quoted(source: str) -> str:
    """The line with its value between quotes, or an empty text where the line has no `key: value`."""
    match = re.match(r"(\s*(?:- )?[\w-]+:\s+|\s*- )(.*\S)", source)
    if match is None:
        return ""
    value = match[2].replace("\\", "\\\\").replace('"', '\\"')
    return f'{match[1].strip()} "{value}"'
