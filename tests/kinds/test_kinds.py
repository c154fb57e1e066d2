"""A kind is spelled the same everywhere, and both languages have every word."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from small import GOLDEN, KINDS, PLACES, ROOT, words

from generator.language.i18n import LANGUAGES
from generator.model.content import Content

PACKAGE = ROOT / "generator"

EXAMPLES = {("authoring/error_reference.py", "kpis/exemple.yml")}
"""Where a kind is named all the same: the cases of the error reference change an entry of the small handbook."""


@pytest.mark.parametrize("kind", KINDS)
def test_kind_has_its_template_words_and_golden_case(kind: str) -> None:
    assert (PACKAGE / KINDS[kind].template).is_file()
    assert (GOLDEN / kind / "entry.yml").is_file()
    for language in LANGUAGES:
        assert words(language)(f"kinds.{kind}.none")
        assert KINDS[kind].segment[language]


def test_no_folder_of_a_kind_is_left_out() -> None:
    assert {path.parent.name for path in (PACKAGE / "kinds").glob("*/kind.yml")} == set(KINDS)


def _literals() -> Iterator[tuple[str, str]]:
    """The texts between quotes in the Python and the templates of the rooms that are the same for all kinds."""
    for path in PACKAGE.rglob("*"):
        place = path.relative_to(PACKAGE)
        if place.parts[0] in ("kinds", "views") or "start" in place.parts:
            continue
        if path.suffix == ".py":
            nodes = ast.walk(ast.parse(path.read_text("utf-8")))
            for node in nodes:
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield place.as_posix(), node.value
        elif path.suffix in (".jinja", ".html"):
            for code in re.findall(r"{[{%](.*?)[%}]}", path.read_text("utf-8"), re.DOTALL):
                yield from ((place.as_posix(), text) for text in re.findall(r"""["']([\w/-]*)["']""", code))


def test_no_room_but_that_of_the_kinds_names_one() -> None:
    """What generic code asks of a kind is a flag of its `kind.yml`. `sources` is also a field that all entries have."""
    found = list(_literals())
    assert len(found) > 1000
    kinds = set(KINDS) - set(Content.model_fields)
    assert {one for one in found if one[1].partition("/")[0] in kinds} == EXAMPLES


def test_addresses_are_unique_in_each_language() -> None:
    for language in LANGUAGES:
        segments = [place.segment[language] for place in PLACES.values()]
        assert len(set(segments)) == len(segments)


def test_both_languages_have_the_same_words_with_the_same_braces() -> None:
    french, english = words("fr").texts, words("en").texts
    assert french.keys() == english.keys()
    for key in french:
        assert set(re.findall(r"{\w+}", french[key])) == set(re.findall(r"{\w+}", english[key])), key


def test_words_that_templates_name_exist() -> None:
    for path in PACKAGE.rglob("*.jinja"):
        for key in re.findall(r'view\.word\("([\w.]+)"\)', path.read_text("utf-8")):
            assert key in words("fr").texts, f"{path.name}: {key}"
