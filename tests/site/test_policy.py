"""The policy of a built site: it allows scripts of templates and scripts allowed by name, and tells what it blocks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from injected import DIGEST, INJECTED, POLICY, directives, hooked, policy_in, policy_of, written_into
from parsed import Parsed
from small import built, swap

from generator.cli import main
from generator.site.security_policy import guard, inline_scripts, marked

PAGES = ("index.html", "about/index.html", "indicateurs/exemple/index.html", "404.html", "en/index.html", "en/404.html")

NOTHING_ELSE = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "worker-src": ["'self'"],
    "manifest-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
}
"""What the pages may load and run, beside the inline scripts of templates."""


def allowed(policy: str) -> dict[str, list[str]]:
    return {name: sorted(sources) for name, sources in directives(policy).items()}


def quoted(digests: set[str]) -> list[str]:
    """Digests as a policy writes them, in order."""
    return sorted(f"'{digest}'" for digest in digests)


def strict_build(root: Path) -> Result:
    arguments = ["build", "--strict", "-f", str(root / "mkdocs.yml"), "--site-dir", str(root / "site")]
    return CliRunner(env={"LC_ALL": "en_GB.UTF-8"}).invoke(main, arguments)


def test_scripts_that_no_template_has_are_not_allowed(site_project: Path) -> None:
    written_into(site_project, f"<script>{INJECTED}</script>")
    hooked(site_project)
    site = built(site_project, strict=False)
    assert f"<script>{INJECTED}</script>" in (site / "about" / "index.html").read_text("utf-8")
    for name in PAGES:
        own = Parsed((site / name).read_text("utf-8")).digests - {DIGEST}
        assert len(own) == 2
        assert allowed(policy_of(site / name)) == {**NOTHING_ELSE, "script-src": ["'self'", *quoted(own)]}
    assert DIGEST not in (site / "_headers").read_text("utf-8")


def test_the_headers_allow_the_scripts_of_all_pages_and_nothing_else(site: Path) -> None:
    """In the form of each host, of the real site; each page of it has its own policy too."""
    pages = [path for path in site.rglob("*.html") if 'http-equiv="refresh"' not in path.read_text("utf-8")]
    assert len(pages) > 100
    every: set[str] = set()
    for path in pages:
        page = Parsed(path.read_text("utf-8"))
        own = page.digests
        assert allowed(policy_in(page, str(path))) == {**NOTHING_ELSE, "script-src": ["'self'", *quoted(own)]}, path
        every |= own
    for name in ("_headers", ".htaccess", "_headers.nginx"):
        (policy,) = re.findall(rf'{POLICY}:? "?([^"\n]*)', (site / name).read_text("utf-8"))
        wanted = {**NOTHING_ELSE, "script-src": ["'self'", *quoted(every)], "frame-ancestors": ["'none'"]}
        assert allowed(policy) == wanted, name


def test_what_is_blocked_stops_a_strict_build_at_its_place(
    site_project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    written_into(site_project, f"<script>\n{INJECTED}\n</script>\n\n![](https://example.org/picture.png)")
    assert strict_build(site_project).exit_code == 1
    assert "[blocked-script]" in caplog.text
    assert "about.md:9:1" in caplog.text
    assert "[blocked-address]" in caplog.text
    assert "about.md:12:5" in caplog.text
    assert not (site_project / "site").exists()


def test_the_list_that_the_finding_gives_allows_the_script(
    site_project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    hooked(site_project)
    assert strict_build(site_project).exit_code == 1
    pasted = re.search(r"`(scripts: \[.*?\])`", caplog.text)
    assert pasted is not None
    swap(site_project, "mkdocs.yml", "content: [content]", f"content: [content]\n      {pasted[1]}")
    assert strict_build(site_project).exit_code == 0
    for name in ("index.html", "en/index.html"):
        assert f"'{DIGEST}'" in policy_of(site_project / "site" / name)
    assert f"'{DIGEST}'" in (site_project / "site" / "_headers").read_text("utf-8")


def test_no_mark_stays_in_a_page(plain_site: Path) -> None:
    pages = [path.read_text("utf-8") for path in plain_site.rglob("*.html")]
    assert len(pages) > 20
    assert [page for page in pages if " data-own" in page] == []


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><html><head><meta charset=utf-8><title>x</title></head><body>{}</body></html>",
        "<!doctype html><html><head><title>x</title></head><body>{}</body></html>",
        "<!doctype html>{}",
        "{}",
    ],
)
def test_a_page_has_its_policy_whatever_its_head(page: str) -> None:
    own = marked("<script>own()</script>")
    found = guard(page.format(own + "<SCRIPT>other()</SCRIPT><script type='module'>third()</script>"))
    assert [script.text for script in found.scripts] == ["other()", "third()"]
    assert len(found.allowed) == 1
    assert found.page.count("Content-Security-Policy") == 1
    assert found.page.index("Content-Security-Policy") < found.page.index("own()")


def test_scripts_are_those_that_a_browser_runs() -> None:
    page = """<!-- <script>comment()</script> --><script type="application/json">{}</script><script type="">a</script >
<template><script>template()</script></template><title><script>title()</script></title>
<script data-x="a>b">b</script><svg><script>c</script></svg><script\nsrc='x.js'>loaded()</script><script>d\r\ne"""
    assert [script.text for script in inline_scripts(page)] == ["a", "b", "c", "d\ne"]


def test_files_that_a_page_loads_from_elsewhere_are_found_however_they_are_written() -> None:
    page = """<LINK href=//a.org/1 REL='preload Stylesheet'><link rel="icon" href="//no.org/">
<img alt='>' src='//a.org/2'>
<video src="HTTPS://a.org/3?a&amp;b"></video><img src="data:image/png;base64,//x"><!-- <img src="//no.org/"> -->
<source src=" http://a.org/4 "><img src="pictures//x.png"><a href="//no.org/">x</a>"""
    assert guard(page).elsewhere == ("//a.org/1", "//a.org/2", "HTTPS://a.org/3?a&b", "http://a.org/4")


def test_what_the_site_serves_itself_is_not_elsewhere() -> None:
    page = '<img src="https://example.org/a.png"><img alt="x" src=//cdn.example.net/b.png><a href="https://example.com/">x</a>'
    assert guard(page, site="https://example.org/").elsewhere == ("//cdn.example.net/b.png",)
