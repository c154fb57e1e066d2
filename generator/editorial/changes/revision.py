"""Content as it was: from a Git revision to folders on disk.

In: content folders in a working tree, and the name of a revision. Out: the same folders as they were, written
elsewhere. Git is asked for objects only: no checkout, no change of index, branch or working tree.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from generator.pipeline.content_folders import real

SUFFIXES = {".yml", ".yaml", ".txt"}


class RevisionError(Exception):
    """Why a revision cannot be read. `key` names the words for it in `locales/`, `values` fill them."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def restore(roots: Sequence[Path], revision: str, place: Path) -> list[Path]:
    """Write each content folder as it was at `revision` under `place`, and return the folders to read.

    The repository is that of the last folder, which is the author's own. A folder that it does not track, such
    as a base handbook that was installed, has no past here and is returned as it is.
    """
    top = _top(roots[-1])
    commit = _commit(top, revision)
    folders = []
    for number, root in enumerate(roots):
        inside = _inside(root, top)
        if inside is None or not _tracked(top, inside):
            folders.append(root)
            continue
        folder = place / str(number) / real(root).name
        _write_tree(top, f"{commit}:{'' if inside == '.' else inside}", folder)
        folders.append(folder)
    if not any(folder.is_dir() and folder.is_relative_to(place) for folder in folders):
        raise RevisionError("no_content", revision=revision, folder=str(roots[-1]))
    return folders


def made(roots: Sequence[Path], revision: str) -> datetime:
    """When a revision was committed, in UTC; the last one where `revision` is empty. Raises `RevisionError`."""
    top = _top(roots[-1])
    seconds = _git(top, "show", "-s", "--format=%ct", _commit(top, revision or "HEAD")).stdout
    return datetime.fromtimestamp(int(seconds), UTC)


def _top(root: Path) -> Path:
    """The folder of the repository that holds `root`, which itself may be gone."""
    here = real(root)
    while not os.path.isdir(here):  # noqa: PTH112
        here = here.parent
    run = _git(here, "rev-parse", "--show-toplevel")
    if run.returncode:
        raise RevisionError("no_repository", folder=str(root), why=_last_line(run.stderr))
    return real(Path(os.fsdecode(run.stdout.rstrip(b"\r\n"))))


def _commit(top: Path, revision: str) -> str:
    # An option cannot hide in a name that follows --end-of-options.
    run = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if run.returncode:
        raise RevisionError("unknown_revision", revision=revision)
    return run.stdout.decode().strip()


def _inside(root: Path, top: Path) -> str | None:
    here = real(root)
    return here.relative_to(top).as_posix() if here.is_relative_to(top) else None


def _tracked(top: Path, inside: str) -> bool:
    """Whether the repository knows the folder, now or in some commit that still counts."""
    if _git(top, "ls-files", "-z", "--", inside).stdout:
        return True
    return bool(_git(top, "log", "-1", "--all", "--format=%H", "--", inside).stdout)


def _write_tree(top: Path, tree: str, folder: Path) -> None:
    """Write the YAML and the record that stand in a tree; nothing where there is no such tree."""
    listed = _git(top, "ls-tree", "-r", "-z", "--end-of-options", tree)
    if listed.returncode:
        return
    folder.mkdir(parents=True)
    files = list(_files(listed.stdout))
    names = "".join(f"{name}\n" for name, _ in files).encode()
    contents = _objects(_git(top, "cat-file", "--batch", given=names).stdout)
    for (name, path), content in zip(files, contents, strict=True):
        if content is None:
            raise RevisionError("unknown_revision", revision=name)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _files(listing: bytes) -> Iterator[tuple[str, PurePosixPath]]:
    """The name of the object and the path of each ordinary file that counts."""
    for line in listing.split(b"\0"):
        about, _, name = line.partition(b"\t")
        path = PurePosixPath(os.fsdecode(name))
        if about.startswith(b"100") and path.suffix in SUFFIXES and ".." not in path.parts:
            yield about.split()[2].decode(), path


def _objects(batch: bytes) -> Iterator[bytes | None]:
    """The contents that `git cat-file --batch` prints, each after a line that ends with its size; None if missing."""
    start = 0
    while start < len(batch):
        end = batch.index(b"\n", start)
        about = batch[start:end].split()
        if about[-1] == b"missing":
            start = end + 1
            yield None
            continue
        size = int(about[-1])
        yield batch[end + 1 : end + 1 + size]
        start = end + 1 + size + 1


def _git(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    git = shutil.which("git")
    if git is None:
        raise RevisionError("no_git")
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    return subprocess.run(  # noqa: S603 - a fixed program, its arguments never through a shell
        [git, "-C", str(folder), *arguments], input=given, capture_output=True, check=False, env=environment
    )


def _last_line(output: bytes) -> str:
    return (output.decode("utf-8", "replace").strip().splitlines() or [""])[-1]
