"""`handbook export pdf` and `docx`: which files come out, and what is said where they cannot."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from small import swap

from generator.cli import export_documents, main


@pytest.fixture
def folder(content: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project to write documents in, with messages in English."""
    monkeypatch.chdir(content.parent)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return content.parent


def export(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", *arguments])


def written(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in (folder / "dist").rglob("*") if path.is_file())


def test_a_document_is_written_in_both_languages(folder: Path) -> None:
    result = export("pdf", "mandate-letter")
    assert (result.exit_code, result.stderr) == (0, "")
    assert written(folder) == ["dist/documents/en/mandate-letter.pdf", "dist/documents/fr/lettre-de-mission.pdf"]
    assert result.output.splitlines() == [
        "dist/documents/fr/lettre-de-mission.pdf",
        "dist/documents/en/mandate-letter.pdf",
    ]


def test_one_language_and_another_folder(folder: Path) -> None:
    assert export("pdf", "mandate-letter", "--lang", "en", "--output", "dist/here").exit_code == 0
    assert written(folder) == ["dist/here/en/mandate-letter.pdf"]


def test_an_unknown_name_gets_the_nearest(folder: Path) -> None:
    result = export("pdf", "mandate-leter")
    assert result.exit_code == 2
    assert "No document is called “mandate-leter”. Did you mean “mandate-letter”?" in result.stderr
    assert not (folder / "dist").exists()


def test_content_with_errors_writes_nothing(folder: Path, content: Path) -> None:
    swap(content, "kpis/exemple.yml", "family: quality", "family: qualty")
    result = export("pdf", "mandate-letter")
    assert result.exit_code == 1
    assert "error[wrong-value]" in result.stderr
    assert not (folder / "dist").exists()


@pytest.mark.usefixtures("folder")
def test_a_missing_library_is_told_with_the_way_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_documents, "find_spec", lambda _: None)
    result = export("pdf", "mandate-letter")
    assert result.exit_code == 3
    assert "pip install 'coo-handbook[documents]'" in result.stderr


def test_files_of_ours_are_replaced_and_others_are_not(folder: Path) -> None:
    assert export("pdf", "mandate-letter", "--lang", "en").exit_code == 0
    assert export("pdf", "mandate-letter", "--lang", "en").exit_code == 0
    other = folder / "dist" / "documents" / "fr" / "lettre-de-mission.pdf"
    other.parent.mkdir()
    other.write_bytes(b"%PDF-1.7 signed")
    english = folder / "dist" / "documents" / "en" / "mandate-letter.pdf"
    before = english.stat().st_mtime_ns
    assert export("pdf", "mandate-letter").exit_code == 2
    assert other.read_bytes() == b"%PDF-1.7 signed"
    assert english.stat().st_mtime_ns == before


def test_word_files_take_the_styles_of_a_company_and_refuse_what_is_no_word_file(folder: Path) -> None:
    assert export("docx", "mandate-letter", "--lang", "en").exit_code == 0
    assert written(folder) == ["dist/documents/en/mandate-letter.docx"]
    other = folder / "styles.docx"
    other.write_bytes(b"no Word file")
    result = export("docx", "mandate-letter", "--lang", "en", "--reference", str(other))
    assert result.exit_code == 2
    assert "is not a Word file" in result.stderr


def test_a_word_file_that_somebody_has_filled_in_is_not_replaced(folder: Path) -> None:
    assert export("docx", "mandate-letter", "--lang", "en").exit_code == 0
    file = folder / "dist" / "documents" / "en" / "mandate-letter.docx"
    filled = docx.Document(str(file))
    filled.add_paragraph("Signed.")
    filled.save(str(file))
    before = file.read_bytes()
    assert export("docx", "mandate-letter", "--lang", "en").exit_code == 2
    assert file.read_bytes() == before


def test_a_form_stands_for_all_its_documents_and_a_name_for_one(folder: Path) -> None:
    assert export("pdf", "job-advert", "sector-job-advert/exemple", "--lang", "en").exit_code == 0
    assert written(folder) == [
        "dist/documents/en/job-advert-exemple.pdf",
        "dist/documents/en/sector-job-advert-exemple.pdf",
    ]


def test_the_whole_handbook_is_one_of_the_names(folder: Path) -> None:
    assert export("pdf", "handbook", "--lang", "fr").exit_code == 0
    assert written(folder) == ["dist/documents/fr/guide.pdf"]
