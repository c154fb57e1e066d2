"""What the preview shows after any saves is what MkDocs makes of the same project, file by file."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from mkdocs.commands.build import build
from saves import EDITS

from generator.site.build import loaded
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
    whole = _built(site_project, tmp_path / "whole")
    for place in sorted(whole):
        path, failure = project.file(place)
        assert not failure
        shown[place] = path.read_bytes() if path else None
    assert "index.html" in whole
    assert [place for place in whole if shown[place] != whole[place]] == []


def _built(project: Path, site: Path) -> dict[str, bytes]:
    """Every file of the site that MkDocs makes in one go for its own live server."""
    config = loaded(project / "mkdocs.yml", site, site_url=ADDRESS)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    return {place: data for place, data in files.items() if not _is_for_hosts(place)}


def _is_for_hosts(place: str) -> bool:
    """Whether a file is for those who publish: packed copies, headers, the mark of the folder."""
    return place.endswith((".gz", ".handbook-site", ".htaccess")) or place.startswith("_headers")
