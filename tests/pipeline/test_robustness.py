"""Whatever stands in the content folder: a finding, never a crash, and nothing on the disk is changed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small import CATALOG, GOLDEN, KINDS, found, swap

from generator.cli import main
from generator.files import mark
from generator.pipeline.load import load_document
from generator.pipeline.stages import run
from generator.pipeline.validate import validate_document

KPI = "kpis/exemple.yml"


def handbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 499_000,
        "a: " + "{a: " * 200_000,
        "- " * 400_000,
        "? " * 400_000,
        "\n".join(" " * depth + "a:" for depth in range(1300)),
        "a: " + "]" * 100_000,
        "a: '" + "'" * 300_001,
        "a: " + "x : " * 100_000,
        'a: "\n' * 20_000,
        "\t" * 300_000 + "a: b",
        "a: b\n\tc: d\n" * 2_000,
        "é" * 400_000,
        "a: |\n" + " x\n" * 200_000 + "b",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_endless_text_is_one_finding_soon(text: str, content: Path) -> None:
    """In a process of its own: a parser that runs out of stack takes the whole process with it."""
    (content / KPI).write_text(text, "utf-8")
    command = [sys.executable, "-m", "generator", "check", "--content", str(content), "--format", "concise"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (result.returncode, result.stderr) == (1, "")
    assert KPI in result.stdout


def test_bomb_of_aliases_is_refused_where_it_is_laid(content: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    (content / KPI).write_text("\n".join(lines) + "\n", "utf-8")
    assert {code for code, *_ in found(content)} == {"yaml-alias"}
    assert len(found(content)) == 9


def test_folder_named_like_an_entry_is_told(content: Path) -> None:
    (content / "kpis" / "otif.yml").mkdir()
    assert found(content) == [("unreadable-file", "kpis/otif.yml", 0, 0)]


def test_links_that_lead_nowhere_or_round_in_circles_are_told(content: Path) -> None:
    (content / "kpis" / "perdu.yml").symlink_to("nulle-part.yml")
    (content / "kpis" / "rond.yml").symlink_to("rond.yml")
    (content / "kpis" / "boucle").symlink_to(content, target_is_directory=True)
    told = [(d.code, d.message, d.span.file.name) for d in run([content]).diagnostics]
    assert told == [("unreadable-file", "is-gone", "perdu.yml"), ("unreadable-file", "link-loop", "rond.yml")]


def test_linked_folder_of_a_kind_is_read(content: Path, tmp_path: Path) -> None:
    (content / "kpis").rename(tmp_path / "elsewhere")
    (content / "kpis").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert found(content) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
def test_pipe_is_told_and_not_waited_for(content: Path) -> None:
    os.mkfifo(content / "kpis" / "tuyau.yml")
    assert found(content) == [("unreadable-file", "kpis/tuyau.yml", 0, 0)]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), "no-permission"),
        (FileNotFoundError(2, "No such file"), "is-gone"),
        (OSError(5, "Input/output error"), "unreadable-file"),
    ],
)
def test_file_that_the_system_refuses_is_told(
    error: OSError, message: str, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's refusals, which a test cannot ask for: its user may be allowed everything."""
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "exemple.yml" and path.parent.name == "kpis":
            raise error
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [(d.code, d.message) for d in run([content]).diagnostics] == [("unreadable-file", message)]


def test_folder_that_may_not_be_read_is_told(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "kpis":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    told = [(d.code, d.message, d.span.file.name) for d in run([content]).diagnostics]
    assert ("unreadable-file", "no-permission", "kpis") in told


def test_missing_folder_is_one_finding(tmp_path: Path) -> None:
    result = handbook("check", "--content", str(tmp_path / "nowhere"), "--format", "concise", "--lang", "en")
    assert result.exit_code == 1
    assert result.output.count("error[") == 1
    assert "error[no-content]" in result.output


def test_file_in_the_place_of_a_folder_is_wrong_use(content: Path) -> None:
    result = handbook("check", "--content", str(content / KPI))
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="the system has only names that are UTF-8")
def test_name_of_a_file_that_cannot_be_printed_is_told(content: Path) -> None:
    (content / "kpis" / os.fsdecode(b"\xff\xc3\xa9.yml")).write_text("a: b\n", "utf-8")
    command = [sys.executable, "-m", "generator", "check", "--content", str(content), "--format", "concise"]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8:strict"}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stderr) == (1, "")
    assert "\\udcff" in result.stdout


def test_utf_16_is_told_by_its_name(content: Path) -> None:
    path = content / KPI
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))
    (problem,) = run([content]).diagnostics
    assert (problem.code, problem.message) == ("not-utf-8", "utf-16")


def test_the_character_that_is_not_utf_8_is_named_at_its_column(content: Path) -> None:
    """Counted in characters, after others that take two bytes, and after a byte order mark."""
    (content / KPI).write_bytes("title: é".encode("utf-8-sig") + "à".encode("cp1252"))
    (problem,) = run([content]).diagnostics
    assert (problem.code, problem.span.line, problem.span.column) == ("not-utf-8", 1, 9)
    assert problem.values["sign"] == "à"


def _state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (KPI, 'unit: "%"', "unit: %"),
        (KPI, "family: quality", "family: qualty"),
        (KPI, "measured_by: exemple", "measured_by: exempel"),
        ("decisions/exemple.yml", "A/R", "R"),
        ("handbook.yml", "title:", "titre:"),
    ],
)
def test_failing_commands_change_nothing(name: str, old: str, new: str, fresh_project: Path) -> None:
    swap(fresh_project / "content", name, old, new)
    (fresh_project / "site").mkdir()
    (fresh_project / "site" / "index.html").write_text("old", "utf-8")
    mark(fresh_project / "site")
    before = _state(fresh_project)
    config = str(fresh_project / "mkdocs.yml")
    for arguments in (
        ["check", "--content", str(fresh_project / "content")],
        ["build", "-f", config, "--site-dir", str(fresh_project / "site")],
    ):
        result = handbook(*arguments)
        assert result.exit_code == 1
        assert "Traceback" not in result.output
    assert _state(fresh_project) == before


SCRAPS = [
    *"\"'«»“”’:#-*&!|>[]{}%@`,?\\\t \n\r",
    ": ",
    " #",
    "- ",
    "\n  ",
    "\n- ",
    "---\n",
    "\u00a0",
    "\x07",
    "é",
    "<b>",
    "fr:",
    "](",
]


def _mutated(text: str, chance: random.Random) -> str:
    """The text with a few scraps put in, cut out, doubled or moved."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randint(0, 12))
        piece = chance.choice(SCRAPS) * chance.randint(1, 2)
        text = chance.choice(
            (text[:start] + piece + text[start:], text[:start] + text[end:], text[:end] + text[start:end] + text[end:])
        )
    return text


@pytest.mark.parametrize("kind", KINDS)
def test_no_change_to_a_sound_entry_raises(kind: str) -> None:
    """Two hundred random changes a kind, the same in each run. What loads keeps to its lines and columns."""
    sound = (GOLDEN / kind / "entry.yml").read_text("utf-8")
    chance = random.Random(kind)
    for _ in range(200):
        text = _mutated(sound, chance)
        document, problems = load_document(Path("x.yml"), text, kind)
        assert document is not None or problems
        more = validate_document(document, CATALOG)[1] if document is not None else []
        lines = [*text.splitlines(), ""]
        for span in (problem.span for problem in (*problems, *more)):
            assert span.line <= len(lines)
            assert span.column <= (len(lines[span.line - 1]) + 1 if span.line else 0)


def test_no_mutated_handbook_brings_the_command_down(content: Path) -> None:
    chance = random.Random("handbook")
    sound = {path: path.read_text("utf-8") for path in content.rglob("*.yml")}
    for _ in range(25):
        for path, text in sound.items():
            path.write_text(_mutated(text, chance) if chance.random() < 0.2 else text, "utf-8")
        for form in ("full", "json"):
            result = handbook("check", "--content", str(content), "--format", form)
            assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
