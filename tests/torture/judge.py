"""What counts as a failure.

In: how a command ended, and what stood on the disk before and after it. Out: problems, each with a kind that is the
same for all inputs that fail in the same way.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from small import uri

from generator.language.i18n import LANGUAGES
from generator.pipeline import stages as pipeline
from generator.pipeline.content_folders import configured
from generator.pipeline.load import load_document
from generator.render.pages import plan
from torture.child import WAIT, WORK, Ending
from torture.commands import Command, may_write
from torture.project import State

PROJECT = "home/work/project/"

_TRACEBACK = re.compile(r"Traceback \(most recent call last\)")
_FRAME = re.compile(r'File "[^"]*?((?:generator|site-packages)/[^"]+)", line (\d+)')
_RAISED = re.compile(r"^(\w[\w.]*(?:Error|Exception|Interrupt|Exit|Warning)\w*)\b", re.MULTILINE)
_INTERNAL = re.compile(r"^\S+?/((?:generator|site-packages|python3\.\d+)/\S+\.py):\d+: (\w+)", re.MULTILINE)
_NO_CAUSE = re.compile(r"^(?:Error|Erreur)\b.*\bNone\b", re.MULTILINE)
_PLACE = re.compile(r"([\w./-]+\.(?:yml|md)):(\d+):(\d+)")


_FRONT = re.compile(rb"---\n.*?\n---\n", re.DOTALL)


class Problem(NamedTuple):
    """One thing that must not happen; `kind` tells it from others, `detail` tells this time."""

    kind: str
    detail: str = ""


def ended(ending: Ending, project: Path, codes: Sequence[int] = (0, 1, 2, 3)) -> Iterator[Problem]:
    """What is wrong with the way a command ended and with what it printed."""
    if ending.hung:
        yield Problem("hangs", f"{WORK} s of work, or {WAIT} s of waiting")
    elif ending.code not in codes:
        yield Problem(f"exit code {ending.code}")
    if _TRACEBACK.search(ending.output):
        yield Problem(f"traceback: {_cause(ending.output)}")
    for file, error in _INTERNAL.findall(ending.output):
        yield Problem(f"own error shown: {error} in {file}")
    if _NO_CAUSE.search(ending.output):
        yield Problem("message without a cause")
    yield from _outside(ending.output, project)


def _cause(output: str) -> str:
    """The error of a traceback and the last place in our code, or in any."""
    frames, raised = _FRAME.findall(output), _RAISED.findall(output)
    own = [frame for frame in frames if frame[0].startswith("generator/")] or frames or [("?", "?")]
    return f"{raised[-1] if raised else '?'} in {own[-1][0]}"


def _outside(output: str, project: Path) -> Iterator[Problem]:
    """Places that are not in the file that they name."""
    for name, line, column in set(_PLACE.findall(output)):
        path = project / name
        if path.is_file() and not _inside(path.read_bytes().decode("utf-8", "replace"), int(line), int(column)):
            yield Problem("place outside its file", f"{name}:{line}:{column}")


def _inside(text: str, line: int, column: int) -> bool:
    """By the lines of an editor or by those of YAML; the end of a line and of the file is still inside."""
    for lines in (re.split(r"\r\n|\n|\r", text), [*text.splitlines(), ""]):
        if line <= len(lines) and column <= len(lines[line - 1]) + 1:
            return True
    return False


def changed(command: Command, before: State, after: State) -> Iterator[Problem]:
    """What a command wrote that is not its to write, and what it left behind: the first of each."""
    found: dict[str, list[str]] = {}
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path), after.get(path)
        if old == new or may_write(command, path.removeprefix(PROJECT), old):
            continue
        if old is not None:
            found.setdefault(
                "an author's file is changed" if new is not None else "an author's file is lost", []
            ).append(path)
        elif not _is_folder_of_others(path, before, after, command):
            found.setdefault("left behind", []).append(path)
    for kind, paths in found.items():
        name = f"{kind}: {shape(paths[0])}" if kind == "left behind" else kind
        yield Problem(name, f"{paths[0]}, {len(paths)} in all")


def _is_folder_of_others(path: str, before: State, after: State, command: Command) -> bool:
    """A new folder that holds only what the command may write."""
    inside = [other for other in after if other.startswith(f"{path}/") and other not in before]
    return bool(inside) and all(may_write(command, other.removeprefix(PROJECT), None) for other in inside)


def shape(path: str) -> str:
    """A left-over path without what chance put into it."""
    name = re.search(r"[^/]*\.new(?=/|$)|[^/]*[-.][a-z0-9_]{8}(?=/|$)", path)
    if name is None:
        return path.removeprefix(PROJECT)
    return "*.new" if name[0].endswith(".new") else f"{name[0][:-8]}*"


def written(command: str, before: State, after: State, project: Path) -> Iterator[Problem]:
    """Whether what a command wrote is whole: files that load, workbooks that open, pages and feeds that parse."""
    names = [path.removeprefix(PROJECT) for path in after if path.startswith(PROJECT)]
    fresh = {name: after[PROJECT + name] for name in names if after[PROJECT + name] != before.get(PROJECT + name)}
    files = {name: data for name, data in fresh.items() if (project / name).is_file()}
    for name, data in files.items():
        try:
            _whole(name, data)
        except Exception as error:
            yield Problem(f"not whole: {Path(name).suffix or name}", f"{name}: {type(error).__name__}: {error}")
    if command == "fmt":
        yield from _same_meaning(files, before)


def _whole(name: str, data: bytes) -> None:
    """Read a file by its ending. Raises whatever its reader raises."""
    ending = Path(name).suffix
    if ending in _READERS and Path(name).name != "mkdocs.yml":
        _READERS[ending](data)


def _yaml(data: bytes) -> None:
    document, problems = load_document(Path("x.yml"), data.decode("utf-8-sig"), "kpis")
    if document is None:
        raise ValueError(problems)


def _page(data: bytes) -> None:
    if not data.rstrip().endswith(b"</html>"):
        raise ValueError("the page has no end")


def _packed(data: bytes) -> None:
    ET.fromstring(gzip.decompress(data))


def _archive(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.testzip():
            raise ValueError("a broken archive")


def _record(data: bytes) -> None:
    for line in data.decode("utf-8").splitlines()[1:]:
        if not re.fullmatch("[0-9a-f]{12} [0-9a-f]{12}", line):
            raise ValueError(line)


def _calendar(data: bytes) -> None:
    if not (data.startswith(b"BEGIN:VCALENDAR") and data.rstrip().endswith(b"END:VCALENDAR")):
        raise ValueError("no calendar")


_READERS: Mapping[str, Callable[[bytes], object]] = {
    ".yml": _yaml,
    ".html": _page,
    ".xml": ET.fromstring,
    ".gz": _packed,
    ".json": json.loads,
    ".xlsx": _archive,
    ".ics": _calendar,
}


def _same_meaning(files: Mapping[str, bytes], before: State) -> Iterator[Problem]:
    for name, data in files.items():
        old = before.get(PROJECT + name, b"")
        if _data(old) != _data(data) or _comments(old) != _comments(data):
            yield Problem("meaning changed", name)


def _data(text: bytes) -> object:
    return yaml.load(text.decode("utf-8-sig"), Loader=yaml.BaseLoader)


def _comments(text: bytes) -> list[bytes]:
    lines = (line.strip() for line in text.removeprefix(codecs.BOM_UTF8).splitlines())
    return sorted(line for line in lines if line.startswith(b"#"))


def built(project: Path, as_configured: bool, strict: bool) -> Iterator[Problem]:
    """Whether a site that was built has each page of the handbook and, where the configuration is the sound one, those
    written by hand; whether a strict build let a front matter through as text.
    """
    site = project / "site"
    handbook = pipeline.run(configured(project / "mkdocs.yml")).handbook
    keys = [] if handbook is None else plan(handbook)
    places = [_in_site(uri(key, language), language) for key in keys for language in LANGUAGES]
    written = [path for path in (project / "docs").rglob("*.md") if path.is_file()] if as_configured else []
    for path in written:
        language, *rest = path.relative_to(project / "docs").parts
        places.append(_in_site("/".join(rest), language))
        if strict and _FRONT.match(path.read_bytes()) and _shows_front(site, places[-1]):
            yield Problem("front matter printed as text", places[-1])
    for place in places:
        if not any((site / form).is_file() for form in _forms(place)):
            yield Problem("a page is missing", place)


def _shows_front(site: Path, place: str) -> bool:
    files = [site / form for form in _forms(place) if (site / form).is_file()]
    return any(re.search(rb"key: (about|more)\b", file.read_bytes()) for file in files)


def _in_site(place: str, language: str) -> str:
    return place if language == LANGUAGES[0] else f"{language}/{place}"


def _forms(place: str) -> Iterator[str]:
    """The files that a page of Markdown may become."""
    stem = place.removesuffix(".md")
    yield f"{stem}.html"
    yield f"{stem}/index.html"
    if Path(stem).name == "README":
        yield f"{Path(stem).parent}/index.html"
