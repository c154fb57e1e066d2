"""Changing values in a file: the new data, and every other line as it was."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import GOLDEN, KINDS

from generator.authoring.yaml import patched, written
from generator.files import write_all
from generator.model.document import Document
from generator.pipeline.load import load_document

BASE = """\
# About the entry.
title: {fr: "Un titre", en: "A title"}  # short
order: 10

# Why it matters.
purpose:
  fr: >-
    Une phrase
    sur deux lignes.
  en: "One line."
pitfalls:
  # the first trap
  - fr: "Un"
    en: "One"
  # the second trap
  - fr: "Deux"
    en: "Two"
pairs_with: [otif, 'fpy', "x y"]
# The end.
"""


def document(text: str) -> Document:
    found, problems = load_document(Path("x.yml"), text, "kpis")
    assert found is not None, problems
    return found


def changed(change: Any) -> str:
    base = document(BASE)
    data = copy.deepcopy(dict(base.data))
    change(data)
    result = patched(base, data)
    assert result is not None
    assert document(result).data == data
    return result


CASES: dict[str, tuple[Any, str, str]] = {
    "a text in brackets": (lambda d: d["title"].update(fr="Autre : oui"), '"Un titre"', '"Autre : oui"'),
    "a plain word": (lambda d: d.update(order="20"), "order: 10", "order: 20"),
    "a folded text": (lambda d: d["purpose"].update(fr="Neuf."), "Une phrase\n    sur deux lignes.", "Neuf."),
    "a text that now has lines": (
        lambda d: d["purpose"].update(en="a\n\n- b\n"),
        'en: "One line."',
        "en: |\n    a\n\n    - b",
    ),
    "one text of one item": (lambda d: d["pitfalls"][1].update(en="2"), '"Two"', '"2"'),
    "an item less, with its comment": (
        lambda d: d["pitfalls"].pop(0),
        '  - fr: "Un"\n    en: "One"\n',
        "",
    ),
    "an item more": (
        lambda d: d["pitfalls"].insert(1, {"fr": "Et demi"}),
        '    en: "One"\n',
        '    en: "One"\n  - fr: "Et demi"\n',
    ),
    "a word more": (
        lambda d: d["pairs_with"].insert(1, "trs"),
        "[otif, 'fpy', \"x y\"]",
        "[otif, trs, 'fpy', \"x y\"]",
    ),
    "a field less": (lambda d: d.pop("order"), "order: 10\n", ""),
    "a field more": (lambda d: d.update(unit="%"), '"x y"]\n', '"x y"]\nunit: "%"\n'),
    "no items left": (
        lambda d: d.update(pairs_with=[]),
        "pairs_with: [otif, 'fpy', \"x y\"]",
        "pairs_with: []",
    ),
}


@pytest.mark.parametrize(("change", "old", "new"), CASES.values(), ids=CASES)
def test_only_the_changed_lines_change(change: Any, old: str, new: str) -> None:
    assert BASE.count(old) == 1
    assert changed(change) == BASE.replace(old, new)


def test_new_field_goes_where_its_model_has_it() -> None:
    base = document(BASE)
    data = {**base.data, "formula": {"fr": "a ÷ b"}}
    result = patched(base, data, ("title", "order", "purpose", "formula", "pitfalls"))
    assert result == BASE.replace('"One line."\n', '"One line."\nformula: {fr: "a ÷ b"}\n')


def test_windows_line_ends_stay() -> None:
    base = document(BASE.replace("\n", "\r\n"))
    data = {**base.data, "order": "20"}
    assert patched(base, data) == BASE.replace("order: 10", "order: 20").replace("\n", "\r\n")


TEXTS = st.one_of(
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"), max_size=60
    ),
    st.text(alphabet="ab é:#-'\"\\{}[],&*!|>%@`=?~\n\r\t 🎉\u00a0\u202f", max_size=40),
    st.text(alphabet="mot ", min_size=200, max_size=400),
    st.sampled_from(["no", "1.10", "010", "2026-01-01", "=1+1", "'x", "a: b", "- x", "null", "~", "", " ", "\n", "…"]),
)
GOLDENS = {kind: document((GOLDEN / kind / "entry.yml").read_text("utf-8")) for kind in KINDS}


def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    parts = data.items() if isinstance(data, dict) else enumerate(data)
    return [
        place
        for key, value in parts
        for place in (leaves(value, (*path, key)) if isinstance(value, dict | list) else [(*path, key)])
    ]


@settings(max_examples=80, derandomize=True, deadline=None, database=None)
@given(kind=st.sampled_from(list(KINDS)), pick=st.integers(0, 10_000), texts=st.lists(TEXTS, min_size=1, max_size=3))
def test_any_text_in_any_place(kind: str, pick: int, texts: list[str]) -> None:
    base = GOLDENS[kind]
    data: Any = copy.deepcopy(base.data)
    for step, text in enumerate(texts):
        places = leaves(data)
        *above, last = places[(pick + 7 * step) % len(places)]
        holder = data
        for part in above:
            holder = holder[part]
        holder[last] = text
        if isinstance(holder, list):
            holder.append(text)
    result = patched(base, data)
    assert result is not None
    assert document(result).data == data
    assert document(written(data)).data == data


@pytest.mark.parametrize("text", ["\a", "x\0", "\x85", "\u2028", "\ufffe"])
def test_text_that_could_not_be_read_again_is_not_written(text: str) -> None:
    base = document(BASE)
    assert patched(base, {**base.data, "order": text}) is None


def test_all_files_or_none(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("old")
    (tmp_path / "c.yml").mkdir()
    files = {tmp_path / name: b"new" for name in ("a.yml", "new/b.yml", "c.yml")}
    with pytest.raises(OSError, match=r"c\.yml"):
        write_all(files, tmp_path)
    assert (tmp_path / "a.yml").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yml", "c.yml"]


def test_files_come_and_go_together(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("old")
    write_all({tmp_path / "a.yml": None, tmp_path / "new" / "b.yml": "é\n".encode()}, tmp_path)
    assert not (tmp_path / "a.yml").exists()
    assert (tmp_path / "new" / "b.yml").read_bytes() == "é\n".encode()
