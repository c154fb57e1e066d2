"""Compiled templates: kept among the files of the user, for every template, and not for ever."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.render import bytecode
from generator.site import security_policy, theme_environment


@pytest.fixture
def kept(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a user who has built nothing yet."""
    folder = tmp_path_factory.mktemp("user") / "templates-now"
    monkeypatch.setattr(bytecode, "_compiled", lambda: folder)
    for one in (theme_environment._KEPT, theme_environment._SHARED):
        monkeypatch.setattr(one, "_code", {})
    return folder


def build(project: Path) -> str:
    arguments = ["build", "-f", str(project / "mkdocs.yml"), "--site-dir", str(project / "site"), "--no-cache"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def of_theme(kept: Path) -> list[Path]:
    return [path for path in kept.glob("*") if b"material/templates/base.html" in path.read_bytes()]


def test_the_templates_of_the_theme_are_kept_too(fresh_project: Path, kept: Path) -> None:
    build(fresh_project)
    assert of_theme(kept)


def test_the_scripts_of_a_kept_template_are_allowed_in_another_process(
    fresh_project: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each process has another mark for them, which no author can know."""
    build(fresh_project)
    mark = security_policy._MARK
    before = (fresh_project / "site" / "404.html").read_bytes()
    monkeypatch.setattr(security_policy, "_MARK", mark.translate(str.maketrans("0123456789", "1234567890")))
    monkeypatch.setattr(theme_environment._KEPT, "_code", {})
    assert "blocked-script" not in build(fresh_project)
    assert (fresh_project / "site" / "404.html").read_bytes() == before
    assert not any(mark.encode() in path.read_bytes() for path in kept.iterdir())


def test_other_plugins_may_change_how_the_theme_compiles(fresh_project: Path, kept: Path) -> None:
    (fresh_project / "hook.py").write_text("def on_env(env, **_):\n    env.trim_blocks = True\n", "utf-8")
    config = fresh_project / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}\nhooks: [hook.py]\n", "utf-8")
    build(fresh_project)
    assert not of_theme(kept)


def test_what_many_other_versions_have_compiled_is_deleted(fresh_project: Path, kept: Path) -> None:
    for age in range(9):
        folder = kept.parent / f"templates-{age}"
        folder.mkdir()
        (folder / "code").touch()
        os.utime(folder, (1_000_000 - age, 1_000_000 - age))
    (kept.parent / "other").mkdir()
    build(fresh_project)
    left = {path.name for path in kept.parent.iterdir()}
    assert {"templates-now", "templates-0", "templates-1", "other"} <= left
    assert not left & {f"templates-{age}" for age in range(3, 9)}
