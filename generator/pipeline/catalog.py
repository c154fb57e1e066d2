"""The catalog of a project: the kinds and views that come with the generator.

In: the folders of the package. Out: `base`, and `catalog_of` for a project.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from generator.kinds import kinds
from generator.model.catalog import Catalog
from generator.views import views


@cache
def base() -> Catalog:
    """What every project has."""
    return Catalog(kinds(), views())


def catalog_of(roots: Sequence[Path]) -> Catalog:  # noqa: ARG001
    """The catalog of a project, given the folders of its content."""
    return base()
