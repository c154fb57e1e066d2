"""What a page looks like once it is HTML, where Markdown's blanks matter."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from small import handbook_of

from generator.models.fields import Ref
from generator.page import HOME
from generator.render import render_page


@pytest.mark.parametrize("key", [HOME, Ref("kpis", ""), Ref("responsibilities", "")])
def test_summary_stands_in_the_item_it_belongs_to(key: Ref, content: Path) -> None:
    body = render_page(handbook_of(content), key, "fr").body
    html = markdown.markdown(body, extensions=["attr_list", "md_in_html", "tables"])
    items = re.findall(r"<li>(.*?)</li>", html, re.DOTALL)
    assert items
    assert all(item.count("<p>") == 2 for item in items), items
