"""The overlay of the preview: what authors typed stands in it as text, whatever it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from parsed import Parsed

from generator.diagnostics import Diagnostic
from generator.language.i18n import LANGUAGES
from generator.model.document import Span
from generator.site.edit_links import EDITOR
from generator.site.preview.overlay import NONE, findings, overlay

TYPED = "</pre><img src=x onerror=alert(1)>\"'&amp;"
OWN = {"style", "details", "summary", "span", "ol", "li", "b", "a", "pre", "p", "code"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_shows_what_was_typed_and_nothing_acts(language: str, tmp_path: Path) -> None:
    file = tmp_path / "<b>\"'&.yml"
    file.write_text(f"family: {TYPED}\n", "utf-8")
    values = {"name": TYPED, "near": TYPED}
    finding = Diagnostic("wrong-value", Span(file, 1, 9, 1, 12), values, "unknown-setting", "near")
    shown = Parsed(overlay(language, findings([finding], EDITOR), "").decode())
    assert shown.tags == OWN
    assert shown.text.count(TYPED) >= 3  # in the message, in the help, and in the line of the file
    assert file.name in shown.text
    assert [set(attributes) for tag, attributes in shown.elements if tag == "a"] == [{"href"}]


def test_what_stopped_a_build_is_a_text() -> None:
    shown = Parsed(overlay("fr", NONE, TYPED).decode())
    assert shown.tags <= OWN
    assert TYPED in shown.text


def test_an_address_of_the_editor_cannot_leave_its_attribute(tmp_path: Path) -> None:
    finding = Diagnostic("empty-file", Span(tmp_path / "x.yml", 1, 1))
    shown = Parsed(overlay("fr", findings([finding], 'code "><img src=x>{path}'), "").decode())
    assert shown.tags <= OWN
