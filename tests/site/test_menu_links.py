"""An item of the menu is filled in once for the pages of a folder, and is what it would be on each of them."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup
from mkdocs.utils import normalize_url

from generator.site.menu_links import MenuLinks

SERVED = ["", "faq/", "faq/a/", "faq/b/", "faq/a/c/", "kpis/", "kpis/a/", "30-60-90/", "about/", "v1.2/a/"]
FROM_DISK = ["index.html", "faq.html", "faq/a.html", "faq/b.html", "faq/a/c.html", "kpis.html", "kpis/a.html"]


def item(url: str, **meta: str) -> Any:
    return SimpleNamespace(url=url, title=f"The title of {url}", meta=meta)


@pytest.mark.parametrize("urls", [SERVED, FROM_DISK], ids=["served", "from the disk"])
def test_each_page_has_the_items_that_it_would_have_without_others(urls: list[str]) -> None:
    links = MenuLinks()
    for _ in range(2):
        for page in map(item, urls):
            for target in map(item, [*urls, "https://example.org/", "#here"]):
                shown = Markup(normalize_url(target.url, page))
                assert links(partial(_as, shown), target, page) == shown


def _as(shown: Markup, _: object) -> Markup:
    return shown


def test_an_item_is_filled_in_once_for_a_folder() -> None:
    links, filled = MenuLinks(), []

    def fill(target: Any) -> Markup:
        filled.append(target.url)
        return Markup("link")

    for page in ("faq/a/", "faq/b/", "kpis/a/"):
        links(fill, item("about/"), item(page))
    assert filled == ["about/", "about/"]
    links(fill, item("about/", status="new"), item("faq/a/"))
    links(fill, item("about/"), None)
    assert filled == ["about/"] * 4


def test_a_new_title_is_shown() -> None:
    links = MenuLinks()
    for title in ("One", "Two"):
        target = SimpleNamespace(url="about/", title=title, meta={})
        assert links(lambda one: Markup(one.title), target, item("faq/a/")) == title  # type: ignore[arg-type]
