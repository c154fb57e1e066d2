"""Plain texts: most texts of a page have no sign of Markdown in them, and need not be searched for one.

In: the tree of a page, before Markdown looks for links, emphasis and the like in its texts. Out: the same tree, in
which texts without any sign are marked as finished. Markdown would try each of its patterns on each of them, which took
a tenth of the time of a build. Where another extension has brought a pattern, nothing is marked.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from markdown.util import Registry

_SIGN = re.compile(r"[\\`\[<&*_]|  \n")
"""What any of Markdown's own patterns needs at least: escapes, code, links, tags, entities, emphasis, line breaks."""

BEFORE_INLINE = 20.5
"""The priority of a step that runs right before Markdown's own, which is called `inline` and has 20."""


class PlainTexts(Treeprocessor):
    """Marks the texts of a page that Markdown's patterns cannot change."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        patterns = list(self.md.inlinePatterns)
        if isinstance(inline := self.md.treeprocessors["inline"], InlineProcessor):
            # The registry is asked for each pattern a million times a build, and looks whether it is sorted.
            inline.inlinePatterns = cast("Registry[Any]", patterns)
        if _expressions(patterns) == _own_expressions():
            for element in root.iter():
                if element.text and not _SIGN.search(element.text):
                    element.text = AtomicString(element.text)
                if element.tail and not _SIGN.search(element.tail):
                    element.tail = AtomicString(element.tail)


@cache
def _own_expressions() -> list[str]:
    """The expressions of a Markdown without extensions."""
    return _expressions(Markdown().inlinePatterns)


def _expressions(patterns: Iterable[object]) -> list[str]:
    return [str(getattr(pattern, "pattern", pattern)) for pattern in patterns]
