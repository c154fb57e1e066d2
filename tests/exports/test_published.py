"""What the site publishes beside its pages: the data, which a process of their own makes where the system can."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from generator.exports import published
from generator.site import apart
from generator.site.build import build_site


def build(project: Path) -> Path:
    build_site(project / "mkdocs.yml", project / "site")
    return project / "site"


@pytest.mark.parametrize("forks", [True, False])
def test_a_file_of_the_author_at_the_same_place_stays(
    fresh_project: Path, forks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "may_fork", lambda: forks)
    own = fresh_project / "docs" / "fr" / "data" / "kpis.json"
    own.parent.mkdir()
    own.write_text("own", "utf-8")
    site = build(fresh_project)
    assert (site / "data" / "kpis.json").read_text("utf-8") == "own"
    assert (site / "data" / "handbook.json").stat().st_size > 1000


def test_data_that_cannot_be_made_stop_the_build(
    fresh_project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("in the data")

    build(fresh_project)
    monkeypatch.setattr(apart, "may_fork", lambda: True)
    monkeypatch.setattr(published, "files", fail)
    with pytest.raises(Abort):
        build(fresh_project)
    assert "in the data" in caplog.text
    assert (fresh_project / "site" / "data" / "handbook.json").is_file()
