"""Translations: whether the English of each text still says what its French says.

In: the linked handbook, and the record that stands beside the content. Out: the state of every text, and the
record brought up to date. The record is a set of pairs of digests an entry, each telling that this English was
right for that French: it names no commit and no place in a list, so it survives rebases, squashes, and items
that move. It holds for what was written, whoever merges it in whichever order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from generator.files import write_all
from generator.language.i18n import LANGUAGES, Localized, Neutral
from generator.model.document import DataPath, Document, Span
from generator.model.fields import Leaf, Ref, walk
from generator.model.handbook import Entry, Handbook

FOLDER = ".translations"
"""Where the record stands in a content folder: a file an entry, so that branches seldom meet in one."""

SETTINGS = Ref("", "handbook")
"""Stands for `handbook.yml`, whose texts are translated too."""

TARGET_LANGUAGE = LANGUAGES[1]

_HEADER = "# Kept by `handbook translations`; merge it by keeping both sides.\n"
_LINE = re.compile(r"([0-9a-f]{12}) ([0-9a-f]{12})")

Pair = tuple[str, str]
"""The digest of a French text, and that of an English text which was right for it."""

Records = Mapping[Ref, frozenset[Pair]]


class State(StrEnum):
    """How a text stands: `NEW` has an English that no record knows yet, `OUTDATED` one made for another French."""

    TRANSLATED = "translated"
    NEW = "new"
    OUTDATED = "outdated"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """One text to be translated: whose it is, where in the entry, in which file, and how it stands."""

    ref: Ref
    path: DataPath
    document: Document
    value: Localized
    state: State

    @property
    def span(self) -> Span:
        """Where it stands in the file; asked of few texts, as the file is parsed for it."""
        return self.document.value_span((*self.path, TARGET_LANGUAGE))

    @property
    def pair(self) -> Pair:
        """The digests of its two languages. Only for a text that has both."""
        return _pair(self.value)


@lru_cache(maxsize=50_000)
def digest(text: str) -> str:
    """What identifies a text, however its lines are folded and whichever apostrophes and spaces it has."""
    plain = unicodedata.normalize("NFC", text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return sha256(" ".join(plain.split()).encode()).hexdigest()[:12]


def _pair(value: Localized) -> Pair:
    assert value.en is not None
    return digest(value.fr), digest(value.en)


def read(roots: Sequence[Path]) -> Records:
    """The record of all content folders together: what is right in one is right in those laid over it.

    A line that is none of ours, such as the mark of a merge conflict or one of other bytes than text, is passed over.
    Raises `OSError` where a file of the record cannot be read: to take it for empty would lose what it tells.
    """
    records: dict[Ref, frozenset[Pair]] = {}
    for root in roots:
        for path in filter(Path.is_file, (root / FOLDER).rglob("*.txt")):
            ref = Ref("" if path.parent.name == FOLDER else path.parent.name, path.stem)
            lines = path.read_bytes().decode("utf-8", errors="replace").splitlines()
            pairs = {(match[1], match[2]) for line in lines if (match := _LINE.fullmatch(line))}
            records[ref] = records.get(ref, frozenset()) | pairs
    return records


def place(root: Path, ref: Ref) -> Path:
    """The file that holds the record of an entry."""
    return root / FOLDER / ref.kind / f"{ref.id}.txt"


def respelled(roots: Sequence[Path], ref: Ref, model: object, spell: Callable[[str], str]) -> str | None:
    """The record of an entry whose texts `spell` changes in both languages and means the same; None where none does.

    A text that was right stays right, and one that is behind stays behind.
    """
    records = read(roots)
    names = [ref, *(Ref(ref.kind, former) for former in getattr(model, "previous_ids", ()))]
    pairs = frozenset[Pair]().union(*(records.get(name, frozenset()) for name in names))
    fresh: set[Pair] = set()
    for leaf in walk(model):
        if _is_text(leaf.value) and leaf.value.en is not None:
            french, english = digest(spell(leaf.value.fr)), digest(spell(leaf.value.en))
            if (french, english) != _pair(leaf.value):
                fresh |= {
                    (french if other == digest(leaf.value.fr) else other, english)
                    for other, known_english in pairs
                    if known_english == digest(leaf.value.en)
                }
    return _text(pairs | fresh) if fresh - pairs else None


def _text(pairs: Iterable[Pair]) -> str:
    return _HEADER + "".join(f"{french} {english}\n" for french, english in sorted(pairs))


def survey(handbook: Handbook, records: Records) -> list[TranslatedText]:
    """Every text of the handbook and how it stands, the settings first, then entry by entry."""
    settings = tuple(walk(handbook.settings))
    texts = list(_texts(SETTINGS, settings, handbook.setup.document, records.get(SETTINGS, frozenset())))
    for entry in handbook.entries.values():
        texts += _texts(entry.ref, entry.leaves, entry.document, known(entry, records))
    return texts


def _texts(ref: Ref, leaves: Iterable[Leaf], document: Document, pairs: frozenset[Pair]) -> Iterator[TranslatedText]:
    for leaf in leaves:
        if _is_text(leaf.value):
            yield TranslatedText(ref, leaf.path, document, leaf.value, _state(leaf.value, pairs))


def known(entry: Entry, records: Records) -> frozenset[Pair]:
    """The pairs recorded for an entry, under its name and those that it had."""
    names = (entry.ref, *(Ref(entry.kind, former) for former in entry.data.previous_ids))
    return frozenset[Pair]().union(*(records.get(name, frozenset()) for name in names))


def _is_text(value: object) -> bool:
    """Whether there is something to translate: not in a name that is the same in every language."""
    return isinstance(value, Localized) and not (isinstance(value, Neutral) and value.fr == value.en)


def _state(value: Localized, pairs: frozenset[Pair]) -> State:
    """Where the pair is unknown, the English decides: known, it was made for another French; else it is new."""
    if value.en is None:
        return State.MISSING
    french, english = _pair(value)
    if (french, english) in pairs:
        return State.TRANSLATED
    return State.OUTDATED if any(english == other for _, other in pairs) else State.NEW


def marked(handbook: Handbook, roots: Sequence[Path]) -> Handbook:
    """The same handbook, knowing which of its entries have English texts that are behind."""
    texts = survey(handbook, read(roots))
    return replace(handbook, outdated=frozenset(text.ref for text in texts if text.state is State.OUTDATED))


def record(
    handbook: Handbook, roots: Sequence[Path], accepts: Callable[[Ref], bool] = lambda _: False
) -> list[TranslatedText]:
    """Write what is now known: new texts, and the outdated ones of the entries that `accepts` names.

    Returns the texts whose state changed. What no entry needs any more leaves the record.
    """
    records = read(roots)
    texts = survey(handbook, records)
    own = {SETTINGS: frozenset(records.get(SETTINGS, ()))}
    own |= {entry.ref: known(entry, records) for entry in handbook.entries.values()}
    kept: dict[Ref, set[Pair]] = {ref: set() for ref in own}
    changed = []
    for text in texts:
        if text.state is State.MISSING:
            continue
        if text.state is State.OUTDATED and not accepts(text.ref):
            kept[text.ref] |= {pair for pair in own[text.ref] if pair[1] == text.pair[1]}
            continue
        kept[text.ref].add(text.pair)
        if text.state is not State.TRANSLATED:
            changed.append(text)
    files: dict[Path, bytes | None] = {}
    for root in roots:
        files |= _changes(root, {ref: kept[ref] for ref in _of_root(handbook, root)})
    write_all(files, roots[-1])
    return changed


def _of_root(handbook: Handbook, root: Path) -> Iterator[Ref]:
    """The entries whose file stands in `root`, so that each folder carries the record of its own files."""
    if handbook.setup.document.path.parent == root:
        yield SETTINGS
    for entry in handbook.entries.values():
        if entry.document.path.parent.parent == root:
            yield entry.ref


def _changes(root: Path, records: Mapping[Ref, Iterable[Pair]]) -> dict[Path, bytes | None]:
    """The files of one folder's record that change; one without lines goes, as does one whose entry is gone."""
    folder = root / FOLDER
    wanted: dict[Path, bytes | None] = {
        path: None
        for path in sorted(folder.rglob("*.txt"))
        if not (root / path.relative_to(folder)).with_suffix(".yml").is_file()
    }
    for ref, pairs in records.items():
        wanted[place(root, ref)] = _text(pairs).encode() if pairs else None
    return {path: data for path, data in wanted.items() if (path.read_bytes() if path.is_file() else None) != data}
