"""What the preview shows after any saves is what MkDocs makes of the same project, file by file."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from live import built_as_served
from saves import EDITS

from generator.site.preview.project import Project

ADDRESS = "http://127.0.0.1:8000/"


@pytest.mark.parametrize("seed", range(4))
def test_pages_after_random_saves_are_those_of_a_build(seed: int, site_project: Path, tmp_path: Path) -> None:
    chance = Random(seed)
    project = Project(site_project / "mkdocs.yml", tmp_path / "preview", ADDRESS)
    project.update()
    for name in chance.choices(sorted(EDITS), k=12):
        changed = EDITS[name](site_project, chance)
        project.update(changed)
        assert not project.failure, name
        for address in chance.sample(["", "en/", "indicateurs/", "en/kpis/exemple/", "search/documents.json"], 2):
            project.file(address)
    EDITS["mended"](site_project, chance)
    project.update({site_project / "content" / "competencies" / "autre.yml"})
    assert not project.findings.errors, project.findings
    project.settle(lambda: None)
    shown = {}
    whole = built_as_served(site_project, tmp_path / "whole", ADDRESS)
    for place in sorted(whole):
        path, failure = project.file(place)
        assert not failure
        shown[place] = path.read_bytes() if path else None
    assert "index.html" in whole
    assert [place for place in whole if shown[place] != whole[place]] == []
