"""The single page: whole, linked inside itself, asking for nothing, and running nothing of an author's."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser
from small import BASE, handbook_of

from generator.cli import main
from generator.exports.edition import Edition, WrittenPage
from generator.exports.single_page import files, single_page
from generator.model.fields import Ref

PIXEL = bytes.fromhex("89504e470d0a1a0a")
FONT = {"Source Sans 3": b"font"}


def page(content: Path, language: str = "en", body: str = "# About\n\nText.", edition: Edition | None = None) -> str:
    written = {language: (WrittenPage("about.md", "About", "", body, content / "about.md"),)}
    return single_page(edition or Edition(handbook_of(content), written, fonts=FONT), language)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_there_and_every_link_inside_leads_somewhere(content: Path, language: str) -> None:
    edition = Edition(handbook_of(content), {language: ()})
    tree = LexborHTMLParser(page(content, language, edition=edition))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert len(tree.css("article")) == len(edition.keys)
    targets = {node.attributes["href"] or "" for node in tree.css("[href]")}
    inner = {target for target in targets if target.startswith("#")}
    assert inner
    assert {target[1:] for target in inner} <= set(ids)
    assert all(target.startswith(("https://", "http://", "mailto:")) for target in targets - inner)
    for name in ("aria-labelledby", "aria-describedby", "for"):
        named = {each for node in tree.css(f"[{name}]") for each in (node.attributes[name] or "").split()}
        assert named <= set(ids)


@pytest.mark.parametrize("site", ["", "https://example.org/guide/"])
def test_a_page_alone_leads_to_the_published_site_or_nowhere(content: Path, site: str) -> None:
    edition = Edition(handbook_of(content), {"en": ()}, site=site, fonts=FONT)
    found = files(edition, [Ref("faq", "exemple")], ["en"])
    assert list(found) == ["faq--exemple.en.html"]
    tree = LexborHTMLParser(found["faq--exemple.en.html"])
    assert len(tree.css("article")) == 1
    assert tree.css("nav[hidden]")
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    outer = {node.attributes["href"] or "" for node in tree.css("main [href]:not([href^='#'])")}
    inner = {(node.attributes["href"] or "")[1:] for node in tree.css("main [href^='#']")}
    assert inner <= ids
    handbook = {target for target in outer if target.startswith(f"{BASE}en/")}
    assert bool(handbook) == bool(site)
    assert all(target.startswith("https://") for target in outer)


def test_a_page_that_is_not_there_is_answered_with_the_nearest(site_project: Path) -> None:
    config = ["-f", str(site_project / "mkdocs.yml"), "--output", str(site_project / "out")]
    wrong = CliRunner(env={"LC_ALL": "en"}).invoke(main, ["export", "html", *config, "faq/exempel"])
    assert wrong.exit_code == 2
    assert "Did you mean “faq/exemple”?" in wrong.output
    right = CliRunner().invoke(main, ["export", "html", *config, "--lang", "fr", "faq/exemple"])
    assert right.exit_code == 0, right.output
    assert (site_project / "out" / "faq--exemple.fr.html").is_file()
    assert not list((site_project / "out").glob("*.en.html"))


def test_a_page_written_alone_leaves_the_whole_handbook_beside_it(site_project: Path) -> None:
    config = ["-f", str(site_project / "mkdocs.yml"), "--output", str(site_project / "out")]
    for names in ([], ["faq/exemple"], ["--lang", "fr", "kpis/exemple"]):
        result = CliRunner().invoke(main, ["export", "html", *config, *names])
        assert result.exit_code == 0, result.output
    there = {path.name for path in (site_project / "out").iterdir()}
    assert {"handbook.fr.html", "handbook.en.html", "faq--exemple.en.html"} <= there
    listed = json.loads((site_project / "out" / "manifest.json").read_text("utf-8"))["files"]
    assert len(listed) == len(there) - 1


def test_the_table_of_contents_names_every_page(content: Path) -> None:
    tree = LexborHTMLParser(page(content))
    articles = {f"#{node.attributes['id']}" for node in tree.css("article")}
    assert {node.attributes["href"] for node in tree.css("nav a")} == articles


def test_nothing_in_it_asks_for_anything(content: Path) -> None:
    (content / "dot.png").write_bytes(PIXEL)
    body = (
        "# About\n\n![a](dot.png) ![b](https://example.org/b.png)\n\n"
        '<img srcset="https://example.org/c.png 2x" src="//example.org/c.png">'
        '<link rel="stylesheet" href="//example.org">'
        '<video src="https://example.org/v" poster="https://example.org/p"></video>'
        '<p style="background:url(//x.org)">x</p>'
    )
    html = page(content, body=body)
    tree = LexborHTMLParser(html)
    assert f"data:image/png;base64,{b64encode(PIXEL).decode()}" in html
    assert "base64," + b64encode(b"font").decode() in html
    for name in ("src", "srcset", "poster", "action", "data", "background", "style"):
        assert all((node.attributes[name] or "").startswith("data:") for node in tree.css(f"[{name}]")), name
    assert not tree.css("link, iframe, video")
    assert not re.findall(r"url\((?![\"']?data:)|@import", html)


def test_no_text_of_an_author_runs(content: Path) -> None:
    body = (
        "# About\n\n<script>alert(1)</script><p onclick='alert(2)'>x</p><svg><a xlink:href='javascript:alert(3)'>y</a>"
        "<set onbegin='alert(4)'/></svg>\n\n[z](javascript:alert(5))<meta http-equiv='refresh' content='0;url=//x.org'>"
    )
    tree = LexborHTMLParser(page(content, body=body))
    (script,) = tree.css("script")
    assert "alert" not in script.text()
    assert "alert" not in "".join(str(node.attributes) for node in tree.css("*"))
    assert len(tree.css("meta[http-equiv]")) == 1


def test_the_policy_allows_its_own_script_and_style_and_nothing_else(content: Path) -> None:
    tree = LexborHTMLParser(page(content))
    (policy,) = (node.attributes["content"] or "" for node in tree.css('meta[http-equiv="Content-Security-Policy"]'))
    for tag in ("script", "style"):
        (node,) = tree.css(tag)
        digest = b64encode(sha256(node.text().encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in policy + ";"
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_an_item_of_a_shared_page_keeps_its_anchor(content: Path) -> None:
    html = page(content)
    assert 'href="#sources.exemple"' in html
    assert 'id="sources.exemple"' in html


def test_the_same_handbook_gives_the_same_page(content: Path) -> None:
    assert page(content) == page(content)
