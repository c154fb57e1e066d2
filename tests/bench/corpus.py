"""Corpora: handbooks of any size, made from the real content.

In: the real content, and a number of entries. Out: a project with about as many, of every kind in the same shares.
Each entry has the form of a real one of its kind, and the texts of others: so words, lengths and links are those of
the content, while titles and texts differ. The same number gives the same files.
"""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml
from small import ROOT

from generator.language.i18n import LANGUAGES, Localized, Names, Prose
from generator.language.markup import LINK
from generator.model.document import DataPath
from generator.model.fields import Ref, walk
from generator.model.handbook import Entry, Handbook
from generator.pipeline.link import references
from generator.pipeline.stages import run

_OWN_SOURCE = "guide"
"""The entry that stands for the handbook itself: figures cite it, or must not."""
_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9&]+s?\b")
_UNIQUE = ("previous_ids", "abbreviations", "accepted")
"""Fields whose values belong to one entry only."""


def make(root: Path, entries: int) -> int:
    """Write a project of about as many entries into a new folder; 0 stands for the real content. Returns how many."""
    if entries:
        _Corpus(_real(), entries).write(root / "content")
    else:
        shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "mkdocs.yml", root)
    for language in LANGUAGES:
        page = root / "docs" / language / "about.md"
        page.parent.mkdir(parents=True)
        page.write_text("---\ntitle: About\nkey: about\n---\n\n# About\n", "utf-8")
    return entries or len(list((root / "content").glob("*/*.yml")))


def with_word(entry: str, field: str, word: str) -> str:
    """The text of an entry with a word before the French text of a field, in the place of such a word before."""
    return re.sub(rf'({field}:\s*\{{?\s*fr: (?:>-\s+)?"?)(?:Zq\w+ )?', rf"\g<1>{word} ", entry, count=1)


def _real() -> Handbook:
    handbook = run([ROOT / "content"]).handbook
    assert handbook is not None
    return handbook


@dataclass
class _Corpus:
    real: Handbook
    entries: int
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def __post_init__(self) -> None:
        self.texts: dict[tuple[str, str], list[Localized]] = {}
        self.needed = self._named_by_the_settings()
        share = self.entries / len(self.real.entries)
        self.keys = self._largest_tables()
        self.ids = {kind: self._ids(kind, share) for kind in self.real.catalog.kinds}
        self.turns = {kind: cycle(self.chance.sample(ids, len(ids))) for kind, ids in self.ids.items()}
        for entry in self.real.entries.values():
            for path, value in entry.texts:
                self.texts.setdefault((entry.kind, _name(path)), []).append(value)

    def _named_by_the_settings(self) -> set[Ref]:
        setup = self.real.setup
        found = references(walk(setup.settings), setup.document, self.real.catalog)
        return {reference.ref for reference in found} | {Ref("sources", _OWN_SOURCE)}

    def _largest_tables(self) -> Mapping[str, int]:
        """For each kind, how many of its entries stand as keys in one table: as many there must be."""
        tables = Counter(
            (entry.ref, leaf.path[:-1], leaf.value.kind)
            for entry in self.real.entries.values()
            for leaf in entry.leaves
            if leaf.is_key and isinstance(leaf.value, Ref)
        )
        largest: dict[str, int] = {}
        for (_, _, kind), count in tables.items():
            largest[kind] = max(count, largest.get(kind, 0))
        return largest

    def _ids(self, kind: str, share: float) -> list[str]:
        """The ids of a kind: those of the content, the ones that the settings name first, then more of them."""
        real = [entry.id for entry in self.real.of(kind)]
        real.sort(key=lambda name: Ref(kind, name) not in self.needed)
        needed = sum(Ref(kind, name) in self.needed for name in real)
        single = self.real.catalog.layout(kind) == "single"
        count = 1 if single else max(round(share * len(real)), needed, self.keys.get(kind, 1) + 1)
        return [real[n % len(real)] + (f"-{n // len(real) + 1}" if n >= len(real) else "") for n in range(count)]

    def write(self, content: Path) -> None:
        """Write every entry and the settings."""
        content.mkdir(parents=True)
        shutil.copy(self.real.setup.document.path, content)
        for kind, ids in self.ids.items():
            (content / kind).mkdir()
            models = self.real.of(kind)
            by_id = {entry.id: entry for entry in models}
            for number, name in enumerate(ids):
                model = by_id.get(name) or models[number % len(models)]
                data = self._data(model, kind, number, is_first=name in by_id)
                text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
                (content / kind / f"{name}.yml").write_text(text, "utf-8")

    def _data(self, model: Entry, kind: str, number: int, is_first: bool) -> dict[str, Any]:
        """The form of one entry with texts of others, and references to what there is."""
        data = _copy({name: value for name, value in model.document.data.items() if name not in _UNIQUE})
        for path, value in model.texts:
            if path == ("title",):
                data["title"] = self._title(model, number, is_first)
            elif isinstance(value, Prose) or path == ("summary",):
                drawn = self.chance.choice(self.texts[kind, _name(path)])
                texts = {language: self._relinked(text) for language, text in drawn.texts()}
                _put(data, path, texts)
        if kind == "glossary" and number == 0:
            data["abbreviations"] = self._abbreviations()
        return self._retargeted(data, model)

    def _abbreviations(self) -> dict[str, list[str]]:
        """What the content abbreviates, for one term: texts have it whichever terms a small corpus leaves out."""
        told = [entry for entry in self.real.entries.values() if entry.kind in ("glossary", "cases")]
        kept = {entry.data.title.fr for entry in told if entry.id in self.ids[entry.kind]}
        found: dict[str, list[str]] = {}
        for name in LANGUAGES:
            texts = [text for entry in told for _, value in entry.texts for text in [value.served(name).text]]
            listed = {each for entry in told for each in getattr(entry.data, "abbreviations", Names()).of(name)}
            found[name] = sorted({*_CAPITALS.findall(" ".join(texts)), *listed} - kept)
        return found

    def _title(self, model: Entry, number: int, is_first: bool) -> dict[str, str]:
        title = {language: model.data.title.served(language).text for language in LANGUAGES}
        if is_first:
            return title
        every = self.real.of(model.kind)
        other = every[(number // len(every) + number) % len(every)].data.title
        joined = {"fr": "et", "en": "and"}
        turn = f" {number}" if number >= 2 * len(every) else ""
        return {name: f"{text} {joined[name]} {other.served(name).text}{turn}" for name, text in title.items()}

    def _retargeted(self, data: dict[str, Any], model: Entry) -> dict[str, Any]:
        """The references in fields, each to another entry of the same kind; no two of one list to the same."""
        taken: dict[DataPath, set[str]] = {}
        leaves = [leaf for leaf in model.leaves if isinstance(leaf.value, Ref)]
        renamed: list[tuple[DataPath, str, bool]] = []
        for leaf in leaves:
            ref: Ref = leaf.value
            if leaf.path[0] in _UNIQUE or not ref.id or ref.id == _OWN_SOURCE or ref.kind not in self.ids:
                continue
            new = self._other(ref.kind, taken.setdefault((*leaf.path[:-1], ref.kind), set()))
            written = _at(data, leaf.path) if not leaf.is_key else ref.id
            renamed.append((leaf.path, f"{ref.kind}/{new}" if "/" in str(written) else new, leaf.is_key))
        tables: dict[DataPath, dict[str, str]] = {}
        for path, new, is_key in renamed:
            if is_key:
                tables.setdefault(path[:-1], {})[str(path[-1])] = new
            else:
                _put(data, path, new)
        for path, names in tables.items():
            _put(data, path, {names.get(key, key): value for key, value in _at(data, path).items()})
        return data

    def _other(self, kind: str, taken: set[str]) -> str:
        """The id of an entry of a kind: each in its turn, so that none is without a link to it."""
        for _ in self.ids[kind]:
            if (name := next(self.turns[kind])) not in taken and name != _OWN_SOURCE:
                break
        taken.add(name)
        return name

    def _relinked(self, text: str) -> str:
        def other(link: re.Match[str]) -> str:
            kind, slash, name = link["target"].partition("/")
            if not slash or kind not in self.ids or not name:
                return link[0]
            return f"[{link['text']}]({kind}/{self._other(kind, set())})"

        return LINK.sub(other, text)


def _name(path: DataPath) -> str:
    """The field that a text stands in, whatever its place in a list."""
    return ".".join(part for part in path if isinstance(part, str))


def _copy(value: object) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _at(data: Any, path: Sequence[str | int]) -> Any:
    for part in path:
        data = data[part]
    return data


def _put(data: Any, path: Sequence[str | int], value: object) -> None:
    _at(data, path[:-1])[path[-1]] = value
