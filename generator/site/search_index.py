"""Search: what the site's search must know about the handbook.

In: the linked handbook, and the index that the theme's search made of one language's site. Out: the same index with
the kind and the other names of each entry, without the sections that hold only links; and the name of the theme's
worker. The worker's own part stands in `theme/assets/javascripts/workers/handbook.js`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any, BinaryIO

from generator.language import markup
from generator.language.i18n import LANGUAGES, Localized, Names
from generator.model.catalog import Kind
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook

WORKERS = "assets/javascripts/workers"

_PUNCTUATION = r"[\s\-–—,.:!?()\[\]«»“”\"…/·=<>×÷%]|(?<!&\w{1,4});"
_ELIDED = r"(?<![A-Za-zÀ-ÿœŒ])(?:[cdjlmnstCDJLMNST]|(?:[Jj]us|[Ll]ors|[Pp]uis)?[Qq]u)['’]"
SEPARATOR = f"(?:{_PUNCTUATION}|{_ELIDED})+"
"""What stands between words, as a JavaScript expression: punctuation, and elided words with their apostrophe."""

FIELDS = {"title": {"boost": 60}, "names": {"boost": 60}, "text": {"boost": 1}}
"""The weight of a word, by field."""

TITLES, TEXTS = "titles.json", "documents.json"
"""The documents without and with their texts."""

VIEWS = "sheets"
"""The name for all views together in the list of kinds, as the index that is published has it."""

POINTERS = {"used-by", "see-also", "sources"}
"""Sections that hold nothing but links: they would be found under the name of every other page."""


def worker_name(folders: Iterable[str]) -> str | None:
    """The file name of the theme's search worker, which carries a hash; None unless there is exactly one."""
    found = [path.name for folder in folders for path in Path(folder, WORKERS).glob("search.*.min.js")]
    return found[0] if len(found) == 1 else None


def prepare(site_dir: Path, handbook: Handbook, language: str, directories: bool) -> None:
    """Complete the index that the theme's search wrote into `site_dir`; nothing to do where it wrote none.

    A site that is served keeps its documents in files of their own, which are fetched when a reader first searches:
    the titles and names, then all. One that is opened from the disk (`directories` is false) cannot fetch: it keeps
    them in the index.
    """
    path = site_dir / "search" / "search_index.json"
    if not path.is_file():
        return
    index = json.loads(path.read_text("utf-8"))
    index["config"] |= {"separator": SEPARATOR, "pipeline": [], "fields": FIELDS} | _control(handbook, language)
    index["docs"] = list(_documents(index["docs"], _entries(handbook, language, directories), handbook.catalog.kinds))
    if directories:
        index["config"]["documents"] = [TITLES, TEXTS]
        path.with_name(TITLES).write_text(_json([document | {"text": ""} for document in index["docs"]]), "utf-8")
        path.with_name(TEXTS).write_text(_json(index["docs"]), "utf-8")
        index["docs"] = []
    path.write_text(_json(index), "utf-8")


class SearchWriter:
    """Writes the documents of the search into its folder, as pages are made, so that no text is kept.

    A writer of a `part` writes what it is given, for another to `take` in its place.
    """

    def __init__(self, folder: Path, handbook: Handbook, language: str, part: int = 0) -> None:
        """For a site that is served: see `prepare`."""
        self._folder, self._part = folder, part
        self._entries, self._kinds = _entries(handbook, language, True), handbook.catalog.kinds

    def __enter__(self) -> SearchWriter:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._titles, self._texts = (self._place(name, self._part).open("wb") for name in (TITLES, TEXTS))
        return self

    def _place(self, name: str, part: int) -> Path:
        """Where the documents stand until they are complete."""
        return self._folder / f"{name}.{part}"

    def add(self, sections: list[dict[str, Any]]) -> None:
        """Write the documents of these sections, after those so far."""
        for document in _documents(sections, self._entries, self._kinds):
            self._append(self._titles, _json(document | {"text": ""}).encode())
            self._append(self._texts, _json(document).encode())

    def take(self, part: int) -> None:
        """Take in what the writer of a part has written."""
        for name, whole in ((TITLES, self._titles), (TEXTS, self._texts)):
            place = self._place(name, part)
            if place.stat().st_size:
                self._append(whole, b"")
                with place.open("rb") as written:
                    shutil.copyfileobj(written, whole)
            place.unlink()

    def _append(self, file: BinaryIO, data: bytes) -> None:
        """Write a document, or begin to. Only a writer of all parts begins the list."""
        if file.tell():
            file.write(b",")
        elif not self._part:
            file.write(b"[")
        file.write(data)

    def end(self) -> None:
        """Put the documents in the place of those that the theme's search has written."""
        for name, file in ((TITLES, self._titles), (TEXTS, self._texts)):
            file.write(b"[]" if not file.tell() else b"]")
            file.close()
            self._place(name, 0).replace(self._folder / name)

    def __exit__(self, *_: object) -> None:
        # A full disk refuses what is still to be written: a file left open would say so once more, in a traceback.
        try:
            self._titles.close()
        finally:
            self._texts.close()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _control(handbook: Handbook, language: str) -> dict[str, object]:
    """The words of the list that narrows results to one kind."""
    find = handbook.catalog.words(language)
    kinds = [kind for kind in handbook.catalog.kinds if handbook.of(kind)]
    shown = {kind: find.find(f"kinds.{kind}.shown") or find(f"kinds.{kind}.one") for kind in kinds}
    if any(handbook.lists(name) for name in handbook.catalog.views):
        shown[VIEWS] = find("views.one")
    return {
        "kinds": {kind: name[0].upper() + name[1:] for kind, name in shown.items()},
        "words": {"label": find("site.search_kind"), "all": find("site.search_all")},
    }


def _entries(handbook: Handbook, language: str, directories: bool) -> dict[str, tuple[str, Entry | None]]:
    """The kind of each page and shared page, and the entry that stands at each address."""
    places: dict[str, tuple[str, Entry | None]] = {}
    for kind, spec in handbook.catalog.kinds.items():
        for entry in handbook.of(kind):
            place = _address(handbook.catalog.uri(entry.ref, language), directories)
            if spec.layout == "items":
                places[place] = (kind, None)
                place += f"#{entry.id}"
            places[place] = (kind, entry)
    for name in handbook.catalog.views:
        for page in (Ref(name, ""), *handbook.pages(name)):
            places[_address(handbook.catalog.uri(page, language), directories)] = (VIEWS, None)
    return places


def _address(place: str, directories: bool) -> str:
    name = place.removesuffix(".md")
    return f"{name}/" if directories else f"{name}.html"


def _documents(
    documents: list[dict[str, Any]], places: dict[str, tuple[str, Entry | None]], kinds: Mapping[str, Kind]
) -> Iterator[dict[str, Any]]:
    for document in documents:
        page, _, anchor = document["location"].partition("#")
        if anchor and page in places and (anchor in POINTERS or places[page][0] == VIEWS):
            # The sections of a view repeat what the entries say: a search finds it there.
            continue
        kind, entry = places.get(document["location"], ("", None))
        if kind and not anchor:
            document["kind"] = kind
        if entry is not None:
            document |= {"names": list(_names(entry)), "boost": kinds[entry.kind].search_weight}
        yield document


def _names(entry: Entry) -> Iterator[str]:
    """Every other name of an entry, in both languages: titles, aliases, abbreviations; each once, as HTML."""
    found: dict[str, None] = {}
    for language in LANGUAGES:
        for name in ("title", "short"):
            text = getattr(entry.data, name, None)
            if isinstance(text, Localized):
                found[_html(text.served(language).text, language)] = None
        for name in ("aliases", "abbreviations"):
            listed = getattr(entry.data, name, Names()).of(language)
            found |= dict.fromkeys(_html(text, language) for text in listed)
    yield from found


def _html(text: str, language: str) -> str:
    """A name as HTML, which is how the search shows every text of its index."""
    return escape(markup.typography(text, language), quote=False)
