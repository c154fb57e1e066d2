"""Anchors in the HTML of a page are found by MkDocs as ever; a page that has none is not parsed for them."""

from __future__ import annotations

import pytest
from markdown import Markdown
from mkdocs.structure import pages

from generator.site.html.conversion import Conversion


def anchors(text: str) -> set[str]:
    """What MkDocs finds in a page, and whether it has parsed it."""
    md = Markdown(extensions=[Conversion(), "attr_list", "md_in_html"])
    found = pages._RawHTMLPreprocessor()
    found._register(md)
    md.convert(text)
    return found.present_anchor_ids


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<p id="here">a</p>', {"here"}),
        ("<P ID=here>a</P>", {"here"}),
        ("text <a name='there'>a</a>", {"there"}),
        ('<p class="a"\nid\n= "here">a</p>', {"here"}),
        ('<div markdown="block">\n\n## a {: #own }\n\n</div>', set()),
    ],
)
def test_anchors_in_html_are_found(text: str, found: set[str]) -> None:
    assert anchors(text) == found


@pytest.mark.parametrize(("text", "times"), [("<p>a</p> {: #own }", 0), ('<p id="here">a</p>', 1)])
def test_only_a_page_that_may_have_some_is_parsed(text: str, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = []

    class Parser(pages._HTMLHandler):
        def feed(self, data: str) -> None:
            parsed.append(data)
            super().feed(data)

    monkeypatch.setattr(pages, "_HTMLHandler", Parser)
    anchors(text)
    assert len(parsed) == times
