"""The list of fields in the documentation says what the models do."""

from __future__ import annotations

import pytest
from small import CATALOG, KINDS, ROOT

from generator.authoring.field_reference import PLACES, reference
from generator.language.i18n import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_up_to_date(language: str) -> None:
    """`make reference` writes it again."""
    assert (ROOT / "docs" / PLACES[language]).read_text("utf-8") == reference(language, CATALOG)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_every_kind_is_listed(language: str) -> None:
    page = reference(language, CATALOG)
    for kind in KINDS.values():
        section = page.partition(f"## `{kind.name}`")[2].partition("\n## ")[0]
        shared = page.partition("{: #shared }")[2].partition("\n## ")[0]
        for name in kind.model.model_fields:
            assert f"| `{name}` |" in section + shared
