"""The catalog of a project: the kinds and views that come with the generator, and the kinds that the project brings.

In: the folders of the content, beside which the kinds of a project stand. Out: the catalog, and what is wrong with the
descriptions of kinds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.kinds import kinds
from generator.model.catalog import Catalog, Kind
from generator.model.kind_file import KindFile
from generator.model.settings import Settings
from generator.pipeline.load import learn
from generator.pipeline.own_kinds import FOLDER, own_kinds
from generator.views import views


@cache
def base() -> Catalog:
    """What every project has."""
    found = kinds()
    learn((Settings, KindFile, *(kind.model for kind in found.values())))
    return Catalog(found, views())


def load_catalog(roots: Sequence[Path]) -> tuple[Catalog, list[Diagnostic]]:
    """The catalog of a project, given the folders of its content; kinds with a faulty description are left out."""
    own: dict[str, Kind] = {}
    problems: list[Diagnostic] = []
    for folder in folders(roots):
        found, wrong = own_kinds(folder, base())
        own |= found
        problems += wrong
    unsound = frozenset(problem.span.file.parent.name for problem in problems) - own.keys()
    if not own and not unsound:
        return base(), problems
    learn(kind.model for kind in own.values())
    return Catalog({**base().kinds, **own}, base().views, unsound), problems


def catalog_of(roots: Sequence[Path]) -> Catalog:
    """The catalog of a project, as far as it is sound: `check` tells what is not."""
    return load_catalog(roots)[0]


def folders(roots: Sequence[Path]) -> list[Path]:
    """The folders of a project's own kinds, whether they exist or not."""
    return list(dict.fromkeys(root.parent / FOLDER for root in roots))
