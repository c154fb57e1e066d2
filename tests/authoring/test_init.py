"""A handbook of one's own checks, previews and builds at once, whatever it starts from."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from small import ROOT

from generator.authoring.init import Start, init
from generator.pipeline.content_folders import BASE, carried, configured
from generator.pipeline.stages import run


def handbook(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("options", [[], ["--overlay"], ["--empty"]], ids=["copy", "overlay", "empty"])
def test_a_fresh_folder_takes_an_entry_is_sound_and_builds(tmp_path: Path, options: list[str]) -> None:
    assert handbook(tmp_path, "init", "own", *options).returncode == 0
    own = tmp_path / "own"
    for arguments in (["new", "stakeholders", "essai"], ["check", "--strict"], ["build", "--strict"]):
        result = handbook(own, *arguments)
        assert result.returncode == 0, result.stdout + result.stderr
    assert (own / "site" / "index.html").is_file()
    assert (own / "site" / "en" / "about" / "index.html").is_file()
    assert (own / "site" / "indicateurs" / "otif").exists() == (options != ["--empty"])


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "notes.txt").write_text("mine")
    result = handbook(tmp_path, "init", "own")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["own", "notes.txt"]


def test_overlay_holds_no_copy_and_its_entries_lie_over_the_base(tmp_path: Path) -> None:
    own = tmp_path / "own"
    init(own, Start.OVERLAY)
    assert [path.name for path in (own / "content").rglob("*")] == [".gitkeep"]
    assert configured(own / "mkdocs.yml") == (carried("content"), own / "content")

    (own / "content" / "kpis").mkdir()
    text = (carried("content") / "kpis" / "otif.yml").read_text("utf-8")
    (own / "content" / "kpis" / "otif.yml").write_text(text.replace("title: {fr: ", "title: {fr: 'Notre OTIF', x: "))
    assert [problem.code for problem in run(configured(own / "mkdocs.yml")).diagnostics] == ["unknown-field"]


def test_a_draft_in_the_overlay_hides_a_base_entry(tmp_path: Path) -> None:
    own = tmp_path / "own"
    init(own, Start.OVERLAY)
    (own / "content" / "interview").mkdir()
    place = Path("interview") / "succession.yml"
    text = (carried("content") / place).read_text("utf-8")
    (own / "content" / place).write_text(text.replace("status: published", "status: draft"), "utf-8")
    handbook = run(configured(own / "mkdocs.yml")).handbook
    assert handbook is not None
    assert "succession" not in [entry.id for entry in handbook.of("interview")]


def test_configuration_that_cannot_be_read_means_the_usual_folder(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: [", "utf-8")
    assert configured(tmp_path / "mkdocs.yml") == (tmp_path / "content",)
    assert configured(tmp_path / "none.yml") == (tmp_path / "content",)


def test_commands_take_the_base_by_name(tmp_path: Path) -> None:
    assert handbook(tmp_path, "check", "--content", BASE, "--strict").returncode == 0


def test_the_wheel_carries_all_that_the_commands_need(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for place in (
        "base/content/handbook.yml",
        "base/content/kpis/otif.yml",
        "base/mkdocs.yml",
        "authoring/start/README.md",
        "authoring/start/docs/fr/a-propos.md",
        "kinds/kpis/kind.yml",
        "kinds/kpis/page.md.jinja",
        "site/theme/assets/handbook.css",
        "language/locales/fr.yml",
        "model/fields.yml",
        "py.typed",
    ):
        assert f"generator/{place}" in names
