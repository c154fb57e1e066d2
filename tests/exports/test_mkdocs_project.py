"""The project for other engines: stock MkDocs builds it to the same pages, anchors and links as our site."""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode
from small import copy_golden, with_pages

from generator.exports import mkdocs_project
from generator.language.i18n import LANGUAGES
from generator.site.project import read_project

ENGINES = ("properdocs", "zensical")
"""Other engines: tried where their command is found, in HANDBOOK_ENGINES or on the path."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook, exported."""
    root = tmp_path_factory.mktemp("exported")
    copy_golden(root / "content")
    edition = read_project(with_pages(root) / "mkdocs.yml").edition
    assert edition is not None
    for name, data in mkdocs_project.files(edition).items():
        (root / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "out" / name).write_bytes(data)
    return root / "out"


def build(project: Path, engine: str, program: list[str], *options: str) -> Path:
    """The site that an engine makes of both languages."""
    for language in LANGUAGES:
        command = [*program, "build", *options, "-f", mkdocs_project.config_name(language, engine)]
        result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout + result.stderr
    return project / "site"


@pytest.fixture(scope="module")
def stock(project: Path) -> Path:
    return build(project, "mkdocs", [sys.executable, "-W", "ignore", "-m", "mkdocs"], "--strict")


def pages(site: Path) -> dict[str, LexborNode]:
    """The content of each page, by its place; what only the theme has is left aside."""
    found = {}
    for file in site.rglob("index.html"):
        tree = LexborHTMLParser(file.read_text("utf-8"))
        for node in tree.css("a.headerlink, .md-content__button, nav, footer, aside, [data-md-component=source]"):
            node.decompose()
        content = tree.css_first("article.md-content__inner, [role=main], main")
        assert content is not None
        found[file.parent.relative_to(site).as_posix()] = content
    return found


def anchors(content: LexborNode) -> set[str]:
    return {node.attributes["id"] or "" for node in content.css("[id]")}


def links(content: LexborNode, page: str, keep: Callable[[LexborNode], bool] = lambda _: True) -> set[str]:
    """Where the links of a page lead: places in the site with their anchors, and addresses elsewhere."""
    found = set()
    for node in filter(keep, content.css("a[href]")):
        target = unquote(node.attributes["href"] or "")
        path, _, name = target.partition("#")
        inner = (
            posixpath.normpath(posixpath.join(page, path)) if "://" not in target and "mailto:" not in target else path
        )
        found.add(f"{inner}#{name}")
    return found


def is_ours_alone(node: LexborNode) -> bool:
    """Whether our plugin put a link there: to a term of the glossary, to edit an item, to an anchor."""
    return bool({"term", "edit", "item-edit"} & set((node.attributes.get("class") or "").split()))


def test_stock_mkdocs_builds_the_same_pages(stock: Path, plain_site: Path) -> None:
    assert pages(stock).keys() == pages(plain_site).keys()


def test_every_anchor_of_our_pages_is_in_those_of_stock_mkdocs(stock: Path, plain_site: Path) -> None:
    ours, theirs = pages(plain_site), pages(stock)
    for page, content in ours.items():
        own = {name for name in anchors(content) if not name.startswith("__")}
        assert own <= anchors(theirs[page]), page


def test_links_lead_to_the_same_places(stock: Path, plain_site: Path) -> None:
    ours, theirs = pages(plain_site), pages(stock)
    for page, content in ours.items():
        assert links(theirs[page], page) == links(content, page, lambda node: not is_ours_alone(node)), page


def test_every_link_leads_to_a_page_and_an_anchor_that_exist(stock: Path) -> None:
    found = pages(stock)
    for page, content in found.items():
        for link in links(content, page):
            target, _, name = link.partition("#")
            if "://" not in target and "mailto:" not in target:
                assert target in found, (page, link)
                assert not name or name in anchors(found[target]), (page, link)


def test_the_navigation_names_every_page(project: Path) -> None:
    for language in LANGUAGES:
        config = yaml.safe_load((project / mkdocs_project.config_name(language)).read_text("utf-8"))
        docs = project / config["docs_dir"]
        assert sorted(_named(config["nav"])) == sorted(p.relative_to(docs).as_posix() for p in docs.rglob("*.md"))


def _named(nav: object) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    inner = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()
    return [name for each in inner for name in _named(each)]


@pytest.mark.parametrize("engine", ENGINES)
def test_other_engines_build_the_same_pages(engine: str, project: Path, plain_site: Path, tmp_path: Path) -> None:
    program = shutil.which(engine, path=os.environ.get("HANDBOOK_ENGINES")) or shutil.which(engine)
    if program is None:
        pytest.skip(f"{engine} is not installed")
    shutil.copytree(project, tmp_path / "copy", ignore=shutil.ignore_patterns("site"))
    site = build(tmp_path / "copy", engine, [program])
    ours, theirs = pages(plain_site), pages(site)
    assert theirs.keys() == ours.keys()
    for page, content in ours.items():
        if engine == "zensical":  # it takes links in drawings for links from the source, which the docs tell
            for node in (*content.css("svg a"), *theirs[page].css("svg a")):
                node.decompose()
        assert links(theirs[page], page) == links(content, page, lambda node: not is_ours_alone(node)), page
        assert {name for name in anchors(content) if not name.startswith("__")} <= anchors(theirs[page]), page
