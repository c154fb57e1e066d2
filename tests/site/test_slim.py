"""One style sheet of the rules that the pages can use; scripts without what only their authors need."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from small import ROOT

from generator.files.cache import Cache
from generator.site.build import build_site
from generator.site.css import NAME, asked_by, gather, names_of, used, write
from generator.site.scripts import shortened

KNOWN = used([names_of('<p class="a b" id="c">word</p>')], ['x.classList.add("open")'])


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (".a{color:red}", ".a{color:red}"),
        (".word{color:red}", ""),
        ("#word{color:red}", ""),
        (".a,.other{color:red}", ".a{color:red}"),
        (".a .open #c{color: red;  margin: 0}", ".a .open #c{color:red;margin:0}"),
        (".a:not(.other){color:red}", ".a:not(.other){color:red}"),
        ("a:is(.x, .y) b{color:red}", "a:is(.x, .y) b{color:red}"),
        ("@media print{.a{color:red}.other{color:red}}", "@media print{.a{color:red}}"),
        ("@media print{.other{color:red}}", ""),
        (":root{--x:url(\"data:a;b\");--y:1}.a{top:var(--y)}", ":root{--y:1}.a{top:var(--y)}"),
        ("[data-md-color-primary=pink]{color:red}", ""),
        ("[data-md-color-primary=a] .a{color:red}", "[data-md-color-primary=a] .a{color:red}"),
        ("[dir=rtl] .a,[dir=ltr] .a{color:red}", "[dir=ltr] .a{color:red}"),
        ('.a[src$="#other"]{color:red}', '.a[src$="#other"]{color:red}'),
        (".a\\:x{color:red}", ""),
        ("@font-face{font-family:X}", "@font-face{font-family:X}"),
        ("/* said */.a{color:red}", ".a{color:red}"),
    ],
)  # fmt: skip
def test_what_no_page_can_use_is_left_out(written: str, kept: str) -> None:
    assert gather([written], KNOWN) == kept
    assert gather([written], KNOWN & asked_by([written])) == kept


def test_a_sheet_asks_for_the_names_in_all_of_its_rules() -> None:
    sheet = ".a,#b .c\\:d{top:0}@media print{@supports (top:0){.e{top:0}}}[data-md-color-accent=f] g{top:0}"
    assert asked_by([sheet]) == {"a", "b", "c:d", "e", "f"}


def test_a_cached_sheet_is_made_anew_where_a_name_comes_that_it_asks_for(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    site = tmp_path / "site"
    (site / "assets").mkdir(parents=True)
    (site / "assets" / "icons.css").write_text(".here{top:0}.there{top:0}", "utf-8")
    (site / "assets" / "handbook.css").write_text("", "utf-8")

    def written(page: str) -> tuple[str, int]:
        (site / "index.html").write_text(page, "utf-8")
        write(site, cache)
        return (site / NAME).read_text("utf-8"), len(list((tmp_path / "cache").glob("*/*/*")))

    first, files = written('<p class="here">')
    assert first == ".here{top:0}"
    assert written('<p class="here" id="a-heading">') == (first, files)
    assert written('<p class="here there">') == (".here{top:0}.there{top:0}", files + 1)


def test_the_site_of_another_language_has_a_sheet_of_its_own(tmp_path: Path) -> None:
    """It may be half made when this one is written."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "icons.css").write_text(".here{top:0}", "utf-8")
    (tmp_path / "assets" / "handbook.css").write_text(".there{top:0}", "utf-8")
    for name, folder in {"here": tmp_path / "page", "there": tmp_path / "en" / "page"}.items():
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(f'<p class="{name}">', "utf-8")
    write(tmp_path)
    assert (tmp_path / NAME).read_text("utf-8") == ".here{top:0}"


def test_sheets_keep_their_order() -> None:
    assert gather([".a{top:0}", ".a{top:1px}"], KNOWN) == ".a{top:0}.a{top:1px}"


def test_names_are_found_however_a_page_writes_them() -> None:
    page = "<p class=a id='b'>class=\"no\"</p><!-- <p class='no'> --><p CLASS = 'c  d\ne'></p><p data-id=no class></p>"
    assert names_of(page) == {"a", "b", "c", "d", "e"}


@pytest.mark.parametrize("name", ["tabbed-set", "highlight", "md-version"])
def test_a_name_that_scripts_only_look_for_is_unknown_unless_a_page_has_it(name: str) -> None:
    assert name not in used([], [f'"{name}"'])
    assert name in used([names_of(f'<div class="{name}">')], [f'"{name}"'])


@pytest.mark.parametrize(
    ("name", "feature"),
    [
        ("md-tooltip--inline", "content.tooltips"),
        ("md-tooltip2", "content.footnote.tooltips"),
        ("md-tooltip2", "navigation.instant.preview"),
        ("md-annotation__index", "content.code.annotate"),
        ("md-code__button", "content.code.copy"),
        ("md-code__nav", "content.code.select"),
    ],
)
def test_a_name_that_a_feature_gives_is_known_where_it_is_on(name: str, feature: str) -> None:
    assert name not in used([], [f'"{name}"'], ["navigation.tabs"])
    assert name in used([], [f'"{name}"'], ["navigation.tabs", feature])


def test_the_features_of_a_project_are_styled(fresh_project: Path) -> None:
    config = fresh_project / "mkdocs.yml"
    build_site(config, fresh_project / "site")
    assert ".md-tooltip" not in (fresh_project / "site" / NAME).read_text("utf-8")
    config.write_text(
        config.read_text("utf-8").replace("- navigation.tabs", "- navigation.tabs\n    - content.tooltips")
    )
    build_site(config, fresh_project / "site")
    assert ".md-tooltip" in (fresh_project / "site" / NAME).read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ('// Said.\nconst a = "//  kept"; // said\n\n  /** Said. */\n  call(a);\n', 'const a="//  kept";call(a);'),
        ("const a = `\n  // kept\n  ${ b }  /* kept */`;\n", "const a=`\n  // kept\n  ${ b }  /* kept */`;"),
        ("a = /  [/]  `/.test(b);\nc = `  d`;", "a=/  [/]  `/.test(b);c=`  d`;"),
        ("let a = 1\nlet b = 2\n", "let a=1\nlet b=2"),
    ],
)
def test_scripts_lose_their_comments_and_blanks_and_nothing_else(written: str, short: str) -> None:
    assert shortened(written) == short


NESTED = re.compile(r"`[^`]*\$\{[^}`]*`")


@pytest.mark.parametrize("script", sorted((ROOT / "generator" / "site" / "theme" / "assets").rglob("*.js")), ids=str)
def test_no_script_has_what_cannot_be_shortened(script: Path) -> None:
    assert not NESTED.search(script.read_text("utf-8"))
    assert NESTED.search("`a ${b ? `c` : d}`")
