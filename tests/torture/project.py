"""The sound project that trials damage, and the folder in which a trial takes place.

In: nothing. Out: a project of the small handbook with pages, workbook, record of translations and Git history,
made by the real commands; and a copy of it a trial.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from click.testing import CliRunner
from small import ROOT, copy_golden

from generator.cli import main
from generator.site.build import build_site

State = Mapping[str, bytes]
"""What stands under a folder: the bytes of each file, and a word for what is none."""

GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    **{f"GIT_{who}_DATE": "2026-01-01T12:00:00Z" for who in ("AUTHOR", "COMMITTER")},
}

NEW_TITLE = "Le nouveau guide"
"""What the home page of the second state says, and that of the first does not."""

_PAGE = """---
key: {key}
title: {title}
order: 10
---

# {title}

Text with [a link](about.md) and [another](more.md).

| a | b |
| --- | --- |
| 1 | 2 |
"""


@dataclass(frozen=True)
class Sandbox:
    """A folder of its own for a trial: a home with the project in it, a place for temporary files, the output."""

    root: Path

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def project(self) -> Path:
        return self.home / "work" / "project"

    @property
    def temporary(self) -> Path:
        return self.root / "temporary"

    @property
    def log(self) -> Path:
        return self.root / "output.txt"

    def state(self) -> State:
        """Everything that a command could have touched, its temporary files too.

        But for caches: what they hold is whole or none, and a build is the same with any of it.
        """
        inside = {f"home/{name}": data for name, data in state(self.home).items() if ".cache" not in name.split("/")}
        return inside | {f"temporary/{name}": data for name, data in state(self.temporary).items()}


def state(folder: Path) -> State:
    """What stands under `folder`; links are not followed."""
    return {path.relative_to(folder).as_posix(): _content(path) for path in folder.rglob("*")}


def _content(path: Path) -> bytes:
    mode = path.lstat().st_mode
    if stat.S_ISREG(mode):
        return path.read_bytes()
    return b"-> " + os.fsencode(path.readlink()) if stat.S_ISLNK(mode) else f"{stat.S_IFMT(mode):o}".encode()


def reset(place: Sandbox, template: Path, with_site: bool = False) -> None:
    """A fresh copy of the sound project, with its built site where asked."""
    for folder in (place.home, place.temporary):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template / "project", place.project, symlinks=True)
    if with_site:
        shutil.copytree(template / "site", place.project / "site")
    place.temporary.mkdir(parents=True, exist_ok=True)


def git(root: Path, *arguments: str) -> None:
    """Run Git in a project; what it cannot do is left undone."""
    subprocess.run(["git", *arguments], cwd=root, env={**os.environ, **GIT}, capture_output=True, check=False)


def make(template: Path) -> None:
    """Write the sound project into `template`, with the site of its first state."""
    project = template / "project"
    copy_golden(project / "content")
    shutil.copy(ROOT / "mkdocs.yml", project)
    for language in ("fr", "en"):
        (project / "docs" / language).mkdir(parents=True)
        for key in ("about", "more"):
            page = _PAGE.format(key=key, title=f"{key} {language}")
            (project / "docs" / language / f"{key}.md").write_text(page, "utf-8")
    git(project, "init", "-q", "-b", "main")
    _commit(project)
    build_site(project / "mkdocs.yml", template / "site")
    _handbook(project, "translations", "--record")
    _handbook(project, "export", "xlsx", "book.xlsx")
    _edit(project / "book.xlsx")
    _change(project)
    _handbook(project, "fmt")
    _commit(project)
    git(project, "gc", "-q")


def _change(project: Path) -> None:
    """What makes a new site differ from the one built, everything still sound."""
    for path in sorted((project / "content").rglob("exemple.yml")):
        path.write_text("# a second state\n" + path.read_text("utf-8"), "utf-8")
    settings = project / "content" / "handbook.yml"
    settings.write_text(settings.read_text("utf-8").replace("Le petit guide", NEW_TITLE, 1), "utf-8")


def _edit(book: Path) -> None:
    """Change a text of each kind in the workbook, so that an import has many files to write."""
    opened = openpyxl.load_workbook(book)
    for sheet in opened.worksheets:
        names = [cell.value for cell in sheet[1]]
        if "title.fr" in names and "." not in sheet.title:
            cell = sheet.cell(3, names.index("title.fr") + 1)
            cell.value = f"{cell.value} bis"
    opened.save(book)


def _commit(project: Path) -> None:
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "x")


def _handbook(project: Path, *arguments: str) -> None:
    before = Path.cwd()
    os.chdir(project)
    try:
        result = CliRunner().invoke(main, arguments)
    finally:
        os.chdir(before)
    if result.exit_code:
        raise RuntimeError(f"the sound project is not sound: {arguments}: {result.output}")
