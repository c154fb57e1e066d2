"""Load: from folders of YAML to documents.

In: content folders, later ones laid over earlier ones, entry by entry. Out: the documents, each with the
position of every value, and what could not be read. Scalars stay the text that was typed: `no`, `12:30` and
`1.10` mean themselves, and the field's type decides later.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from generator.diagnostics import Diagnostic, nearest
from generator.model.catalog import Catalog
from generator.model.document import Document, Span
from generator.model.fields import ID_PATTERN, Ref
from generator.pipeline.load.kept import KeptData
from generator.pipeline.load.lines import learn
from generator.pipeline.load.parse import load_document
from generator.pipeline.load.read import find_files, is_folder, read_text
from generator.pipeline.memory import Memory

__all__ = [
    "SETTINGS_NAME",
    "KeptData",
    "existing",
    "find_files",
    "is_folder",
    "learn",
    "load",
    "load_document",
    "load_file",
    "read_text",
    "slug",
]

SETTINGS_NAME = "handbook.yml"

Parse = Callable[[Path, str, str], tuple[Document | None, list[Diagnostic]]]


def load(
    roots: Sequence[Path], catalog: Catalog, memory: Memory | None = None, kept: KeptData | None = None
) -> tuple[list[Document], list[Diagnostic]]:
    """Read every entry under `roots`; a file of a later root replaces the same file of an earlier one.

    With a `memory`, a file that is the same as before is not read again; a text that is `kept` is not parsed again.
    """
    documents: list[Document] = []
    problems: list[Diagnostic] = []
    files: dict[Path, Path] = {}
    for root in roots:
        if not is_folder(root):
            problems.append(Diagnostic("no-content", Span(root), {"folder": str(root)}))
            continue
        found, unreadable = find_files(root)
        problems += unreadable
        files.update({path.relative_to(root): path for path in found})
    for place, path in sorted(files.items()):
        if place.parts[0] in catalog.unsound:
            continue
        document, found_in_file = load_file(path, place, catalog, memory, kept)
        problems += found_in_file
        if document is not None:
            documents.append(document)
    if memory:
        memory.documents.keep_only(files.values())
    return documents, problems


def existing(roots: Sequence[Path], catalog: Catalog) -> dict[Ref, Path]:
    """Every entry that stands under `roots`, sound or not, with its file."""
    found = {}
    for root in roots:
        for path in find_files(root)[0] if is_folder(root) else ():
            place = path.relative_to(root)
            if place != Path(SETTINGS_NAME) and _misplaced(path, place, catalog) is None:
                found[Ref(place.parts[0], place.stem)] = path
    return found


def load_file(
    path: Path, place: Path, catalog: Catalog, memory: Memory | None = None, kept: KeptData | None = None
) -> tuple[Document | None, list[Diagnostic]]:
    """Read one file that stands at `place` under its root."""
    if misplaced := _misplaced(path, place, catalog):
        return None, [misplaced]
    parse = kept.document if kept else load_document
    read = partial(_read, path, "" if place == Path(SETTINGS_NAME) else place.parts[0], parse)
    return memory.documents.get(path, catalog, read) if memory else read()


def _read(path: Path, kind: str, parse: Parse) -> tuple[Document | None, list[Diagnostic]]:
    text, problem = read_text(path)
    if text is None:
        return None, [problem] if problem else []
    return parse(path, text, kind)


def _misplaced(path: Path, place: Path, catalog: Catalog) -> Diagnostic | None:
    """Why a file cannot be an entry: its folder, its depth, its ending, or its name."""
    if place == Path(SETTINGS_NAME):
        return None
    if len(place.parts) != 2:
        return Diagnostic("wrong-place", Span(path), {"place": place.as_posix()})
    folder = place.parts[0]
    if folder not in catalog.kinds:
        near = nearest(folder, catalog.kinds)
        known = ", ".join(catalog.kinds)
        return Diagnostic(
            "unknown-kind", Span(path), {"kind": folder, "near": near, "known": known}, help="near" if near else "known"
        )
    name = place.stem if re.fullmatch(ID_PATTERN, place.stem) else slug(place.stem)
    if place.suffix == ".yml" and name == place.stem:
        return None
    values = {"id": place.stem, "name": f"{name}.yml"}
    other = path.with_name(f"{name}.yml")
    # Where capitals make no difference, a file may be its own namesake.
    taken = "name-taken" if other.exists() and not other.samefile(path) else ""
    return Diagnostic("wrong-ending" if place.suffix != ".yml" else "wrong-id", Span(path), values, help=taken)


def slug(name: str) -> str:
    """The id nearest to a name: lower-case ASCII, words joined by hyphens."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-") or "entry"
