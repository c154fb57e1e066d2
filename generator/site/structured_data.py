"""Metadata of a page for search engines: its title, its description, and its structured data.

In: the linked handbook and which page. Out: texts and JSON-LD for the head. Every text is also visible on the page,
so that a search result promises nothing that the reader does not find. Pure functions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.language.i18n import Names
from generator.model.catalog import HOME
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook
from generator.render.view import View

Address = Callable[[Ref], str]
"""Gives the address of a page or of an item of a page."""

Node = dict[str, Any]
"""One thing of JSON-LD."""

DESCRIPTION_LENGTH = 200

# Not `\s`, which would take the no-break spaces too.
_SPACES = re.compile(r"[ \t\r\n]+")


def title(handbook: Handbook, key: Ref | None, language: str, name: str) -> str:
    """The title for the browser's tab and search results; the kind tells entries of the same name apart."""
    view = View(handbook, language, key or HOME)
    site = view.plain(handbook.settings.title)
    if key == HOME:
        return site
    kind = [view.plain(view.intro(key.kind).title)] if key and key.id and key.kind in handbook.catalog.kinds else []
    return " - ".join([name, *kind, site])


def opening(content: str) -> str:
    """A description for a page that gives none: its first paragraph, cut between two words."""
    first = LexborHTMLParser(content).css_first("p")
    text = _shown(first) if first else ""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[:DESCRIPTION_LENGTH].rpartition(" ")[0].rstrip(" ,;:") + "…"


def structured(handbook: Handbook, key: Ref | None, language: str, name: str, address: Address) -> list[Node]:
    """The structured data of a page: its breadcrumbs and its content. `key` is None for a hand-written page."""
    if key == HOME:
        return []
    view = View(handbook, language, key or HOME)
    return [_breadcrumbs(view, key, name, address), *(_content(view, key, address) if key and not key.id else ())]


def _content(view: View, key: Ref, address: Address) -> Iterator[Node]:
    """What the page of all entries of a kind is, where its kind says it."""
    kind = view.catalog.kinds.get(key.kind)
    if kind and kind.schema_type:
        yield {"@type": kind.schema_type, **_CONTENTS[kind.schema_type](view, kind.name, address)}


def script(nodes: list[Node]) -> Markup:
    """JSON-LD, escaped so that no text in it can close the script element."""
    graph = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def _breadcrumbs(view: View, key: Ref | None, name: str, address: Address) -> Node:
    """From the home page to this one. Sections are left out: they have no page."""
    steps = [(view.plain(view.handbook.settings.title), address(HOME))]
    if key and key.id:
        steps.append((view.plain(view.intro(key.kind).title), address(view.index(key.kind))))
    items: list[Node] = [
        {"@type": "ListItem", "position": position, "name": step, "item": place}
        for position, (step, place) in enumerate(steps, start=1)
    ]
    # The last step is the page itself and needs no address.
    items.append({"@type": "ListItem", "position": len(items) + 1, "name": name})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _faq(view: View, kind: str, address: Address) -> Node:
    questions = [_question(view, entry, address) for entry in view.of(kind)]
    return {"inLanguage": view.language, "mainEntity": questions}


def _question(view: View, entry: Entry, address: Address) -> Node:
    return {
        "@type": "Question",
        "name": view.plain(entry.data.title),
        "url": address(entry.ref),
        "acceptedAnswer": {"@type": "Answer", "text": _summary(view, entry)},
    }


def _terms(view: View, kind: str, address: Address) -> Node:
    intro = view.intro(kind)
    return {
        "name": view.plain(intro.title),
        "description": view.plain(intro.summary),
        "inLanguage": view.language,
        "hasDefinedTerm": [_term(view, entry, address) for entry in view.alphabetical(kind)],
    }


def _term(view: View, entry: Entry, address: Address) -> Node:
    """A term without its definition, which stands at its address: all of them again are a sixth of the page."""
    node = {"@type": "DefinedTerm", "name": view.plain(entry.data.title), "url": address(entry.ref)}
    names = [str(name) for name in entry.data.short_forms.of(view.language)]
    return node | ({"alternateName": names} if names else {})


def _occupation(view: View, kind: str, address: Address) -> Node:
    entry = view.of(kind)[0]
    titles: Names = getattr(entry.data, "alternative_titles", Names())
    return {
        "name": view.plain(entry.data.title),
        "description": _summary(view, entry),
        "alternateName": [_text(str(view.show(name))) for name in titles.of(view.language)],
        "url": address(view.index(kind)),
        # The other classifications have only neighbouring jobs, as the page says.
        "occupationalCategory": [_code(view, code) for code in getattr(getattr(entry.data, "codes", None), "esco", ())],
    }


def _summary(view: View, entry: Entry) -> str:
    return view.plain(entry.data.summary) if entry.data.summary else ""


def _code(view: View, code: Any) -> Node:
    """A code of a public classification, which a kind of type `Occupation` lists under `codes`."""
    node = {
        "@type": "CategoryCode",
        "codeValue": code.code,
        "name": view.plain(code.title),
        "inCodeSet": view.word("role.codes.esco"),
    }
    return node | ({"url": code.url} if code.url else {})


_CONTENTS: dict[str, Callable[[View, str, Address], Node]] = {
    "FAQPage": _faq,
    "DefinedTermSet": _terms,
    "Occupation": _occupation,
}
"""What to tell of the page of a kind's entries, by the type that its `kind.yml` says."""


def _text(content: str) -> str:
    """The text that a browser shows of a stretch of HTML, on one line."""
    body = LexborHTMLParser(content).body
    return _shown(body) if body else ""


def _shown(element: LexborNode) -> str:
    for end in element.css("br"):
        end.replace_with(" ")
    return _SPACES.sub(" ", element.text()).strip(" ")
