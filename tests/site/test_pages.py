"""Hand-written pages: their front matter, their links and their names reach MkDocs as we read them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from selectolax.lexbor import LexborHTMLParser

from generator.cli import main
from generator.site.handwritten_pages import written


def build(project: Path, *options: str) -> Result:
    arguments = ["build", "-f", str(project / "mkdocs.yml"), "--site-dir", str(project / "site"), *options]
    return CliRunner(env={"LC_ALL": "en"}).invoke(main, arguments)


def page(project: Path, text: str, name: str = "about.md", language: str = "fr") -> Path:
    path = project / "docs" / language / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("---\ndate: 2026-02-30\n---\n# A\n", "wrong-value", 2, 7),
        ("---\ntitle: A\ntitel: B\n---\n# A\n", "unknown-field", 3, 1),
        ("---\norder: first\n---\n# A\n", "wrong-value", 2, 8),
        ("---\nhide: [toc, navigaton]\n---\n# A\n", "wrong-value", 2, 13),
        ("---\nsearch:\n  exclude: perhaps\n---\n# A\n", "wrong-value", 3, 12),
        ("---\ntitle: A\nkey: ''\n---\n# A\n", "wrong-value", 3, 6),
        ("---\ntitle: '  '\n---\n# A\n", "wrong-value", 2, 8),
        ("---\r\ntitle: A\r\ntags: {a: b}\r\n---\r\n# A\r\n", "not-a-list", 3, 7),
    ],
)
def test_front_matter_is_checked_like_an_entry(text: str, code: str, line: int, column: int, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(text, "utf-8", newline="")
    (problem,) = written(tmp_path, "fr")[1]
    assert (problem.code, problem.span.line, problem.span.column) == (code, line, column)


def test_wrong_date_stops_the_build_at_its_line(site_project: Path) -> None:
    page(site_project, "---\ntitle: Un titre\ndate: 2026-02-30\n---\n\nTexte.\n")
    result = build(site_project)
    assert (result.exit_code, "about.md:3:7" in result.output) == (1, True), result.output


def test_every_key_reaches_the_page_with_its_type(site_project: Path) -> None:
    front = "title: 'A: b'\ndescription: no\nhide: toc\nsearch:\n  exclude: true\n  boost: 1.5\ndate: 2026-02-28"
    page(site_project, f"---\n{front}\n---\n\n# Titre\n\nMot introuvable xyzzy.\n")
    result = build(site_project)
    assert result.exit_code == 0, result.output
    html = (site_project / "site" / "about" / "index.html").read_text("utf-8")
    assert '<meta name="description" content="no">' in html
    assert "boost" not in html
    assert "xyzzy" not in (site_project / "site" / "search" / "search_index.json").read_text("utf-8")


def test_text_that_looks_like_old_front_matter_is_text(site_project: Path) -> None:
    page(site_project, "Title: ceci est une phrase\n\nAutre.\n")
    assert build(site_project).exit_code == 0
    assert (
        "ceci est une phrase"
        in (site_project / "site" / "about" / "index.html").read_text("utf-8").partition("<article")[2]
    )


@pytest.mark.parametrize(
    ("link", "near"),
    [
        ("kpis/exemplle", "kpis/exemple"),
        ("abuot.md", "about.md"),
        ("rien/nulle-part", ""),
        ("kpis/exemple.md", "kpis/exemple"),
    ],
)
def test_link_that_leads_nowhere_is_told_at_its_place(link: str, near: str, site_project: Path) -> None:
    page(site_project, f"---\ntitle: A\n---\n\n# A\n\nVoir [ici]({link}).\n")
    result = build(site_project)
    assert result.exit_code == 1
    assert "error[unknown-reference]" in result.output
    assert "about.md:7:12" in result.output
    assert near in result.output


@pytest.mark.parametrize(("language", "address"), [("fr", "../indicateurs/exemple/"), ("en", "../kpis/exemple/")])
def test_link_to_an_entry_leads_to_its_page_in_each_language(language: str, address: str, site_project: Path) -> None:
    text = "---\nkey: about\ntitle: A\n---\n\n# A\n\n[OTIF](kpis/exemple), [FAQ](faq/exemple), `[x](kpis/rien)`\n"
    page(site_project, text, language=language)
    result = build(site_project, "--strict")
    assert result.exit_code == 0, result.output
    root = site_project / "site" / ("" if language == "fr" else "en")
    html = (root / "about" / "index.html").read_text("utf-8").partition("<article")[2]
    assert f'href="{address}"' in html
    assert 'href="../faq/exemple/"' in html
    assert "[x](kpis/rien)" in html


@pytest.mark.parametrize(("disk", "link"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFD", "NFD")])
def test_names_meet_in_whichever_form_of_unicode(disk: str, link: str, site_project: Path) -> None:
    name, target = (unicodedata.normalize(form, "qualité.md") for form in (disk, link))  # type: ignore[arg-type]
    picture = unicodedata.normalize(disk, "é.png")  # type: ignore[arg-type]
    page(site_project, "---\nkey: qualité\ntitle: Qualité\n---\n\n# Qualité\n", name)
    page(site_project, "---\nkey: quality\ntitle: Quality\n---\n\n# Quality\n", "quality.md", "en")
    (site_project / "docs" / "fr" / picture).write_bytes(b"")
    shown = unicodedata.normalize(link, "é.png")  # type: ignore[arg-type]
    page(site_project, f"---\nkey: about\ntitle: A\n---\n\n# A\n\n[Q]({target}) ![p]({shown})\n")
    result = build(site_project, "--strict")
    assert result.exit_code == 0, result.output
    assert (site_project / "site" / "qualité" / "index.html").is_file()
    html = (site_project / "site" / "about" / "index.html").read_text("utf-8")
    assert "../qualit%C3%A9/" in html
    assert (site_project / "site" / "é.png").is_file()


def test_the_footer_names_the_pages_that_it_leads_to(plain_site: Path) -> None:
    """By their title in the menu, whichever of the pages was made first."""
    for path in plain_site.rglob("index.html"):
        for link in LexborHTMLParser(path.read_text("utf-8")).css("a.md-footer__link"):
            target = LexborHTMLParser((path.parent / (link.attributes["href"] or "") / "index.html").read_text("utf-8"))
            named = " ".join(link.css(".md-ellipsis")[0].text().split())
            titles = {" ".join(each.text().split()) for each in target.css("h1, .md-nav__link--active, title")}
            assert any(title.startswith(named) for title in titles), (path, named, titles)
