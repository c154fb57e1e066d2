"""One style sheet of the rules that the pages can use."""

from __future__ import annotations

import pytest

from generator.site.css import gather, names, uncommented

KNOWN = names(['<p class="a b" id="c">word</p>'], ['x.classList.add("open")'])


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (".a{color:red}", ".a{color:red}"),
        (".word{color:red}", ""),
        (".a,.other{color:red}", ".a{color:red}"),
        (".a .open #c{color: red;  margin: 0}", ".a .open #c{color:red;margin:0}"),
        (".a:not(.other){color:red}", ".a:not(.other){color:red}"),
        ("a:is(.x, .y) b{color:red}", "a:is(.x, .y) b{color:red}"),
        ("@media print{.a{color:red}.other{color:red}}", "@media print{.a{color:red}}"),
        ("@media print{.other{color:red}}", ""),
        (":root{--x:url(\"data:a;b\");--y:1}.a{top:var(--y)}", ":root{--y:1}.a{top:var(--y)}"),
        ("[data-md-color-primary=pink]{color:red}", ""),
        ("@font-face{font-family:X}", "@font-face{font-family:X}"),
        ("/* said */.a{color:red}", ".a{color:red}"),
    ],
)  # fmt: skip
def test_what_no_page_can_use_is_left_out(written: str, kept: str) -> None:
    assert gather([written], KNOWN) == kept


def test_sheets_keep_their_order() -> None:
    assert gather([".a{top:0}", ".a{top:1px}"], KNOWN) == ".a{top:0}.a{top:1px}"


def test_a_name_that_only_unused_features_of_the_theme_give_is_unknown_unless_a_page_has_it() -> None:
    assert "tabbed-set" not in names([], ['"tabbed-set"'])
    assert "tabbed-set" in names(['<div class="tabbed-set">'], ['"tabbed-set"'])


def test_scripts_lose_their_comments_and_nothing_else() -> None:
    script = '// Said.\nconst a = "// kept"; // kept\n\n  /** Said. */\n  call(a);\n'
    assert uncommented(script) == 'const a = "// kept"; // kept\n\ncall(a);\n'
