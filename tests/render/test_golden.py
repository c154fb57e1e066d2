"""Every kind and every view, rendered in both languages, compared with Markdown that a reviewer can read."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import GOLDEN, KINDS, VIEWS, handbook_of

from generator.language.i18n import LANGUAGES
from generator.model.catalog import HOME
from generator.model.fields import Ref
from generator.render.pages import render_page

PAGES = {kind: Ref(kind, "exemple" if KINDS[kind].layout == "page" else "") for kind in KINDS}
PAGES |= {"home": HOME, "index": Ref("kpis", "")}
PAGES |= {name: Ref(name, "exemple" if view.each else "") for name, view in VIEWS.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_expected(name: str, language: str, content: Path, request: pytest.FixtureRequest) -> None:
    page = render_page(handbook_of(content), PAGES[name], language)
    expected = GOLDEN / name / f"expected.{language}.md"
    if request.config.getoption("--update"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(page.markdown, "utf-8")
    assert page.markdown == expected.read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_entry_uses_every_field_of_its_kind(kind: str) -> None:
    """A golden entry that left a field out would leave its rendering untested."""
    text = (GOLDEN / kind / "entry.yml").read_text("utf-8")
    shared = set(KINDS["faq"].model.model_fields) & set(KINDS["sources"].model.model_fields)
    own = set(KINDS[kind].model.model_fields) - shared
    missing = {field for field in own if f"\n{field}:" not in f"\n{text}"}
    assert missing <= {"on_monday", "examples", "rows_from", "summary", "pairs_with"}
