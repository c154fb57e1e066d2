"""What documents say: nothing that only readers of the handbook understand, and in all of them what was promised."""

from __future__ import annotations

import re

import pytest
from small import ROOT, handbook_of

from generator.language.words import LANGUAGES
from generator.model.handbook import Handbook
from generator.render.documents import plan_documents, render_document

OF_THE_HANDBOOK = {
    "fr": r"ce guide|du guide|le guide du|sa page|cette page|sept profils|seize décisions|dix compétences",
    "en": r"this handbook|the handbook|this page|its page|seven archetypes|sixteen decisions|ten competencies",
}
"""How the handbook speaks of itself and of what it holds."""

KNOWN = {"interview-guide"}
"""Documents that explain the archetypes themselves."""


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return handbook_of(ROOT / "content")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_document_speaks_of_the_handbook(language: str, handbook: Handbook) -> None:
    found = {
        (key.name, match[0])
        for key in plan_documents(handbook)
        if key.form.name not in KNOWN
        for match in re.finditer(OF_THE_HANDBOOK[language], render_document(handbook, key, language), re.IGNORECASE)
    }
    assert not found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_document_links_into_the_handbook(language: str, handbook: Handbook) -> None:
    for key in plan_documents(handbook):
        assert not re.search(r"\]\((?!https?:|mailto:)", render_document(handbook, key, language)), key.name


@pytest.mark.parametrize("kind", ["archetypes", "sectors"])
def test_an_advert_has_a_mission_of_three_sentences_and_five_responsibilities(kind: str, handbook: Handbook) -> None:
    for entry in handbook.of(kind):
        job = getattr(entry.data, "job")  # noqa: B009 - both kinds have it, their models differ
        for language in LANGUAGES:
            sentences = re.findall(r"\.(?:\s|$)", job.mission.served(language).text)
            assert len(sentences) in (2, 3), (entry.id, language)
        assert len(job.duties) == 5, entry.id
        assert job.experience, entry.id
