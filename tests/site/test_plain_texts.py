"""Texts without a sign of Markdown are passed over, and everything else is converted as ever."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from markdown import Extension, Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.util import AtomicString

from generator.site.html.conversion import Conversion
from generator.site.html.plain_texts import PlainTexts

EXTENSIONS = ["admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "tables", "toc"]


class Deleted(Extension):
    """An extension of a project, with a pattern that Markdown has not."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Markdown calls
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(~~)(.*?)~~", "del"), "deleted", 65)


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "two  \nlines",
        r"escaped \* and \_",
        "`code` and ``co`de``",
        "a [link](https://example.org) and an ![image](a.png)",
        "a [reference][one]\n\n[one]: https://example.org",
        "<https://example.org> and <me@example.org> and <b>tags</b>",
        "R&amp;D, R&D and &#43;1",
        "*em*, **strong**, _em_, __strong__, ***both***",
        "# A heading with *emphasis* {: #here }\n\n- an item\n- [a link](#here) after it\n\nterm\n: meaning",
        "| a | *b* |\n| --- | --- |\n| plain | `c` |",
        '<div markdown="1">\nplain *em*\n</div>\n\n<p>raw *em*</p>',
    ],
)
def test_a_text_is_converted_as_without_it(text: str) -> None:
    ours = Markdown(extensions=[*EXTENSIONS, Conversion()])
    plain = Markdown(extensions=[*EXTENSIONS, Conversion()])
    plain.treeprocessors.deregister("handbook-plain-texts")
    assert ours.convert(text) == plain.convert(text)


def marked(md: Markdown, text: str) -> bool:
    root, child = Element("div"), Element("p")
    root.append(child)
    child.text = text
    PlainTexts(md).run(root)
    return isinstance(child.text, AtomicString)


@pytest.mark.parametrize(("text", "passed_over"), [("plain, (really): 50% ~ #1 | a/b", True), ("a *sign*", False)])
def test_only_a_text_without_a_sign_is_passed_over(text: str, passed_over: bool) -> None:
    assert marked(Markdown(), text) == passed_over


def test_a_pattern_of_another_extension_is_looked_for_in_every_text() -> None:
    md = Markdown(extensions=[Conversion(), Deleted()])
    assert md.convert("no ~~more~~") == "<p>no <del>more</del></p>"
    assert not marked(md, "plain")
