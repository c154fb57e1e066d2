"""The views: pages computed from many entries, a folder each, with its description, its function and its template.

In: the folders beside this file; the linked handbook and, for a page made for one entry, that entry. Out: `views`, all
of them, and `compute`. What a view shows is computed by a small pure function, without a word of a language and
without markup: its template has both. To add a view, add its folder, its name to `READING_ORDER`, and its title in
`content/handbook.yml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from generator.language.tables import read_tree
from generator.model.catalog import VIEW_FILE, ComputedView
from generator.model.handbook import Entry, Handbook

READING_ORDER = (
    "role-map",
    "radars",
    "matrix-competencies",
    "matrix-kpis",
    "matrix-challenges",
    "kpi-board",
    "calendar",
    "mandate-letter",
    "job-descriptions",
    "sector-jobs",
    "compare",
    "self-assessment",
    "selector",
    "interview-scoring",
    "first-days",
    "evaluation",
    "legal-watch",
)
"""The views in the order in which pages list them."""


@cache
def views() -> Mapping[str, ComputedView]:
    """The views that come with the generator, by their names."""
    return {name: _view(name) for name in READING_ORDER}


def _view(name: str) -> ComputedView:
    folder = Path(__file__).parent / name.replace("-", "_")
    return ComputedView(name, read_tree(folder / VIEW_FILE))


def compute(handbook: Handbook, name: str, entry: Entry | None) -> Any:
    """What a view shows; `entry` is the one its page is made for, or the one that the settings give it."""
    folder = handbook.catalog.views[name].folder
    return getattr(import_module(f"{__name__}.{folder}.compute"), folder)(handbook, entry)
