"""What is added to the HTML of a page while its Markdown is converted."""

from __future__ import annotations

import re

import pytest
from markdown import Extension, Markdown

from generator.model.fields import Ref
from generator.site.html.conversion import Conversion, PageContent

LONG = "word " * 20


def converted(text: str, content: PageContent | None = None) -> str:
    extension = Conversion()
    extension.content = content
    toc = {"permalink": True, "permalink_title": "Here"}
    extensions: list[str | Extension] = [extension, "attr_list", "fenced_code", "md_in_html", "tables", "toc"]
    return Markdown(extensions=extensions, extension_configs={"toc": toc}).convert(text)


def content(items: dict[str, str]) -> PageContent:
    return PageContent(Ref("plan", ""), "plan.md", True, "../glossary/", items=items, edit="Edit <this>")


def test_column_is_aligned_by_a_class_as_no_style_may_stand_in_an_attribute() -> None:
    page = converted("| a | b |\n| --- | ---: |\n| 1 | 2 |")
    assert page.count('class="align-right"') == 2
    assert "style=" not in page


def test_rows_are_named_under_an_empty_corner_which_is_the_head_of_nothing() -> None:
    page = converted("| | a | b |\n| --- | --- | --- |\n| **x** | 1 | 2 |\n| y | 3 | |")
    assert re.findall(r"<(t[hd].*?)</t[hd]>", page) == [
        *("td>", "th>a", "th>b"),
        *('th scope="row"><strong>x</strong>', "td>1", "td>2"),
        *('th scope="row">y', "td>3", "td>"),
    ]


def test_table_without_an_empty_corner_has_no_heads_of_rows() -> None:
    page = converted("| a | |\n| --- | --- |\n| 1 | 2 |")
    assert re.findall(r"<(t[hd].*?)</t[hd]>", page) == ["th>a", "td>", "td>1", "td>2"]


def test_table_stands_in_a_frame_and_what_follows_it_after_the_frame() -> None:
    page = converted("| a |\n| --- |\n| 1 |\n\nAfter.")
    assert page.startswith('<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table>')
    assert page.endswith("</table></div></div>\n<p>After.</p>")


def test_table_with_long_rows_becomes_cards_whose_cells_say_their_column() -> None:
    page = converted(f"| Name | R&D *now* | |\n| --- | --- | --- |\n| a | {LONG} | c |")
    assert '<div class="md-typeset__scrollwrap stacks">' in page
    assert re.findall(r"<td([^>]*)>", page.partition("<tbody>")[2]) == ["", ' data-column="R&amp;D now"', ""]


def test_row_is_as_long_as_what_a_reader_sees_of_it() -> None:
    tags = "<b>a</b>&nbsp;" * 9
    assert "stacks" not in converted(f"| a | b |\n| --- | --- |\n| a | {tags} |")


def test_table_with_tools_keeps_its_columns() -> None:
    table = f"| Name | Text |\n| --- | --- |\n| a | {LONG} |"
    assert "stacks" not in converted(f'<div data-tools="sort" markdown>\n\n{table}\n\n</div>')
    assert "stacks" in converted(f'<div data-tools="sort" markdown>\n\nBefore.\n\n{table}\n\n</div>')


def test_table_that_has_a_class_is_framed_by_nobody() -> None:
    page = converted('<table class="x" markdown>\n<tr markdown><td markdown>a</td></tr>\n</table>')
    assert "scrollwrap" not in page


def test_link_of_a_heading_is_left_to_the_script() -> None:
    """A row's link to itself, which has the same class, stays."""
    assert '<h2 id="one">One</h2>' in converted("## One")
    row = '<p><a class="headerlink" href="#row">#</a></p>'
    assert row in converted(row)


def test_item_is_edited_under_its_heading_only() -> None:
    page = converted("## One {#one}\n\nText.\n\n## Two {#two}", content({"one": 'https://example.org/?a&"b'}))
    link = '<p class="edit" data-search-exclude><a href="https://example.org/?a&amp;&quot;b">Edit &lt;this&gt;</a></p>'
    assert f"</h2>{link}" in page
    assert page.count("Edit") == 1


@pytest.mark.parametrize("frame", ["{}", "<div markdown>\n\n{}\n\n</div>"])
def test_link_in_a_drawing_leads_to_a_page(frame: str) -> None:
    drawing = '<div><svg><a href="kpis/otif.md"></a></svg></div>'
    page = converted(frame.format(drawing) + '\n\n`<svg><a href="x.md">`', content({}))
    assert '<svg><a href="../kpis/otif/"></a></svg>' in page
    assert "x.md" in page
