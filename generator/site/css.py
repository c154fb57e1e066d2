"""CSS: one style sheet for a site, with only the rules that its pages can use.

In: the style sheets, the pages and the scripts. Out: one style sheet. The theme has far more rules than this site
needs, and a phone would load all of them. A rule is kept if all classes and ids of one of its selectors occur in a
page, or as a word in a script, which may add them to an element later. Apart from `write`, pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from sys import intern
from typing import cast

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

from generator.files import digests
from generator.files.cache import Cache
from generator.language.i18n import LANGUAGES
from generator.site import languages

NAME = "assets/site.css"
"""The path of the style sheet in the site of each language: beside the fonts that it names."""

_SHELF = "sheets"
_THEME, _OURS = "assets/stylesheets", ("assets/icons.css", "assets/handbook.css")
_OF_PAGES = ("md-version", "md-consent", "md-feedback", "md-tag", "tabbed", "md-social", "md-post", "highlight")
"""Prefixes of names that scripts look for and do not give: a page has them where something puts them there."""

_OF_FEATURES = {
    "md-annotation": ("content.code.annotate",),
    "md-code__button": ("content.code.copy", "content.code.select"),
    "md-code__nav": ("content.code.copy", "content.code.select"),
    "md-tooltip": ("content.tooltips", "content.footnote.tooltips", "content.code.annotate", "navigation.instant"),
}
"""Prefixes of names that the theme's script gives, and the features that make it do so, or what these start with."""

_NEVER = ("[dir=rtl]", "[data-md-color-switching]")
"""Never true here: no page is written from right to left, and the theme's own switch of colours is not used."""

_COLOURS = ("data-md-color-primary", "data-md-color-accent")
"""Attributes of which a page has one value, so that rules for the others are of no use."""

_TAG = re.compile(r"""<!--(?:[^-]|-(?!->))*+-->|<[a-zA-Z][^\s<>]*+(\s(?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
_VALUE = re.compile(
    rf"""(?<=[\s"'/])(?:class|id|{"|".join(_COLOURS)})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_NAME = re.compile(r"[\w-]+")
_TIGHT = re.compile(r"([;,]|(?:^|(?<=[;\s]))[\w-]+:)\s+|\s*;?\s*$")


def write(
    site: Path,
    cache: Cache | None = None,
    known: Mapping[Path, Collection[str]] | None = None,
    features: Collection[str] = (),
) -> None:
    """Write the style sheet of one language's site, once all of its pages and scripts are there.

    `known` has what `names_of` finds in some of the pages, `features` are those of the theme that are on. The sites of
    other languages, which may stand in a folder of this one, are made meanwhile and have their own.
    """
    known = known or {}
    sheets = [
        path.read_text("utf-8") for path in (*sorted((site / _THEME).glob("*.css")), *(site / each for each in _OURS))
    ]
    pages = (known.get(path) or names_of(path.read_text("utf-8")) for path in _pages(site))
    scripts = (path.read_text("utf-8") for path in (site / "assets").rglob("*.js") if "lunr" not in path.parts)
    (site / NAME).write_text(_gathered(sheets, used(pages, scripts, features), cache), "utf-8")


def _pages(site: Path) -> Iterator[Path]:
    others = {site / root for language in LANGUAGES if (root := languages.root(language))}
    return (path for path in site.rglob("*.html") if others.isdisjoint(path.parents))


def _gathered(sheets: Sequence[str], known: set[str], cache: Cache | None) -> str:
    """What `gather` makes, made once for the same sheets and for those names that the sheets ask for."""
    if cache is None:
        return gather(sheets, known)
    these = (digests.of_generator(), *sheets)
    asked = cast("list[str]", _kept(cache, digests.of("asked", *these), list, lambda: sorted(asked_by(sheets))))
    key = digests.of("gathered", *these, *sorted(known.intersection(asked)))
    return cast("str", _kept(cache, key, str, lambda: gather(sheets, known)))


def _kept(cache: Cache, key: str, kind: type, make: Callable[[], object]) -> object:
    """A value of the cache; made and kept where it has none of that kind."""
    value = cache.get(_SHELF, key)
    if not isinstance(value, kind):
        value = make()
        cache.put(_SHELF, key, value)
    return value


def used(pages: Iterable[Collection[str]], scripts: Iterable[str], features: Collection[str] = ()) -> set[str]:
    """The names that stand in any of the pages, and every word of the scripts that might be one."""
    words = {word for script in scripts for word in _NAME.findall(script)}
    off = [name for name, given in _OF_FEATURES.items() if not any(each.startswith(given) for each in features)]
    return set().union(*pages) | {word for word in words if not word.startswith((*_OF_PAGES, *off))}


def names_of(page: str) -> set[str]:
    """Every class, id and colour that stands in a page."""
    return {name for tag in set(_TAG.findall(page)) for name in _names(tag)}


@lru_cache(maxsize=50_000)
def _names(tag: str) -> tuple[str, ...]:
    """The names in a tag; pages share most of their tags."""
    return tuple(intern(name) for values in _VALUE.findall(tag) for name in next(filter(None, values), "").split())


def gather(sheets: Iterable[str], known: set[str]) -> str:
    """The style sheets in their order, without the rules and variables that nothing can use."""
    rules = [rule for sheet in sheets for rule in _parsed(sheet)]
    kept = "".join(_rules(rules, known))
    while True:
        slim = _without_unread_variables(kept)
        if slim == kept:
            return slim
        kept = slim


@lru_cache(maxsize=16)
def _parsed(sheet: str) -> Sequence[Node]:
    """The rules of a sheet; a process that builds again has the same sheets."""
    rules: Sequence[Node] = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return rules


def asked_by(sheets: Iterable[str]) -> set[str]:
    """Every class, id and colour that a rule of these sheets asks for."""
    return {name for sheet in sheets for name in _asked_in(_parsed(sheet))}


def _asked_in(rules: Iterable[Node]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            yield from _asked(rule.prelude)
        elif isinstance(rule, AtRule) and rule.content is not None:
            yield from _asked_in(tinycss2.parse_blocks_contents(rule.content, True, True))


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
    """Whether a selector could match in a page. The arguments of `:not()`, `:is()` and the like are not looked at."""
    return not _is_never(selector) and all(name in known for name in _asked(selector))


def _is_never(selector: list[Node]) -> bool:
    return any(node.type == "[] block" and tinycss2.serialize([node]) in _NEVER for node in selector)


def _asked(selector: Sequence[Node]) -> Iterator[str]:
    """The classes, ids and colours that a selector, or several, asks for."""
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
