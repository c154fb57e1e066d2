"""Find the files of a content folder, and turn their bytes into text.

In: a folder, or a file. Out: the YAML files under it, and the text of each, or why there is none. A byte order
mark and Windows line ends are accepted.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from generator.diagnostics import Diagnostic, report
from generator.model.document import Span

MAX_BYTES = 1_000_000

_ENDINGS = (".yml", ".yaml")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def find_files(root: Path) -> tuple[list[Path], list[Diagnostic]]:
    """Every YAML file under a folder, hidden ones left out, and what stands there and cannot be read.

    Links to folders are followed, each folder once: a link to a folder above goes nowhere new.
    """
    files: list[Path] = []
    problems: list[Diagnostic] = []
    seen: set[str] = set()
    refusals: list[OSError] = []
    for place, folders, names in os.walk(root, followlinks=True, onerror=refusals.append):
        here = os.path.realpath(place)
        visible = sorted(name for name in folders if not name.startswith("."))
        if here in seen:
            folders.clear()
            continue
        seen.add(here)
        problems += [
            Diagnostic("unreadable-file", Span(Path(place, name)), message="is-a-folder", help="is-a-folder")
            for name in visible
            if name.endswith(_ENDINGS)
        ]
        folders[:] = [name for name in visible if not name.endswith(_ENDINGS)]
        files += [Path(place, name) for name in sorted(names) if name.endswith(_ENDINGS) and not name.startswith(".")]
    return files, [*problems, *map(_refused, refusals)]


def is_folder(path: Path) -> bool:
    """Whether a folder stands there. No name is too long or too strange to ask."""
    return os.path.isdir(path)  # noqa: PTH112


def _refused(error: OSError) -> Diagnostic:
    """Why the system gives us no bytes, in words that lead to a fix."""
    reasons = {
        errno.EACCES: "no-permission",
        errno.EPERM: "no-permission",
        errno.ENOENT: "is-gone",
        errno.ELOOP: "link-loop",
        errno.EISDIR: "is-a-folder",
    }
    name = reasons.get(error.errno or 0, "unreadable-file")
    return Diagnostic("unreadable-file", Span(Path(error.filename)), message=name, help=name)


def read_text(path: Path) -> tuple[str | None, Diagnostic | None]:
    """The text of a file, or why it has none. What is found in it is shown with the lines of this text."""
    text, problem = _read(path)
    report.note_text(path, text)
    return text, problem


def _read(path: Path) -> tuple[str | None, Diagnostic | None]:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return None, Diagnostic("unreadable-file", Span(path))
        if status.st_size > MAX_BYTES:
            return None, Diagnostic("file-too-large", Span(path), {"limit": f"{MAX_BYTES // 1000}"})
        data = path.read_bytes()
    except OSError as error:
        return None, _refused(OSError(error.errno, error.strerror, str(path)))
    return _decoded(path, data)


def _decoded(path: Path, data: bytes) -> tuple[str | None, Diagnostic | None]:
    if data.startswith(_UTF_16):
        return None, Diagnostic("not-utf-8", Span(path), message="utf-16")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        return None, _not_utf8(path, error)


def _not_utf8(path: Path, error: UnicodeDecodeError) -> Diagnostic:
    """The first byte that is not UTF-8, and the character that Windows' old encoding makes of it."""
    before: bytes = error.object[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
    sign = error.object[error.start : error.start + 1].decode("cp1252", errors="replace")
    return Diagnostic("not-utf-8", Span(path, line, column, line, column + 1), {"sign": sign})
