"""A kind is spelled the same everywhere, and both languages have every word."""

from __future__ import annotations

import re

import pytest
from small import GOLDEN, KINDS, PLACES, ROOT, words

from generator.language.i18n import LANGUAGES

PACKAGE = ROOT / "generator"


@pytest.mark.parametrize("kind", KINDS)
def test_kind_has_its_template_words_and_golden_case(kind: str) -> None:
    assert (PACKAGE / KINDS[kind].template).is_file()
    assert (GOLDEN / kind / "entry.yml").is_file()
    for language in LANGUAGES:
        assert words(language)(f"kinds.{kind}.none")
        assert KINDS[kind].segment[language]


def test_no_folder_of_a_kind_is_left_out() -> None:
    assert {path.parent.name for path in (PACKAGE / "kinds").glob("*/kind.yml")} == set(KINDS)


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
