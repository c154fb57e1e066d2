"""News: what changed between two revisions, for readers: a page, and an Atom feed.

In: a `Difference`, its language, what both sides are called, and when the newer one was made. Out: the files of a
language, to lie among its hand-written pages. Only what readers see is told: no drafts, and nothing that editors note
for themselves. A text is compared in the language of the page alone.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from html import escape
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from generator.editorial.changes.compare import Difference, EntryChange, How
from generator.editorial.changes.tell import MARKDOWN, Style, Teller
from generator.language.i18n import long_date
from generator.model.content import Content
from generator.model.handbook import Entry
from generator.render.page import url

PAGES = {"fr": "nouveautes.md", "en": "whats-new.md"}
FEED = "changes.xml"
MARK = "handbook-diff"
"""Stands in each file: what has it was written by us."""

ORDER = 13
_HTML = Style(
    heading=str,
    item=lambda text: f"<li>{text}</li>",
    escape=lambda text: escape(" ".join(text.split())),
    strong=lambda text: f"<strong>{text}</strong>",
    code=str,
    gone=lambda text: f"<del>{text}</del>",
    come=lambda text: f"<ins>{text}</ins>",
)
_HIDDEN = {"accepted", "order", "owner", "previous_ids", "review_by", "review_every", "reviewed_on", "status"}


def files(difference: Difference, language: str, names: tuple[str, str], made: datetime) -> Mapping[str, bytes]:
    """The page and the feed; `names` are those of the two sides: versions, or else revisions."""
    told = [change for change in map(_shown, difference.entries) if change]
    page = "\n".join(_page(difference, told, language, names, made))
    return {PAGES[language]: page.encode(), FEED: _feed(difference, told, language, names, made)}


def _shown(change: EntryChange) -> EntryChange | None:
    """A change as readers see it; None for one that they do not."""
    was = change.old if change.old and change.old.published else None
    now = change.new if change.new and change.new.published else None
    if not was and not now:
        return None
    how = change.how if was and now else How.ADDED if now else How.REMOVED
    changes = tuple(one for one in change.changes if one.path[0] not in _HIDDEN) if was and now else ()
    if how is How.CHANGED and not changes:
        return None
    return replace(change, how=how, old=was, new=now, changes=changes)


def _page(
    difference: Difference, told: Sequence[EntryChange], language: str, names: tuple[str, str], made: datetime
) -> Iterator[str]:
    teller = Teller(difference, language, MARKDOWN, (language,))
    title = teller.say("news.title")
    yield "---"
    yield f"title: {json.dumps(title, ensure_ascii=False)}"
    yield f"key: changes\norder: {ORDER}\n---\n\n<!-- {MARK} -->\n"
    yield f"# {title}\n"
    before, now = map(MARKDOWN.escape, names)
    yield teller.say("news.opening", before=before, now=now, day=long_date(made.date(), language)) + "\n"
    yield f'<a href="{_from_page(language)}{FEED}">{teller.say("news.feed")}</a>\n'
    for how in (How.ADDED, How.CHANGED, How.RENAMED, How.REMOVED):
        blocks = [block for change in told if change.how is how and (block := _block(teller, change))]
        if blocks:
            yield f"## {teller.say(f'news.{how}')} {{: #{how} }}\n"
            yield "\n".join(blocks)
    if not told:
        yield teller.say("news.none") + "\n"


def _from_page(language: str) -> str:
    """The way from the page to the top of its language's site, where addresses name folders."""
    return posixpath.relpath("/", "/" + url(PAGES[language], directory_urls=True)) + "/"


def _block(teller: Teller, change: EntryChange) -> str:
    """One entry: a list item where it came or went, a heading with what changed otherwise."""
    entry = change.entry
    text = teller.style.escape(teller.text(entry.data.title))
    name = f"[{text}]({entry.ref})" if change.new else text
    if change.how in (How.ADDED, How.REMOVED):
        return f"- {name}{_summary(teller, entry)}\n"
    lines = teller.lines(change)
    former = teller.style.escape(teller.text(change.old.data.title)) if change.old else ""
    if change.how is How.RENAMED and former != text:
        lines.insert(0, teller.say("news.former", name=former))
    if not lines and change.how is How.CHANGED:
        return ""
    return f"### {name} {{: #{entry.kind}-{entry.id} }}\n\n" + "".join(f"- {line}\n" for line in lines)


def _summary(teller: Teller, entry: Entry) -> str:
    assert isinstance(entry.data, Content)
    if entry.data.summary is None:
        return ""
    return teller.say("news.summary", text=teller.style.escape(teller.text(entry.data.summary)))


def _feed(
    difference: Difference, told: Sequence[EntryChange], language: str, names: tuple[str, str], made: datetime
) -> bytes:
    """An Atom feed (RFC 4287), an item an entry; its addresses are relative to its own place."""
    teller = Teller(difference, language, _HTML, (language,))
    root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language})
    instant = made.strftime("%Y-%m-%dT%H:%M:%SZ")
    site = teller.text(difference.new.settings.title)
    _add(root, "id", _name(language))
    _add(root, "title", teller.say("news.feed_title", site=site))
    _add(root, "updated", instant)
    _add(_add(root, "author"), "name", site)
    _add(root, "generator", MARK)
    _add(root, "link", rel="self", href=FEED)
    _add(root, "link", rel="alternate", href=url(PAGES[language], directory_urls=True))
    for change in told:
        lines = teller.lines(change)
        if lines or change.how is not How.CHANGED:
            _item(_add(root, "entry"), teller, change, lines, (*names, instant))
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _item(
    item: ElementTree.Element, teller: Teller, change: EntryChange, lines: Sequence[str], about: tuple[str, str, str]
) -> None:
    entry, catalog = change.entry, teller.difference.new.catalog
    before, now, instant = about
    _add(item, "id", _name(teller.language, str(entry.ref), before, now))
    _add(item, "title", teller.say(f"news.item_{change.how}", name=teller.text(entry.data.title)))
    _add(item, "updated", instant)
    if change.new:
        anchor = f"#{entry.id}" if catalog.layout(entry.kind) == "items" else ""
        place = url(catalog.uri(entry.ref, teller.language), directory_urls=True)
        _add(item, "link", rel="alternate", href=place + anchor)
    summary = escape(teller.text(entry.data.summary)) if entry.data.summary else ""
    _add(item, "summary", f"<ul>{''.join(map(_HTML.item, lines))}</ul>" if lines else summary, type="html")


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **values: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag, values)
    child.text = text
    return child


def _name(*parts: str) -> str:
    return uuid5(NAMESPACE_URL, "coo-handbook:changes:" + ":".join(parts)).urn
