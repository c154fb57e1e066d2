"""What a page looks like once it is HTML, where Markdown's blanks matter."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from small import GOLDEN, Project, handbook_of, swap

from generator.model.catalog import HOME
from generator.model.fields import Ref
from generator.render.pages import render_page


@pytest.mark.parametrize("key", [HOME, Ref("kpis", ""), Ref("responsibilities", "")])
def test_summary_stands_in_the_item_it_belongs_to(key: Ref, content: Path) -> None:
    body = render_page(handbook_of(content), key, "fr").body
    html = markdown.markdown(body, extensions=["attr_list", "md_in_html", "tables"])
    listed = re.sub(r'<div class="asked">.*?</div>', "", html, flags=re.DOTALL)  # questions, without a summary
    items = re.findall(r"<li>(.*?)</li>", listed, re.DOTALL)
    assert items
    assert all(item.count("<p>") == 2 for item in items), items


@pytest.mark.parametrize(("language", "shown"), [("fr", "1er août 2024"), ("en", "1 August 2024")])
def test_a_day_is_told_in_words_in_text_and_in_the_table_of_figures(language: str, shown: str, content: Path) -> None:
    swap(content, "regulations/exemple.yml", "2025-02-14", "2024-08-01")
    swap(content, "role/exemple.yml", 'as_of: "2022"', 'as_of: "2024-08-01"')
    handbook = handbook_of(content)
    assert shown in render_page(handbook, Ref("regulations", "exemple"), language).body
    assert f"| {shown} |" in render_page(handbook, Ref("role", "exemple"), language).body


@pytest.mark.parametrize(("pages", "folded"), [(1, False), (8, True)])
def test_many_links_at_the_foot_of_a_page_are_folded(pages: int, folded: bool, project: Project) -> None:
    text = (GOLDEN / "challenges" / "entry.yml").read_text("utf-8")
    content = project("".join(f"\n== challenges/autre-{number}.yml ==\n{text}" for number in range(pages)))
    body = render_page(handbook_of(content), Ref("kpis", "exemple"), "fr").body
    assert ('<details class="used-by"' in body) is folded
    assert body.count("../defis/autre-") == pages
