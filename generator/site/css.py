"""Slim: the style sheets of a site as one, with the rules that its pages can use and no others.

In: the text of the style sheets, and the text of the pages and scripts. Out: one style sheet. The theme styles far
more than this site shows; a reader on a phone would wait for all of it. A rule stays when the classes and ids of one
of its selectors all occur in a page or in a script, where a script may yet give them to an element. Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import tinycss2
from selectolax.lexbor import LexborHTMLParser
from tinycss2.ast import AtRule, Node, QualifiedRule

NAME = "assets/site.css"
"""Where the style sheet stands in the site of each language: beside the fonts that it names."""

_THEME, _OURS = "assets/stylesheets", "assets/handbook.css"
_UNUSED = ("md-annotation", "md-version", "md-consent", "md-feedback", "md-tag", "tabbed", "md-social", "md-post")
"""How the names begin that only those features of the theme give to elements which `mkdocs.yml` does not switch on."""

_NEVER = ("[dir=rtl]", "[data-md-color-switching]")
"""What no page here is: written from right to left; or in the theme's own change of colours, which is not used."""

_COLOURS = ("data-md-color-primary", "data-md-color-accent")
"""Attributes of which a page has one value, so that rules for the others are of no use."""

_NAMES = {"class", "id", *_COLOURS}
_NAMED = ",".join(f"[{name}]" for name in sorted(_NAMES))
_NAME = re.compile(r"[\w-]+")
_TIGHT = re.compile(r"([;,]|(?:^|(?<=[;\s]))[\w-]+:)\s+|\s*;?\s*$")


def write(site: Path) -> None:
    """Gather the style sheets of one language's site, once all of its pages and scripts are there."""
    sheets = [*sorted((site / _THEME).glob("*.css")), site / _OURS]
    pages = (path.read_text("utf-8") for path in site.rglob("*.html"))
    scripts = (path.read_text("utf-8") for path in (site / "assets").rglob("*.js") if "lunr" not in path.parts)
    known = names(pages, scripts)
    (site / NAME).write_text(gather((path.read_text("utf-8") for path in sheets), known), "utf-8")


def names(pages: Iterable[str], scripts: Iterable[str]) -> set[str]:
    """Every class, id and colour that stands in a page, and every word of the scripts, which might be one."""
    found = {name for page in pages for name in _names(page)}
    words = {word for script in scripts for word in _NAME.findall(script)}
    return found | {word for word in words if not word.startswith(_UNUSED)}


def _names(page: str) -> Iterator[str]:
    for element in LexborHTMLParser(page).css(_NAMED):
        for attribute in _NAMES.intersection(element.attributes):
            yield from (element.attributes[attribute] or "").split()


def gather(sheets: Iterable[str], known: set[str]) -> str:
    """The style sheets one after the other, without the rules and variables that nothing can use."""
    rules = [rule for sheet in sheets for rule in tinycss2.parse_stylesheet(sheet, True, True)]
    kept = "".join(_rules(rules, known))
    while True:
        slim = _without_unread_variables(kept)
        if slim == kept:
            return slim
        kept = slim


def _rules(rules: Iterable[Node], known: set[str]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            usable = (one for one in _selectors(rule.prelude) if _usable(one, known))
            selectors = [tinycss2.serialize(one).strip() for one in usable]
            body = _TIGHT.sub(r"\1", tinycss2.serialize(rule.content).strip())
            if selectors and body:
                yield f"{','.join(selectors)}{{{body}}}"
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in ("media", "supports") and rule.content is not None:
            inner = "".join(_rules(tinycss2.parse_blocks_contents(rule.content, True, True), known))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        elif isinstance(rule, AtRule) and rule.lower_at_keyword != "charset":
            yield rule.serialize()


def _selectors(prelude: Iterable[Node]) -> Iterator[list[Node]]:
    """The selectors of a rule: what commas outside of brackets separate."""
    selector: list[Node] = []
    for node in prelude:
        if node == ",":
            yield selector
            selector = []
        else:
            selector.append(node)
    yield selector


def _usable(selector: list[Node], known: set[str]) -> bool:
    """Whether a page could hold what a selector asks for; what stands in brackets after a colon need not be there."""
    return not _is_never(selector) and all(name in known for name in _asked(selector))


def _is_never(selector: list[Node]) -> bool:
    return any(node.type == "[] block" and tinycss2.serialize([node]) in _NEVER for node in selector)


def _asked(selector: list[Node]) -> Iterator[str]:
    """The classes, ids and colours that a selector asks for."""
    for before, node in pairwise([None, *selector]):
        if node.type == "hash" or (node.type == "ident" and before == "."):
            yield node.value
        elif node.type == "[] block":
            name, value = node.content[:1], node.content[2:3]
            if value and name[0].type == "ident" and name[0].value in _COLOURS:
                yield value[0].value


def _without_unread_variables(sheet: str) -> str:
    """The sheet without the variables that no `var()` in it reads: most hold the picture of an icon."""
    read = set(re.findall(r"var\(\s*(--[\w-]+)", sheet))
    return re.sub(
        r"(?<=[{;])(--[\w-]+):((?:url\((?:\"[^\"]*\"|'[^']*'|[^)\"']*)\)|\"[^\"]*\"|'[^']*'|[^;{}\"'])*);?",
        lambda m: m[0] if m[1] in read else "",
        sheet,
    )
