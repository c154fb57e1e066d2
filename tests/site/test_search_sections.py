"""What the search knows of a page is what the theme's own parser finds in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser

from generator.site.search_sections import sections

LINK = '<a aria-hidden="true" class="headerlink" href="#a">&para;</a>'


def told(found: list[object]) -> list[tuple[object, ...]]:
    """What the index takes of each section."""
    return [(s.id, "".join(s.title), "".join(s.text), s.depth, s.is_excluded()) for s in found]  # type: ignore[attr-defined]


def theirs(html: str) -> list[tuple[object, ...]]:
    parser = Parser()
    parser.feed(html)
    parser.close()
    return told(parser.data)


TEXTS = st.sampled_from(
    ["mot", " ", "\n", "a\nb", "R&amp;D", "&lt;b&gt;", "\u00a0", "l’été", "<br>", '<img alt="x>y">', LINK]
)
NAMES = st.sampled_from(["p", "h1", "h2", "h3", "div", "ul", "li", "pre", "code", "em", "td"])


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inside = st.lists(children, max_size=4).map("".join)
    attributes = st.sampled_from(["", ' id="a"', ' id="b" class="x"', " class='y'", ' title="id=c"'])
    return st.builds(lambda name, told, inner: f"<{name}{told}>{inner}</{name}>", NAMES, attributes, inside)


@given(st.lists(st.recursive(TEXTS, _element, max_leaves=20), max_size=6).map("".join))
def test_sections_are_those_of_the_theme(html: str) -> None:
    assert told(sections(html)) == theirs(html)


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <p>no</p> --><p>yes</p>",
        "<p data-search-exclude>no</p><p>yes</p>",
        "<script>let a = '<p>';</script><p>yes</p>",
        "<p>2 < 3</p>",
        "<P ID=a>x</P><svg><path d='M0'/></svg>",
        "<h2 id=a>x</h2>",
        "",
    ],
)
def test_a_page_with_anything_else_is_left_to_the_theme(html: str) -> None:
    assert told(sections(html)) == theirs(html)
