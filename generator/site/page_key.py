"""The key of a page: which page of the handbook a page of MkDocs is.

In: MkDocs' pages, each with its file and the front matter that an author wrote. Out: a `Ref`, `HOME` for the home page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.catalog import HOME
from generator.model.fields import Ref, RefTo

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

OURS = "handbook"
"""The name by which MkDocs knows our plugin."""


def named(page: Page) -> Ref | None:
    """The key that the front matter of a page names; None where it names none."""
    key = str(page.meta.get("key") or "").strip()
    if not key:
        return None
    return HOME if key == "home" else RefTo("").parse(key)


def of(page: Page) -> Ref | None:
    """The key of a page that was made from the content; None for one made by hand or by another plugin."""
    return getattr(page.file, "key", None)
