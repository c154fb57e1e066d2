"""Files beside the content that cannot be read as they should be: a sentence, and nothing lost."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main


def handbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def recorded(content: Path) -> Path:
    """The small handbook with its record of translations."""
    assert handbook("translations", "--record", "--content", str(content)).exit_code == 0
    return content


def commit(folder: Path) -> None:
    for arguments in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True)


@pytest.mark.parametrize("command", [["translations"], ["translations", "--record"], ["diff", "HEAD"]])
def test_record_that_is_no_text_keeps_its_sound_lines(command: list[str], recorded: Path) -> None:
    commit(recorded)
    record = recorded / ".translations" / "kpis" / "exemple.txt"
    sound = record.read_bytes()
    record.write_bytes(sound + b"\xff\xfe caf\xe9\n")
    result = handbook(*command, "--content", str(recorded))
    assert (result.exit_code, result.exception) == (0, None), result.output
    if "--record" in command:
        assert record.read_bytes() == sound


@pytest.mark.parametrize("command", [["translations"], ["translations", "--record"], ["diff", "HEAD"]])
def test_record_that_may_not_be_read_is_told(
    command: list[str], recorded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(recorded)
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.suffix == ".txt" and path.parent.name == "kpis":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = handbook(*command, "--content", str(recorded))
    assert result.exit_code != 0
    assert isinstance(result.exception, SystemExit)
    assert "exemple.txt" in result.output
    assert any(why in result.output for why in ("Permission denied", "pas le droit de lire"))


@pytest.mark.parametrize(
    "command",
    [["fmt"], ["fmt", "--check"], ["diff", "HEAD"], ["check"], ["translations"], ["reviews"]],
    ids=" ".join,
)
def test_folder_that_is_a_link_to_itself_is_told(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").symlink_to("content")
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q"], check=True)
    result = handbook(*command)
    assert result.exit_code != 0
    assert isinstance(result.exception, SystemExit), result.exception


@pytest.mark.parametrize("command", [["fmt", "--check"], ["diff", "HEAD"], ["check"], ["translations"]], ids=" ".join)
def test_links_that_loop_inside_the_content_change_no_answer(command: list[str], content: Path) -> None:
    handbook("fmt", "--content", str(content))
    commit(content)
    before = handbook(*command, "--content", str(content))
    (content / "kpis" / "tout").symlink_to(content)
    (content / "boucle").symlink_to("boucle")
    after = handbook(*command, "--content", str(content))
    assert (after.exit_code, after.output) == (before.exit_code, before.output)
    assert before.exit_code == 0
