"""Renaming an entry: everything that names it follows, nothing else changes, and a refusal writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small import KINDS, found, handbook_of, swap

from generator.cli import main
from generator.editorial.translations import State, read, record, survey
from generator.model.fields import Ref

KPI = "kpis/exemple.yml"


def rename(content: Path, *arguments: str, answer: str = "") -> Result:
    options = ["rename", "--content", str(content), "--lang", "fr", *arguments]
    result = CliRunner().invoke(main, options, input=answer)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def texts(content: Path) -> dict[str, str]:
    return {
        path.relative_to(content).as_posix(): path.read_text("utf-8") for path in content.rglob("*") if path.is_file()
    }


def states(content: Path) -> list[State]:
    return [text.state for text in survey(handbook_of(content), read([content]))]


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_to_an_entry_follows_it(kind: str, content: Path) -> None:
    before = texts(content)
    links = len(handbook_of(content).links)
    result = rename(content, kind, "exemple", "nouveau-nom", "--yes")
    assert result.exit_code == 0, result.output
    assert found(content) == []
    handbook = handbook_of(content)
    assert handbook.entries[Ref(kind, "nouveau-nom")].data.previous_ids == ("exemple",)
    assert len(handbook.links) == links
    assert not (content / kind / "exemple.yml").exists()
    for name, text in texts(content).items():
        if name != f"{kind}/nouveau-nom.yml":
            assert re.sub("nouveau-nom", "exemple", text) == before[name]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("challenges/exemple.yml", lambda path: path.write_text(path.read_text("utf-8") + "# saved\n", "utf-8")),
        ("kpis/exemple.yml", lambda path: path.write_text(path.read_text("utf-8") + "# saved\n", "utf-8")),
        ("kpis/exemple.yml", Path.unlink),
        ("kpis/nouveau.yml", lambda path: path.write_bytes((path.parent / "exemple.yml").read_bytes())),
    ],
    ids=["a file that refers to it", "the entry", "the entry is deleted", "its new name is taken"],
)
def test_what_is_saved_while_the_question_stands_is_kept(
    name: str, change: Callable[[Path], object], content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: dict[str, str] = {}

    def asked(*_: object, **__: object) -> bool:
        change(content / name)
        saved.update(texts(content))
        return True

    monkeypatch.setattr("click.confirm", asked)
    result = rename(content, "kpis", "exemple", "nouveau")
    assert (result.exit_code, "vient de changer" in result.output) == (1, True), result.output
    assert texts(content) == saved


def test_comments_layout_and_line_ends_stay(content: Path) -> None:
    swap(content, "challenges/exemple.yml", "kpis: [exemple]", "kpis:\n    - 'exemple'   # le premier\n    # la suite")
    swap(content, "faq/exemple.yml", "contribue et teste", "voit [un](kpis/exemple) puis [deux](kpis/exemple) et agit")
    path = content / "challenges" / "exemple.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    assert rename(content, "kpis", "exemple", "otif", "--yes").exit_code == 0
    assert path.read_bytes() == before.replace(b"'exemple'   #", b"'otif'   #")
    assert "voit [un](kpis/otif) puis [deux](kpis/otif) et agit" in (content / "faq/exemple.yml").read_text("utf-8")


def test_name_of_a_field_keeps_its_comment(content: Path) -> None:
    swap(content, "decisions/exemple.yml", "{exemple: A/R}", "\n  exemple: A/R  # qui répond")
    assert rename(content, "stakeholders", "exemple", "daf", "--yes").exit_code == 0
    assert "  daf: A/R  # qui répond\n" in (content / "decisions/exemple.yml").read_text("utf-8")


def test_record_of_translations_says_the_same_after(content: Path) -> None:
    swap(content, "faq/exemple.yml", "contribue et teste.", "voit [un](kpis/exemple).")
    swap(content, "faq/exemple.yml", "contributes and tests.", "sees [one](kpis/exemple).")
    swap(content, "rituals/exemple.yml", "sources:", "#\nsources:")
    record(handbook_of(content), [content])
    swap(content, KPI, "Tenir la promesse", "Tenir toute la promesse")
    swap(content, "faq/exemple.yml", "voit [un]", "voit toujours [un]")
    before = states(content)
    assert before.count(State.OUTDATED) == 2
    assert rename(content, "kpis", "exemple", "otif", "--yes").exit_code == 0
    assert sorted(states(content)) == sorted(before)
    assert not (content / ".translations/kpis/exemple.txt").exists()


def test_a_file_renamed_by_hand_is_finished(content: Path) -> None:
    (content / KPI).rename(content / "kpis/otif.yml")
    assert rename(content, "kpis", "exemple", "otif", "--yes").exit_code == 0
    assert found(content) == []
    assert handbook_of(content).entries[Ref("kpis", "otif")].data.previous_ids == ("exemple",)


def test_going_back_takes_the_name_out_of_the_former_ones(content: Path) -> None:
    rename(content, "kpis", "exemple", "otif", "--yes")
    rename(content, "kpis", "otif", "exemple", "--yes")
    assert handbook_of(content).entries[Ref("kpis", "exemple")].data.previous_ids == ("otif",)
    assert found(content) == []


@pytest.mark.parametrize(("options", "answer"), [(["--dry-run"], ""), ([], "n\n")])
def test_nothing_is_written_unless_asked(options: list[str], answer: str, content: Path) -> None:
    before = texts(content)
    result = rename(content, "kpis", "exemple", "otif", *options, answer=answer)
    assert texts(content) == before
    assert "kpis/otif.yml" in result.output
    assert "challenges/exemple.yml:" in result.output


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("kpi", "exemple", "otif"), 2, "kpis"),
        (("kpis", "exemple", "Taux de service"), 2, "taux-de-service"),
        (("kpis", "exemple", "exemple"), 2, "les mêmes"),
        (("kpis", "exempel", "otif"), 1, "Vouliez-vous dire « exemple »"),
        (("competencies", "exemple", "autre"), 1, "existe déjà"),
        (("competencies", "exemple", "ancien"), 1, "ancien nom"),
    ],
)
def test_a_wrong_name_is_refused(arguments: tuple[str, ...], code: int, says: str, content: Path) -> None:
    swap(content, "competencies/autre.yml", "status: published", "status: published\nprevious_ids: [ancien]")
    before = texts(content)
    result = rename(content, *arguments, "--yes")
    assert result.exit_code == code
    assert says in result.output.replace("\u00a0", " ").replace("\u202f", " ").replace("\n", " ")
    assert texts(content) == before


def test_a_file_with_errors_stops_it_as_it_may_hold_a_reference(content: Path) -> None:
    swap(content, "challenges/exemple.yml", "kpis: [exemple]", "kpis: [exemple")
    before = texts(content)
    result = rename(content, "kpis", "exemple", "otif", "--yes")
    assert result.exit_code == 1
    assert "challenges/exemple.yml" in result.output
    assert texts(content) == before


def test_an_entry_of_the_handbook_underneath_keeps_its_name(content: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "kpis").mkdir(parents=True)
    result = CliRunner().invoke(
        main, ["rename", "--content", str(content), "--content", str(own), "kpis", "exemple", "otif", "--yes"]
    )
    assert result.exit_code == 1
    assert (content / KPI).exists()
