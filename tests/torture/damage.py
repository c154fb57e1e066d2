"""Damage to a project: to its files, to the places of its files, to its Git history.

In: a project and steps. Out: the project, damaged. A step names its way and its seed, so it can be taken again.
"""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from torture.mutate import PAGE, TEXT, Mutator
from torture.project import git
from torture.workbook import WORKBOOK

Way = Callable[[Random, Path], None]
"""Damages what stands at a path."""


@dataclass(frozen=True)
class Step:
    """One damage: where, in which way, with which chance; or the very bytes to write, once they are reduced."""

    group: str
    path: str
    way: str
    seed: str
    data: bytes | None = None

    def take(self, project: Path) -> None:
        """Damage the project; what an earlier step has made impossible is left out."""
        place = project / self.path
        with suppress(OSError, UnicodeError):
            if self.data is not None:
                place.write_bytes(self.data)
                return
            GROUPS[self.group][self.way](Random(self.seed), place)

    def __str__(self) -> str:
        return f"{self.path}: {self.group}, {self.way} ({self.seed})"


def _on_bytes(mutate: Mutator) -> Way:
    def damage(chance: Random, path: Path) -> None:
        if path.is_file():
            path.write_bytes(mutate(chance, path.read_bytes()))

    return damage


def _gone(_chance: Random, path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _instead(make: Callable[[Path], object]) -> Way:
    """Something else in the place of a file or folder."""

    def damage(chance: Random, path: Path) -> None:
        _gone(chance, path)
        make(path)

    return damage


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _up(path: Path) -> None:
    path.symlink_to("..", target_is_directory=True)


def _nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


_NAMES = (
    "Exemple.yml",
    "exemple.yaml",
    "été.yml",
    "é t é.yml",
    "con.yml",
    ".yml",
    "-x.yml",
    "x.yml",
    "a" * 240 + ".yml",
    "x\ny.yml",
)


def _renamed(chance: Random, path: Path) -> None:
    name = unicodedata.normalize(chance.choice(("NFC", "NFD")), chance.choice(_NAMES))
    path.rename(path.with_name(name))


def _copied(chance: Random, path: Path) -> None:
    """The same file a second time, beside itself or in a folder of another kind."""
    folder = chance.choice([path.parent, *(place for place in path.parent.parent.iterdir() if place.is_dir())])
    if path.is_file():
        shutil.copy(path, folder / chance.choice(_NAMES))


PLACES: Mapping[str, Way] = {
    "gone": _gone,
    "folder": _instead(Path.mkdir),
    "pipe": _instead(os.mkfifo),
    "loop": _instead(_loop),
    "link up": _instead(_up),
    "link to nowhere": _instead(_nowhere),
    "renamed": _renamed,
    "copied": _copied,
}


def _git(*arguments: str) -> Way:
    def damage(_chance: Random, path: Path) -> None:
        git(path, *arguments)

    return damage


def _commit_damage(chance: Random, path: Path) -> None:
    """A commit in which the content is damaged, and after it one in which it is whole."""
    old = {file: file.read_bytes() for file in path.rglob("*.yml")}
    for _ in range(3):
        file = chance.choice(sorted(old))
        if file.is_file():
            file.write_bytes(TEXT[chance.choice(sorted(TEXT))](chance, file.read_bytes()))
    git(path, "commit", "-q", "-a", "-m", "damaged")
    for file, data in old.items():
        file.write_bytes(data)
    git(path, "commit", "-q", "-a", "-m", "whole")


def _commit_places(chance: Random, path: Path) -> None:
    """A commit with files in odd places: links, names that are no UTF-8, a folder in the place of a file."""
    files = sorted((path / "content").rglob("*.yml"))
    for _ in range(3):
        file = chance.choice(files)
        if file.is_file():
            PLACES[chance.choice(("gone", "folder", "loop", "link up", "link to nowhere", "renamed"))](chance, file)
    (path / "content" / os.fsdecode(b"kpis/\xff.yml")).write_bytes(b"x: y\n")
    git(path, "add", "-A")
    git(path, "commit", "-q", "-m", "odd")


def _noise_in_objects(chance: Random, path: Path) -> None:
    files = [file for file in (path / ".git" / "objects").rglob("*") if file.is_file()]
    if files:
        file = chance.choice(sorted(files))
        file.chmod(0o644)
        file.write_bytes(TEXT[chance.choice(("noise", "cut"))](chance, file.read_bytes()))


def _head(chance: Random, path: Path) -> None:
    (path / ".git" / "HEAD").write_bytes(
        chance.choice((b"", b"x", b"ref: refs/heads/none\n", b"0" * 40 + b"\n", b"\xff"))
    )


def _conflict(_chance: Random, path: Path) -> None:
    """A merge that stopped: both sides of a file in it, the index unmerged."""
    file = path / "content" / "kpis" / "exemple.yml"
    git(path, "checkout", "-q", "-b", "other", "HEAD~1")
    file.write_text("# theirs\n" + file.read_text("utf-8"), "utf-8")
    git(path, "commit", "-q", "-a", "-m", "theirs")
    git(path, "checkout", "-q", "main")
    git(path, "merge", "-q", "other")


def _no_git(chance: Random, path: Path) -> None:
    shutil.rmtree(path / ".git")
    if chance.random() < 0.5:
        (path / ".git").write_bytes(chance.choice((b"", b"gitdir: /nowhere\n", b"\xff")))


def _file_in_git(name: str, data: bytes) -> Way:
    def damage(_chance: Random, path: Path) -> None:
        (path / ".git" / name).write_bytes(data)

    return damage


HISTORY: Mapping[str, Way] = {
    "commit of damage": _commit_damage,
    "commit of odd places": _commit_places,
    "objects": _noise_in_objects,
    "head": _head,
    "conflict": _conflict,
    "no git": _no_git,
    "detached": _git("checkout", "-q", "--detach", "HEAD~1"),
    "content deleted": _git("rm", "-q", "-r", "content"),
    "content moved": _git("mv", "content", "elsewhere"),
    "nothing staged": _git("rm", "-q", "-r", "--cached", "."),
    "index": _file_in_git("index", b"DIRC\x00\x00"),
    "lock": _file_in_git("index.lock", b""),
    "config": _file_in_git("config", b"[core\n"),
    "shallow": _file_in_git("shallow", b"0" * 40 + b"\n"),
    "branch named HEAD": _git("branch", "-f", "HEAD~1x", "HEAD~1"),
}

NOTHING = "nothing"
"""Stands for no damage, among the groups that a command names."""

GROUPS: Mapping[str, Mapping[str, Way]] = {
    "content": {name: _on_bytes(mutate) for name, mutate in TEXT.items()},
    "settings": {name: _on_bytes(mutate) for name, mutate in TEXT.items()},
    "configuration": {name: _on_bytes(mutate) for name, mutate in TEXT.items()},
    "page": {name: _on_bytes(mutate) for name, mutate in PAGE.items()},
    "record": {name: _on_bytes(mutate) for name, mutate in TEXT.items()},
    "workbook": {name: _on_bytes(mutate) for name, mutate in WORKBOOK.items()},
    "place": PLACES,
    "history": HISTORY,
}


def _places(group: str, project: Path) -> Sequence[str]:
    """The files and folders of a project that a group of damages is for."""
    found = {
        "content": [*(project / "content").glob("*/*.yml")],
        "settings": [project / "content" / "handbook.yml"],
        "configuration": [project / "mkdocs.yml"],
        "page": [*(project / "docs").rglob("*.md")],
        "record": [*(project / "content" / ".translations").rglob("*.txt")],
        "workbook": [project / "book.xlsx"],
        "place": [*(project / "content").rglob("*"), *(project / "docs").rglob("*"), project / "mkdocs.yml"],
        "history": [project],
    }[group]
    return sorted(path.relative_to(project).as_posix() for path in found)


def choose(chance: Random, groups: Sequence[str], template: Path) -> tuple[Step, ...]:
    """One to three steps of some groups; the later ones mostly where the first one was."""
    steps: list[Step] = []
    group = chance.choice(groups)
    if group == NOTHING:
        return ()
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        path = steps[-1].path if steps and chance.random() < 0.5 else chance.choice(_places(group, template))
        way = chance.choice(list(GROUPS[group]))
        steps.append(Step(group, path, way, f"{chance.randrange(10**9)}"))
    return tuple(steps)
