"""Text becomes Markdown that shows what was typed, and nothing that acts."""

from __future__ import annotations

import markdown
import pytest
from parsed import Parsed

from generator.language.markup import line, links, prose, typeset, typography

NB, THIN = "\u00a0", "\u202f"


def html(text: str) -> str:
    return markdown.markdown(text, extensions=["attr_list", "md_in_html", "tables", "admonition", "def_list"])


@pytest.mark.parametrize(
    "text",
    ["*a*", "_a_", "`a`", "[a](b)", "![a](b)", "# a", "1. a", "- a", "+ a", "a | b", "{: #x }", "<b>a</b>", "&amp;",
     "!!! note", ": a", "=== a", "~~~", "<script>alert(1)</script>", "\\*", "a_b_c", "**", "http://a.b"],
)  # fmt: skip
def test_line_shows_exactly_what_was_typed(text: str) -> None:
    import html as entities

    shown = html(line(text, "en"))
    assert shown.startswith("<p>")
    assert entities.unescape(shown.removeprefix("<p>").removesuffix("</p>")) == text


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "[a](data:text/html,x)",
     "![a](http://x/y.png)", "[a]{ onclick=alert(1) }", "*a*{: onclick=alert(1) }", "[a]: javascript:alert(1)\n\n[a]",
     "<a href='javascript:alert(1)'>a</a>", "<svg onload=alert(1)>", "<javascript:alert(1)>", "{{ 7 * 7 }}",
     "[a](JaVaScRiPt:alert(1))", "[x](http://a\" onclick=\"alert(1))"],
)  # fmt: skip
def test_prose_never_acts(text: str) -> None:
    shown = Parsed(html(prose(text, "en", lambda target: target if target.startswith("http://ok") else None)))
    assert shown.tags <= {"p", "em"}
    assert [attributes for _, attributes in shown.elements if attributes] == []


@pytest.mark.parametrize(
    "text",
    ["{{ 7 * 7 }}", "{% raw %}", "{# x #}", "a {: #b .c onclick=d }", "*a*{: #b }", "a\n{: #b }", "- a\n{: #b }",
     "| a |\n| - |\n| b {: #c } |", "[a](kpis/b){: onclick=c }", "{{ words }} `x`"],
)  # fmt: skip
def test_no_brace_of_prose_reaches_markdown_or_a_template(text: str) -> None:
    """Attribute lists of Markdown and the expressions of other plugins begin with one."""
    markdown_text = prose(text, "en", lambda _: "b.md")
    assert not set("{}") & set(markdown_text)
    shown = Parsed(html(markdown_text))
    assert {name for _, attributes in shown.elements for name in attributes} <= {"href"}
    assert shown.text.count("{") == text.count("{")


def test_prose_keeps_emphasis_lists_links_code_and_tables() -> None:
    text = "**a** *b* `c` [d](kpis/otif)\n\n- e\n\n| f | g |\n| - | - |\n| h | i |"
    shown = html(prose(text, "en", lambda target: f"../{target}.md"))
    for part in ("<strong>a", "<em>b", "<code>c", 'href="../kpis/otif.md"', "<li>e", "<td>h"):
        assert part in shown


@pytest.mark.parametrize("item", ["[a](kpis/otif)", "`a`", "[a](kpis/otif) b", "**[a](kpis/otif)**"])
@pytest.mark.parametrize("sign", ["-", "*", "+", "1."])
def test_an_item_of_a_list_may_begin_with_a_link_or_code(sign: str, item: str) -> None:
    text = f"Trois voies :\n\n{sign} {item}\n{sign} {item}"
    assert html(prose(text, "fr", lambda target: f"../{target}.md")).count("<li>") == 2


@pytest.mark.parametrize("text", ["a\n---", "a\n===", "# a", "> a", "***", "- - -"])
def test_prose_makes_no_heading_rule_or_quotation(text: str) -> None:
    shown = html(prose(text, "fr", lambda _: None))
    assert not any(tag in shown for tag in ("<h1", "<h2", "<hr", "<blockquote"))


def test_link_in_code_is_no_link() -> None:
    assert [link.target for link in links("`[a](b)` [c](d)")] == ["d"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Pourquoi ?", f"Pourquoi{THIN}?"),
        ("Pourquoi?", f"Pourquoi{THIN}?"),
        ("Ici : là", f"Ici{NB}: là"),
        ("« mot »", f"«{NB}mot{NB}»"),
        ("40 %", f"40{NB}%"),
        ("10 000 h", f"10{THIN}000{NB}h"),
        ("l'été", "l’été"),
        ("12:30", "12:30"),
        ("`a : b`", "`a : b`"),
        ("https://a.fr/?b", "https://a.fr/?b"),
    ],
)
def test_french_typography_is_the_printers(typed: str, printed: str) -> None:
    assert typography(typed, "fr") == printed


def test_english_typography_adds_no_space() -> None:
    assert typography("Why? It's 40%: yes", "en") == "Why? It’s 40%: yes"


def test_an_apostrophe_before_a_link_is_set_like_the_others() -> None:
    shown = prose("de l'[ERP](decisions/erp) : voir", "fr", lambda _: "erp.md")
    assert shown == "de l’[ERP](erp.md)\N{NO-BREAK SPACE}: voir"


def test_a_written_page_is_typeset_but_its_code_and_structure_are_not() -> None:
    page = """# L'essai : un

!!! note "C'est ici : lisez"

    Voir `a : b` !

```yaml
titre: c'est : x
```
"""
    nb, thin = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
    assert (
        typeset(page, "fr")
        == f"""# L’essai{nb}: un

!!! note "C’est ici{nb}: lisez"

    Voir `a : b`{thin}!

```yaml
titre: c'est : x
```
"""
    )
