"""The site for language models: every page is named and is there, as Markdown that needs nothing of ours."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from small import BASE, built, swap

from generator.exports.plain_markdown import beside, link_from, plain

LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\\.)*\]\(([^()\s]+)\)")


def pages(site: Path) -> set[Path]:
    return {file.with_name("index.md") for file in site.rglob("index.html")}


@pytest.mark.parametrize("folder", ["", "en"])
def test_llms_txt_names_every_page_of_its_language(plain_site: Path, folder: str) -> None:
    root = plain_site / folder
    named = {root / link for link in LINK.findall((root / "llms.txt").read_text("utf-8"))}
    own = {page for page in pages(root) if folder or not page.is_relative_to(plain_site / "en")}
    assert named == own
    assert all(page.is_file() for page in named)


def test_llms_txt_has_the_form_of_its_description(plain_site: Path) -> None:
    lines = (plain_site / "en" / "llms.txt").read_text("utf-8").splitlines()
    assert lines[0] == "# The small handbook"
    assert lines[2] == "> One entry of each kind."
    assert any(line.startswith("## ") for line in lines)
    assert all(re.fullmatch(r"- \[.+\]\(\S+\)(: .+)?", line) for line in lines if line.startswith("- "))


def test_llms_txt_has_full_addresses_where_the_site_has_one(published_site: Path) -> None:
    found = LINK.findall((published_site / "en" / "llms.txt").read_text("utf-8"))
    assert found
    for address in found:
        assert (published_site / address.removeprefix(BASE)).is_file()


def test_links_between_the_markdown_of_pages_lead_somewhere(plain_site: Path) -> None:
    for page in pages(plain_site):
        for link in LINK.findall(page.read_text("utf-8")):
            if "://" not in link and not link.startswith(("#", "mailto:")):
                assert (page.parent / unquote(link.partition("#")[0])).is_file(), (page, link)


def test_the_markdown_has_neither_html_nor_attributes(plain_site: Path) -> None:
    for page in pages(plain_site):
        assert not re.findall(r"</?(?:div|table|svg|span|p|section)\b|\{:", page.read_text("utf-8")), page


def test_llms_full_holds_the_text_of_every_page(plain_site: Path) -> None:
    full = (plain_site / "llms-full.txt").read_text("utf-8")
    for page in pages(plain_site) - pages(plain_site / "en"):
        assert page.read_text("utf-8").strip() in full


def test_a_table_becomes_one_of_markdown() -> None:
    body = "<table>\n<caption>Who</caption>\n<tr><th>A</th><th>B</th></tr>\n<tr><td>1<br>2</td></tr>\n</table>"
    assert plain(body, str) == "**Who**\n\n| A | B |\n| --- | --- |\n| 1; 2 |  |\n"


def test_escaped_html_stays_text() -> None:
    assert plain("a &lt;b&gt; &#60;i&#62; &amp;lt; S&amp;OP &quot;x&quot;", str) == (
        'a &lt;b&gt; &#60;i&#62; &amp;lt; S&OP "x"\n'
    )


def test_fenced_code_stays_as_it_is() -> None:
    assert plain("a\n\n```html\n<div>{: .x }</div>\n```\n", str) == "a\n\n```html\n<div>{: .x }</div>\n```\n"


def test_addresses_without_folders() -> None:
    assert beside("kpis/otif.md", directory_urls=False) == "kpis/otif.md"
    assert link_from("kpis/otif.md", directory_urls=False)("../role.md") == "../role.md"
    assert link_from("kpis/otif.md", directory_urls=True)("../role.md") == "../../role/index.md"


def test_a_file_of_the_author_wins(site_project: Path) -> None:
    (site_project / "docs" / "fr" / "llms.txt").write_text("Mine.\n", "utf-8")
    assert (built(site_project) / "llms.txt").read_text("utf-8") == "Mine.\n"


def test_a_page_that_the_settings_leave_out_is_not_there_as_markdown(site_project: Path) -> None:
    (site_project / "docs" / "fr" / "secret.md").write_text("---\nkey: secret\n---\n\n# Secret\n", "utf-8")
    swap(site_project, "mkdocs.yml", "docs_dir: docs/fr", "docs_dir: docs/fr\nexclude_docs: secret.md")
    site = built(site_project)
    assert "Secret" not in (site / "llms-full.txt").read_text("utf-8")
    assert not list(site.rglob("secret*"))
