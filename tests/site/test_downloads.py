"""Documents that are published with the site: each page offers its own, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from small import GOLDEN, swap

from generator.cli import main

OFFERED = re.compile(r'<a href="([^"]+)" aria-label="([^"]+)"')


@pytest.fixture
def documents(site_project: Path) -> Path:
    """A folder with some documents of the small handbook in it, and with what is none."""
    folder = site_project / "documents"
    for name in (
        *("fr/raci.pdf", "fr/raci.docx", "fr/raci.xlsx", "fr/guide.pdf", "fr/annonce-exemple.pdf"),
        *("fr/fiche-de-poste-exemple.docx", "en/raci.pdf", "fr/secret.pdf", "fr/raci.zip"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode() * 200)
    return folder


def build(project: Path, *options: str) -> str:
    arguments = ["build", "--strict", "-f", str(project / "mkdocs.yml"), "--site-dir", str(project / "site"), *options]
    result = CliRunner(env={"LC_ALL": "en"}).invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def offered(page: Path) -> list[tuple[str, str]]:
    """The links of a page to documents: the file that each leads to, which must be there, and its name."""
    html = page.read_text("utf-8")
    found = re.search(r'<div class="downloads.*?</div>', html, re.DOTALL)
    links = OFFERED.findall(found[0]) if found else []
    assert all((page.parent / address).is_file() for address, _ in links)
    return [(Path(address).name, re.sub(r"\s", " ", name)) for address, name in links]


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_page_offers_the_documents_that_show_what_it_shows(site_project: Path, documents: Path) -> None:
    build(site_project, "--documents", str(documents))
    site = site_project / "site"
    assert offered(site / "decisions" / "index.html") == [
        ("raci.pdf", "RACI, PDF 2 ko"),
        ("raci.docx", "RACI, Word 2 ko"),
        ("raci.xlsx", "RACI, Excel 2 ko"),
    ]
    assert offered(site / "en" / "decisions" / "index.html") == [("raci.pdf", "RACI, PDF 2 kB")]
    assert [name for name, _ in offered(site / "fiches-de-poste" / "exemple" / "index.html")] == [
        "annonce-exemple.pdf",
        "fiche-de-poste-exemple.docx",
    ]
    assert [name for name, _ in offered(site / "index.html")] == ["guide.pdf"]
    assert offered(site / "en" / "index.html") == offered(site / "indicateurs" / "index.html") == []
    published = {path.name: path.read_bytes() for path in (site / "fichiers").iterdir()}
    assert published == {name: (documents / "fr" / name).read_bytes() for name in published}
    assert not published.keys() & {"secret.pdf", "raci.zip"}


def test_the_cache_knows_what_is_published(site_project: Path, documents: Path) -> None:
    page, site = site_project / "site" / "decisions" / "index.html", site_project / "site"
    with_documents = ("--documents", str(documents))
    build(site_project)
    plain = files(site)
    assert offered(page) == []
    build(site_project, *with_documents)
    first = files(site)
    assert "Nothing has changed" in build(site_project, *with_documents)
    (documents / "fr" / "raci.docx").unlink()
    build(site_project, *with_documents)
    assert [name for name, _ in offered(page)] == ["raci.pdf", "raci.xlsx"]
    (documents / "fr" / "raci.docx").write_bytes((documents / "fr" / "raci.pdf").read_bytes().replace(b"pdf", b"docx"))
    build(site_project, *with_documents)
    assert files(site) == first
    build(site_project, *with_documents, "--no-cache")
    assert files(site) == first
    build(site_project)
    assert files(site) == plain


def test_the_site_to_unzip_leads_to_them_too(site_project: Path, documents: Path) -> None:
    swap(site_project, "mkdocs.yml", "use_directory_urls: true", "use_directory_urls: false")
    build(site_project, "--documents", str(documents))
    assert offered(site_project / "site" / "decisions" / "index.html")[0][0] == "raci.pdf"
    assert offered(site_project / "site" / "fiches-de-poste" / "exemple.html")[0][0] == "annonce-exemple.pdf"


@pytest.mark.parametrize("directory_urls", ["true", "false"])
def test_a_written_page_leads_to_files_from_the_root(directory_urls: str, site_project: Path) -> None:
    swap(site_project, "mkdocs.yml", "use_directory_urls: true", f"use_directory_urls: {directory_urls}")
    for language in ("fr", "en"):
        swap(site_project / "docs", f"{language}/about.md", "Text.", 'The <a href="/data/handbook.json">data</a>.')
    build(site_project)
    name = "about/index.html" if directory_urls == "true" else "about.html"
    for page in (site_project / "site" / name, site_project / "site" / "en" / name):
        (address,) = re.findall(r'<a href="([^"]+)">data<', page.read_text("utf-8"))
        assert (page.parent / address).is_file()


def test_a_folder_without_documents_is_told(site_project: Path) -> None:
    arguments = ["build", "-f", str(site_project / "mkdocs.yml"), "--documents", str(GOLDEN)]
    result = CliRunner(env={"LC_ALL": "en"}).invoke(main, arguments)
    assert result.exit_code == 1
    assert "has no document of this handbook" in result.output
