"""Init: a handbook of one's own, ready to check, preview and build.

In: a folder to make, and what to start from. Out: the folder, whole or not at all: content, configuration,
hand-written pages, and what an editor needs.
"""

from __future__ import annotations

import json
import os
import shutil
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path

from generator.authoring.json_schema import FOLDER, write
from generator.files import ForeignError, named, swap, workplace
from generator.pipeline.catalog import catalog_of
from generator.pipeline.content_folders import BASE, carried, configured
from generator.pipeline.load import existing

_START = Path(__file__).parent / "start"

PACKAGE = "coo-handbook"
PROGRAMS = (".ci/notes", ".ci/post", ".ci/request")
PIPELINES = (
    *PROGRAMS,
    ".ci/handbook.mk",
    ".github/dependabot.yml",
    ".github/workflows/handbook.yml",
    ".github/workflows/release.yml",
    ".github/workflows/weekly.yml",
    ".gitlab-ci.yml",
    "renovate.json",
)
"""The files of this project that every handbook of one's own has too."""


class Start(StrEnum):
    """What a handbook starts from: a copy of the COO's, the COO's kept underneath, or nothing."""

    COPY = "copy"
    OVERLAY = "overlay"
    EMPTY = "empty"


def init(folder: Path, start: Start) -> None:
    """Make the folder. Raises `ForeignError` where it holds something, and `OSError`."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ForeignError(folder, "init")
    place = Path(os.path.realpath(folder))
    with named(place), workplace(place) as work:
        _fill(work / "new", start)
        swap(work, place)


def _fill(folder: Path, start: Start) -> None:
    _copy(_START / "docs", folder / "docs")
    _content(folder / "content", start)
    configs = {name: carried(name).read_text("utf-8") for name in ("mkdocs.yml", "mkdocs.offline.yml")}
    readme = (_START / "README.md").read_text("utf-8")
    if start is Start.OVERLAY:
        over = f'content: ["{BASE}", content]'
        configs = {name: text.replace("content: [content]", over) for name, text in configs.items()}
        readme += (_START / "OVERLAY.md").read_text("utf-8")
    for name, text in configs.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "README.md").write_text(readme, "utf-8")
    shutil.copy(_START / "gitignore", folder / ".gitignore")
    _pipelines(folder)
    _editor(folder)


def _pipelines(folder: Path) -> None:
    """What publishes the handbook on GitHub or GitLab, and the make targets that both run."""
    for name in PIPELINES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(carried(name), folder / name)
        (folder / name).chmod(0o755 if name in PROGRAMS else 0o644)
    shutil.copy(_START / "Makefile", folder)
    (folder / "requirements.txt").write_text(f"{PACKAGE}[documents]=={version(PACKAGE)}\n", "utf-8")


def _content(content: Path, start: Start) -> None:
    if start is Start.COPY:
        _copy(carried("content"), content)
        return
    content.mkdir()
    if start is Start.OVERLAY:
        (content / ".gitkeep").touch()  # Git keeps no empty folder
    else:
        shutil.copy(_START / "handbook.yml", content)


def _copy(source: Path, folder: Path) -> None:
    """Copy a folder; the first error stops it."""
    folder.mkdir(parents=True)
    for path in sorted(source.rglob("*")):
        place = folder / path.relative_to(source)
        if path.is_dir():
            place.mkdir()
        else:
            shutil.copy(path, place)


def _editor(folder: Path) -> None:
    """What an editor needs to complete, explain and underline."""
    roots = configured(folder / "mkdocs.yml")
    catalog = catalog_of(roots)
    write(folder / FOLDER, existing(roots, catalog), catalog)
    schemas = {f"{FOLDER.as_posix()}/{kind}.json": f"content/{kind}/*.yml" for kind in catalog.kinds}
    schemas[f"{FOLDER.as_posix()}/handbook.json"] = "content/handbook.yml"
    settings = {"yaml.schemas": schemas, "files.associations": {"*.yml": "yaml"}, "editor.tabSize": 2}
    _json(folder / ".vscode" / "settings.json", settings)
    _json(folder / ".vscode" / "extensions.json", {"recommendations": ["redhat.vscode-yaml"]})


def _json(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, indent=2) + "\n", "utf-8")
