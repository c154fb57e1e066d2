"""Codes: every finding that the product makes has one of them, and words for it in each language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest
from small import ROOT

from generator import diagnostics
from generator.diagnostics import Candidates, Diagnostic, codes, nearest
from generator.diagnostics.codes import CODES
from generator.language.i18n import LANGUAGES, words
from generator.pipeline.load.suspicion import Suspicion
from generator.pipeline.load.values import Fault

FIELDS = {
    made.__name__: list(made.__annotations__)  # in their order
    for made in (Diagnostic, Suspicion, Fault)
}
"""What a finding is made by, and the names of its arguments."""


class Made(NamedTuple):
    """One place in the product where a finding is made: what its arguments may be, as far as the source tells."""

    where: str
    code: tuple[str, ...]
    message: tuple[str, ...]
    help: tuple[str, ...]


@cache
def _trees() -> dict[str, ast.Module]:
    """The modules of the product, but for the registry of codes itself."""
    paths = (ROOT / "generator").rglob("*.py")
    named = {path.relative_to(ROOT).as_posix(): path for path in sorted(paths)}
    del named["generator/diagnostics/codes.py"]
    return {name: ast.parse(path.read_text("utf-8")) for name, path in named.items()}


def _texts(node: ast.expr | None) -> tuple[str, ...]:
    """The texts that an argument may be: none where it is made at run time, an empty one where it is left out."""
    if node is None:
        return ("",)
    if isinstance(node, ast.IfExp):
        both = _texts(node.body), _texts(node.orelse)
        return both[0] + both[1] if all(both) else ()
    return (node.value,) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ()


def _made() -> Iterator[Made]:
    for name, tree in _trees().items():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in FIELDS:
                given = dict(zip(FIELDS[call.func.id], call.args, strict=False))
                given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
                told = (_texts(given.get(field)) for field in ("code", "message", "help"))
                yield Made(f"{name}:{call.lineno}", *told)


def test_every_finding_has_a_code_of_the_registry() -> None:
    made = list(_made())
    assert len(made) > len(CODES) // 2
    assert {one.where: one.code for one in made if not set(one.code) <= set(CODES)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_a_message_and_a_help(language: str) -> None:
    texts = words(language).texts
    for one in _made():
        named = [message or code for message in one.message for code in one.code or [""]]
        assert [name for name in named if name and f"messages.{name}" not in texts] == [], one.where
        advised = [advice or name for advice in one.help for name in named or [""]]
        assert [name for name in advised if name and f"helps.{name}" not in texts] == [], one.where


def test_every_code_and_every_word_is_used() -> None:
    nodes = (node for tree in _trees().values() for node in ast.walk(tree))
    used = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    groups = ("messages", "helps")
    told = {key.partition(".")[2] for key in words("en").texts if key.partition(".")[0] in groups}
    assert len(told) > len(CODES)
    assert (set(CODES) | told) - used == set()


def test_no_code_is_registered_twice() -> None:
    names = [code.name for code in codes._ALL]
    assert len(set(names)) == len(names)


def test_a_wording_that_changes_how_bad_a_code_is_is_told_of_it() -> None:
    """Otherwise the registry would speak of findings that no rule makes."""
    told = {(code, message) for one in _made() for code in one.code for message in one.message}
    assert {(code.name, code.unless) for code in CODES.values() if code.unless} <= told


def test_how_bad_a_finding_is_stands_in_the_registry_alone() -> None:
    calls = (call for tree in _trees().values() for call in ast.walk(tree) if isinstance(call, ast.Call))
    assert [call.lineno for call in calls if any(keyword.arg == "severity" for keyword in call.keywords)] == []


def test_a_flood_of_wrong_words_is_compared_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnostics, "MOST_COMPARED", 25)
    candidates = Candidates(f"mot-{number}" for number in range(10))
    assert [candidates.nearest("mots-7") for _ in range(4)] == ["mot-7", "mot-7", "", ""]
    assert "mot-7" in candidates
    assert nearest("mots-7", candidates.words) == "mot-7"
