"""The small handbook: one complete entry of each kind, all linked to each other; and ways to break it.

`python tests/small.py FOLDER` writes it into a folder, for `make reference`.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.language.i18n import LANGUAGES
from generator.model.handbook import Handbook
from generator.pipeline.catalog import base
from generator.pipeline.stages import run
from generator.site.build import build_site

CATALOG = base()
KINDS, VIEWS, PLACES = CATALOG.kinds, CATALOG.views, CATALOG.places
uri, words = CATALOG.uri, CATALOG.words

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
CASES = Path(__file__).parent / "errors"

BASE = "https://example.org/guide/"
REPOSITORY = "https://example.org/team/handbook"
"""The address of a site, and of the repository of its content."""

Project = Callable[[str], Path]


def copy_golden(content: Path) -> Path:
    """Write the small handbook into a folder."""
    for kind in KINDS:
        (content / kind).mkdir(parents=True)
        shutil.copy(GOLDEN / kind / "entry.yml", content / kind / "exemple.yml")
    other = (GOLDEN / "competencies" / "entry.yml").read_text("utf-8").partition("\n")[2]
    title = 'title: {fr: "Négociation", en: "Negotiation"}\n'
    (content / "competencies" / "autre.yml").write_text(title + other, "utf-8")
    shutil.copy(GOLDEN / "guide.yml", content / "sources" / "guide.yml")
    shutil.copy(GOLDEN / "handbook.yml", content / "handbook.yml")
    return content


def with_pages(root: Path) -> Path:
    """Make a whole project of a folder with a content: configuration, a hand-written page in each language."""
    shutil.copy(ROOT / "mkdocs.yml", root)
    for language in LANGUAGES:
        (root / "docs" / language).mkdir(parents=True)
        page = root / "docs" / language / "about.md"
        page.write_text("---\nkey: about\ntitle: About\n---\n\n# About\n\nText.\n", "utf-8")
    return root


def handbook_of(content: Path) -> Handbook:
    """The handbook of a content folder, which must have one."""
    handbook = run([content]).handbook
    assert handbook is not None
    return handbook


@cache
def real_handbook() -> Handbook:
    """The handbook of the real content, read once a process: to be read only."""
    return handbook_of(ROOT / "content")


def built(root: Path, strict: bool = True) -> Path:
    """The site of a whole project."""
    build_site(root / "mkdocs.yml", root / "site", strict=strict)
    return root / "site"


def found(content: Path) -> list[tuple[str, str, int, int]]:
    """The findings of a content folder, each as code, file, line and column."""
    return [place(diagnostic, content) for diagnostic in run([content]).diagnostics]


def place(diagnostic: Diagnostic, content: Path) -> tuple[str, str, int, int]:
    span = diagnostic.span
    return diagnostic.code, span.file.relative_to(content).as_posix(), span.line, span.column


def swap(content: Path, name: str, old: str, new: str) -> Path:
    """Replace a text that stands in one file."""
    path = content / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return content


def only(content: Path) -> Diagnostic:
    """The one finding of a content folder."""
    diagnostics = run([content]).diagnostics
    assert len(diagnostics) == 1, diagnostics
    return diagnostics[0]


if __name__ == "__main__":
    copy_golden(Path(sys.argv[1]))
