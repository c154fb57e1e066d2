"""Peers: other generators, on the same pages.

In: the pages that the handbook's generator hands to MkDocs. Out: a folder for each peer, and the command that builds
it: stock MkDocs with Material, Zensical, Hugo. The last two are installed from the registry for the benchmark alone;
one that is not to be had is said to be absent.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.language.i18n import LANGUAGES
from generator.pipeline.stages import run
from generator.render.pages import plan, render_page

_MKDOCS = """\
site_name: Bench
theme: {name: material, font: false, language: fr, features: [navigation.tabs, navigation.indexes, navigation.prune]}
markdown_extensions: [admonition, attr_list, def_list, md_in_html, tables, {toc: {permalink: true}}]
plugins: [search]
validation: {links: {not_found: ignore, unrecognized_links: ignore}, omitted_files: ignore}
"""
_HUGO = """\
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "rss"]
[markup.goldmark.renderer]
unsafe = true
"""
_LAYOUT = """\
<!doctype html><html><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<nav><ul>{{ range .Site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</ul>
{{ with .CurrentSection }}<ul>{{ range first 12 .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ end }}</ul>{{ end }}</nav><main>{{ .Content }}</main></body></html>
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another generator: its name, the folder of the same pages, the command that builds them, and where the site is.

    `command` is empty where the generator is not to be had.
    """

    name: str
    folder: Path
    command: Sequence[str | Path]
    site: Path


def pages(content: Path, docs: Path, index: str = "index.md") -> None:
    """Write every page, of each language into a folder of its own; `index` is what a folder's first page is called."""
    handbook = run([content]).handbook
    assert handbook is not None
    for language in LANGUAGES:
        for key in plan(handbook):
            page = render_page(handbook, key, language)
            place = docs / language / page.uri
            place = place.with_name(index) if place.name == "index.md" else place
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(page.markdown, "utf-8")


class Peers:
    """Makes the peers that this machine can have."""

    def __init__(self, work: Path) -> None:
        self.tools = work / "tools"

    def tool(self, name: str) -> Path | None:
        """The program of a peer, installed on first use; None where it cannot be installed."""
        found = self.tools / "bin" / name
        if not self.tools.exists():
            venv.create(self.tools, with_pip=True)
        if not found.exists():
            install: list[str | Path] = [self.tools / "bin" / "python", "-m", "pip", "install", "--quiet", name]
            subprocess.run(install, capture_output=True, check=False)
        return found if found.exists() else None

    def of(self, content: Path, root: Path) -> list[Peer]:
        """Each peer with the pages of a content."""
        docs = root / "mkdocs" / "docs"
        pages(content, docs)
        (docs / "index.md").write_text("# Bench\n", "utf-8")
        (root / "mkdocs" / "mkdocs.yml").write_text(_MKDOCS, "utf-8")
        shutil.copytree(root / "mkdocs", root / "zensical")
        zensical, hugo = self.tool("zensical"), self.tool("hugo")
        stock, other = root / "mkdocs", root / "zensical"
        return [
            Peer("MkDocs, Material", stock, [sys.executable, "-m", "mkdocs", "build", "-q"], stock / "site"),
            Peer("Zensical", other, [zensical, "build", "--clean"] if zensical else [], other / "site"),
            self._hugo(content, root / "hugo", hugo),
        ]

    def _hugo(self, content: Path, root: Path, hugo: Path | None) -> Peer:
        pages(content, root / "content", "_index.md")
        (root / "layouts" / "_default").mkdir(parents=True)
        for name in ("single.html", "list.html"):
            (root / "layouts" / "_default" / name).write_text(_LAYOUT, "utf-8")
        (root / "layouts" / "index.html").write_text(_LAYOUT, "utf-8")
        (root / "hugo.toml").write_text(_HUGO, "utf-8")
        return Peer("Hugo", root, [hugo, "--quiet"] if hugo else [], root / "public")
