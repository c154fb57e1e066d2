"""The key of a page: which page of the handbook a page of MkDocs is.

In: MkDocs' pages, with the front matter that `render` or the author wrote. Out: a `Ref`, `HOME` for the home page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.catalog import HOME
from generator.model.fields import Ref, RefTo

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

OURS = "handbook"
"""The name by which MkDocs knows our plugin."""


def is_ours(page: Page) -> bool:
    """Whether a page was made from the content, rather than by hand or by another plugin."""
    return page.file.generated_by == OURS and "key" in page.meta


def named(page: Page) -> Ref | None:
    """The key that the front matter of a page names; None where it names none."""
    key = str(page.meta.get("key") or "").strip()
    if not key:
        return None
    return HOME if key == "home" else RefTo("").parse(key)


def of(page: Page) -> Ref | None:
    """The key of a page of the handbook; None for any other."""
    return named(page) if is_ours(page) else None
