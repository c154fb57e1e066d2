"""What machines read of the pages: titles, descriptions and structured data, on the real site and on the small one."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from small import BASE, built, swap

from generator.site import structured_data

NOT_TEXT = {"@context", "@type", "inLanguage", "url", "item", "position"}


def head(html: str) -> str:
    return html.partition("</head>")[0]


def nodes(html: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(found[1])["@graph"] if found else []


def texts(node: object, name: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value, name)
    elif name not in NOT_TEXT:
        yield str(node)


def visible(html: str) -> str:
    """The text of the page's body, as a reader sees it."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", html.partition("<body")[2], flags=re.DOTALL)
    body = re.sub(r'<a [^>]*class="headerlink".*?</a>', "", body)
    return re.sub(r"[ \t\r\n]+", " ", unescape(re.sub(r"<[^>]*>", "", body.replace("<br />", " "))))


def pages(site: Path) -> dict[str, str]:
    return {
        path.parent.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in site.rglob("index.html")
        if 'http-equiv="refresh"' not in path.read_text("utf-8")
    }


def test_every_text_of_the_structured_data_is_seen_on_its_page(site: Path) -> None:
    for place, html in pages(site).items():
        seen = visible(html)
        for text in texts(nodes(html)):
            assert text, place
            assert text in seen, place


def test_structured_data_says_what_each_page_is(site: Path) -> None:
    found = {place: [node["@type"] for node in nodes(html)] for place, html in pages(site).items()}
    special = {"faq": "FAQPage", "glossaire": "DefinedTermSet", "le-role": "Occupation"}
    special |= {"en/faq": "FAQPage", "en/glossary": "DefinedTermSet", "en/the-role": "Occupation"}
    assert special.keys() <= found.keys()
    assert found.pop(".") == found.pop("en") == []
    for place, types in found.items():
        assert types == ["BreadcrumbList", *([special[place]] if place in special else [])], place


def test_every_term_is_told_with_its_anchor(site: Path) -> None:
    html = (site / "en/glossary" / "index.html").read_text("utf-8")
    told = {item["url"].partition("#")[2] for item in nodes(html)[1]["hasDefinedTerm"]}
    assert told == set(re.findall(r'<h2 id="([^"]+)"', html))


def test_every_question_is_told_with_its_page_and_the_short_answer_that_the_index_shows(site: Path) -> None:
    for folder in (site / "faq", site / "en" / "faq"):
        html = (folder / "index.html").read_text("utf-8")
        told = nodes(html)[1]["mainEntity"]
        assert {item["url"].rstrip("/").rpartition("/")[2] for item in told} == {
            path.name for path in folder.iterdir() if path.is_dir()
        }
        assert [item["name"] for item in told if item["acceptedAnswer"]["text"] not in html] == []


def test_titles_and_descriptions_are_each_pages_own(site: Path) -> None:
    for pattern in (r"<title>(.*?)</title>", r'<meta name="description" content="(.+?)">'):
        found = Counter(re.findall(pattern, head(html))[0] for html in pages(site).values())
        assert [text for text, times in found.items() if times > 1] == []


def test_head_has_no_alternate_link(site: Path) -> None:
    for place, html in pages(site).items():
        assert not re.search(r"rel=.?alternate", head(html)), place


def test_no_text_can_leave_its_place_in_the_head(site_project: Path) -> None:
    swap(site_project / "content", "faq/exemple.yml", 'fr: "Qui', r"""fr: "</script><b>\" & 'Qui""")
    swap(site_project / "content", "kpis/exemple.yml", 'fr: "À l', r"""fr: "</title>\"><b> À l""")
    site = built(site_project, strict=False)
    question = nodes((site / "faq" / "index.html").read_text("utf-8"))[1]["mainEntity"][0]["name"]
    assert question.startswith("</script><b>\" & 'Qui")
    page = head((site / "indicateurs" / "exemple" / "index.html").read_text("utf-8"))
    assert "<b>" not in page
    assert page.count("</title>") == 1


def test_structured_data_holds_no_character_that_html_reads() -> None:
    nodes = [{"name": "</script><!--<script>&lt;]]>"}]
    text = structured_data.script(nodes)
    assert not set("<>&") & set(text)
    assert json.loads(text)["@graph"] == nodes


def test_a_hand_written_page_without_description_takes_its_first_paragraph(site_project: Path) -> None:
    long = "Un mot " * 60
    (site_project / "docs/fr/about.md").write_text(f"---\nkey: about\n---\n\n# Titre\n\n{long}", "utf-8")
    page = head((built(site_project) / "about" / "index.html").read_text("utf-8"))
    description = re.findall(r'name="description" content="(.*?)"', page)[0]
    assert description.startswith("Un mot Un mot")
    assert description.endswith(("mot…", "Un…"))
    assert len(description) <= 201


def test_full_addresses_need_the_address_of_the_site(plain_site: Path, published_site: Path) -> None:
    names = ("canonical", "og:url", "og:image", "summary_large_image")
    page = head((plain_site / "faq" / "index.html").read_text("utf-8"))
    assert [name for name in names if name in page] == []
    page = (published_site / "faq" / "index.html").read_text("utf-8")
    assert [name for name in names if name not in head(page)] == []
    assert nodes(page)[0]["itemListElement"][0]["item"] == BASE
