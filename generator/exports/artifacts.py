"""Artifacts: the files that are published beside the site, made again only where what they are made from changed.

In: a list of `Artifact`s, what each was made from the last time, and an edition. Out: all files, and what each was made
from, for the manifest. Whoever adds a format adds a line to the list in `generator/cli/artifacts.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from generator.exports import manifest
from generator.exports.edition import Edition, Files


@dataclass(frozen=True, slots=True)
class Artifact:
    """A form of the handbook: its name, and the function that makes its files, as `module:function`.

    `reads` names groups of inputs that it is made from beside those that all are made from.
    """

    name: str
    maker: str
    reads: tuple[str, ...] = ()

    def make(self, edition: Edition) -> Files:
        """The files. Raises `UnavailableError` where something that it needs is not installed."""
        module, _, function = self.maker.partition(":")
        files: Files = getattr(import_module(module), function)(edition)
        return files


class UnavailableError(Exception):
    """An artifact cannot be made on this machine; the message says what is missing."""


class _Kept(NamedTuple):
    """An artifact: the digest of what it was made from, and its files."""

    inputs: str
    files: Files


@dataclass(frozen=True, slots=True)
class Made:
    """All files; for each artifact what it was made from and its names; which are new, and which cannot be made."""

    files: dict[str, bytes]
    artifacts: dict[str, dict[str, Any]]
    fresh: list[str]
    unavailable: dict[str, str]

    def add(self, name: str, inputs: str, files: Files) -> None:
        """Take an artifact in."""
        self.files.update(files)
        self.artifacts[name] = {"inputs": inputs, "files": sorted(files)}


def make(
    artifacts: Sequence[Artifact],
    inputs: Mapping[str, str],
    folder: Path,
    edition: Callable[[], Edition],
    only: Sequence[str] = (),
) -> Made:
    """Make what is not in the folder as it should be; `inputs` has a digest a group, under `""` that of what all read.

    `edition` is asked for only where something has to be made. With `only`, other artifacts stay as they are.
    """
    former = dict(_kept(folder))
    made = Made({}, {}, [], {})
    for artifact in artifacts:
        digest = _digest((artifact.maker, *(inputs[group] for group in ("", *artifact.reads))))
        kept = former.get(artifact.name)
        is_wanted = not only or artifact.name in only
        if kept and (kept.inputs == digest or not is_wanted):
            made.add(artifact.name, *kept)
        elif is_wanted:
            _make(artifact, digest, edition, made)
    return made


def _make(artifact: Artifact, digest: str, edition: Callable[[], Edition], made: Made) -> None:
    try:
        made.add(artifact.name, digest, artifact.make(edition()))
    except UnavailableError as error:
        made.unavailable[artifact.name] = str(error)
    else:
        made.fresh.append(artifact.name)


def _kept(folder: Path) -> Iterator[tuple[str, _Kept]]:
    """The artifacts of before whose files are all on the disk as they were written."""
    former = manifest.load(folder / manifest.NAME)
    ours = manifest.read(folder / manifest.NAME)
    with suppress(KeyError, TypeError, AttributeError):  # somebody edited the manifest: what is left is made again
        digests = {each["name"]: each["sha256"] for each in former.get("files", ())}
        for name, told in former.get("artifacts", {}).items():
            files = {each: _read(folder / each, digests[each]) for each in told["files"] if each in ours}
            found = {each: data for each, data in files.items() if data is not None}
            if found.keys() == set(told["files"]):
                yield name, _Kept(str(told["inputs"]), found)


def _read(file: Path, digest: str) -> bytes | None:
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return data if sha256(data).hexdigest() == digest else None


def _digest(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
