"""The command: its exit status, its four formats, its languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small import swap

from generator.cli import main
from generator.files import MARK, mark


def handbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def faulty(content: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(content.parent)
    return swap(content, "kpis/exemple.yml", "family: quality", "family: qualty")


def test_clean_content_exits_0(content: Path) -> None:
    result = handbook("check", "--content", str(content), "--lang", "fr", "--strict")
    assert (result.exit_code, result.output) == (0, "Le contenu est sain\u00a0: rien à signaler.\n")


def test_findings_exit_1_with_a_code_frame(faulty: Path) -> None:
    result = handbook("check", "--lang", "fr")
    assert faulty.is_dir()
    assert result.exit_code == 1
    assert "--> content/kpis/exemple.yml:4:9\n  |\n4 | family: qualty\n  |         ^^^^^^" in result.output
    assert "vouliez-vous dire «\u00a0quality\u00a0»" in result.output


def test_wrong_use_exits_2() -> None:
    assert handbook("check", "--format", "xml").exit_code == 2


def test_warning_exits_1_only_when_strict(content: Path) -> None:
    swap(content, "rituals/exemple.yml", "sources: [guide]", "sources: []")
    assert handbook("check", "--content", str(content)).exit_code == 0
    assert handbook("check", "--content", str(content), "--strict").exit_code == 1


def test_json_is_one_array_of_records(faulty: Path) -> None:
    records = json.loads(handbook("check", "--format", "json", "--lang", "en").output)
    assert faulty.is_dir()
    assert records == [
        {
            "code": "wrong-value",
            "severity": "error",
            "message": "“qualty” is not one of the values allowed.",
            "help": "did you mean “quality”?",
            "file": "content/kpis/exemple.yml",
            "line": 4,
            "column": 9,
            "end_line": 4,
            "end_column": 15,
            "related": [],
            "fix": {"line": 4, "end_line": 4, "lines": ["family: quality"]},
        }
    ]


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("concise", "content/kpis/exemple.yml:4:9: error[wrong-value] "),
        ("github", "::error file=content/kpis/exemple.yml,line=4,col=9,endLine=4,endColumn=15,title=wrong-value::"),
    ],
)
def test_other_formats_name_the_place(form: str, start: str, faulty: Path) -> None:
    assert faulty.is_dir()
    assert handbook("check", "--format", form).output.startswith(start)


def test_overlay_replaces_an_entry(content: Path, tmp_path: Path) -> None:
    swap(content, "kpis/exemple.yml", "family: quality", "family: qualty")
    sound = (content / "kpis" / "exemple.yml").read_text("utf-8").replace("qualty", "quality")
    (tmp_path / "over" / "kpis").mkdir(parents=True)
    (tmp_path / "over" / "kpis" / "exemple.yml").write_text(sound, "utf-8")
    assert handbook("check", "--content", str(content), "--content", str(tmp_path / "over")).exit_code == 0


def test_bad_content_leaves_the_old_site_untouched(site_project: Path) -> None:
    site = site_project / "site"
    site.mkdir()
    (site / "index.html").write_text("old")
    mark(site)
    swap(site_project / "content", "kpis/exemple.yml", "family: quality", "family: qualty")
    result = handbook("build", "-f", str(site_project / "mkdocs.yml"), "--site-dir", str(site))
    assert result.exit_code == 1
    assert sorted(path.name for path in site.iterdir()) == [MARK, "index.html"]
    assert (site / "index.html").read_text() == "old"
    assert "Traceback" not in result.output
