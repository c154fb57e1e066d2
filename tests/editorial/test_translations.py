"""The state of the translations, and the record that it is read from."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small import handbook_of, swap

from generator.cli import main
from generator.editorial.translations import FOLDER, SETTINGS, State, digest, marked, read, record, survey
from generator.model.fields import Ref
from generator.render.pages import render_page


def translations(content: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["translations", "--content", str(content), "--lang", "en", *arguments])


@pytest.fixture
def kept(content: Path) -> Path:
    """The small handbook with a record of all its translations."""
    record(handbook_of(content), [content])
    return content


def states(content: Path) -> Counter[State]:
    return Counter(text.state for text in survey(handbook_of(content), read([content])))


def outdated(content: Path) -> list[str]:
    """The fields whose English is behind, each with its entry."""
    texts = survey(handbook_of(content), read([content]))
    return [f"{text.ref} {'.'.join(map(str, text.path))}" for text in texts if text.state is State.OUTDATED]


def test_without_a_record_every_translated_text_is_new_and_recording_makes_it_translated(content: Path) -> None:
    before = states(content)
    assert set(before) == {State.NEW}
    record(handbook_of(content), [content])
    assert states(content) == Counter({State.TRANSLATED: before[State.NEW]})


def test_french_that_changed_alone_leaves_its_english_outdated(kept: Path) -> None:
    swap(kept, "kpis/exemple.yml", 'fr: "Tenir la promesse', 'fr: "Tenir toute promesse')
    assert outdated(kept) == ["kpis/exemple purpose"]


def test_recording_does_not_hide_what_is_outdated(kept: Path) -> None:
    swap(kept, "kpis/exemple.yml", 'fr: "Tenir la promesse', 'fr: "Tenir toute promesse')
    record(handbook_of(kept), [kept])
    record(handbook_of(kept), [kept])
    assert outdated(kept) == ["kpis/exemple purpose"]


def test_french_set_back_as_it_was_is_translated_again(kept: Path) -> None:
    swap(kept, "kpis/exemple.yml", 'fr: "Tenir la promesse', 'fr: "Tenir toute promesse')
    record(handbook_of(kept), [kept])
    swap(kept, "kpis/exemple.yml", 'fr: "Tenir toute promesse', 'fr: "Tenir la promesse')
    assert outdated(kept) == []


def test_both_languages_changed_together_are_new_and_not_outdated(kept: Path) -> None:
    swap(kept, "decisions/exemple.yml", "Au-delà de 1 M€", "Au-delà de 2 M€")
    swap(kept, "decisions/exemple.yml", "Above €1m", "Above €2m")
    assert states(kept)[State.NEW] == 1
    assert outdated(kept) == []


def test_english_changed_alone_is_new_and_not_outdated(kept: Path) -> None:
    swap(kept, "decisions/exemple.yml", "Above €1m", "Over €1m")
    assert states(kept)[State.NEW] == 1
    assert outdated(kept) == []


def test_english_that_answers_another_french_in_the_same_entry_is_outdated(kept: Path) -> None:
    """As in a table: « Oui » in place of « Non », while the English says No."""
    swap(kept, "decisions/exemple.yml", 'fr: "Avant le budget."', 'fr: "Le CEO tranche."')
    assert outdated(kept) == ["decisions/exemple note"]


def test_item_inserted_in_a_list_leaves_the_others_translated(kept: Path) -> None:
    swap(
        kept,
        "regulations/exemple.yml",
        "what_it_means: [",
        'what_it_means: [{fr: "Nouveau point.", en: "New point."}, ',
    )
    found = states(kept)
    assert (found[State.NEW], found[State.OUTDATED]) == (1, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [("l'avis  du\n CSE", "l’avis du CSE"), ("10 %", "10\u00a0%"), ("e\u0301t\u00e9", "\u00e9te\u0301")],
)
def test_text_folded_or_typeset_otherwise_is_the_same_text(one: str, other: str) -> None:
    assert digest(one) == digest(other)


def test_renamed_entry_keeps_its_record_by_its_former_name(kept: Path) -> None:
    old = kept / "practices" / "exemple.yml"
    text = old.read_text("utf-8")
    old.unlink()
    (kept / "practices" / "nouveau.yml").write_text(f"previous_ids: [exemple]\n{text}", "utf-8")
    assert not [
        text
        for text in survey(handbook_of(kept), read([kept]))
        if text.ref.id == "nouveau" and text.state is not State.TRANSLATED
    ]
    record(handbook_of(kept), [kept])
    assert [path.name for path in (kept / FOLDER / "practices").iterdir()] == ["nouveau.txt"]


def test_record_is_a_file_an_entry_and_writing_it_again_changes_nothing(kept: Path) -> None:
    files = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (kept / FOLDER).rglob("*") if path.is_file()
    }
    assert {path.relative_to(kept / FOLDER).as_posix() for path in files} >= {"handbook.txt", "kpis/exemple.txt"}
    assert record(handbook_of(kept), [kept]) == []
    again = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (kept / FOLDER).rglob("*") if path.is_file()
    }
    assert again == files


def test_both_sides_of_a_merge_hold(kept: Path) -> None:
    """Two branches that recorded different texts, and a conflict that someone left in the file."""
    path = kept / FOLDER / "decisions" / "exemple.txt"
    lines = path.read_text("utf-8").splitlines()
    path.write_text(
        "\n".join([*lines[:3], "<<<<<<< here", *lines[3:5], "=======", *lines[5:], ">>>>>>> there"]), "utf-8"
    )
    assert states(kept)[State.NEW] == 0


def test_record_survives_a_squash_and_a_rebase(kept: Path) -> None:
    """It names no commit: the same files give the same answer with another history, or with none."""
    swap(kept, "kpis/exemple.yml", 'fr: "Tenir la promesse', 'fr: "Tenir toute promesse')
    here = outdated(kept)
    copy = shutil.copytree(kept, kept.parent / "copy")
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", "-C", str(copy), *command], check=True)
    assert outdated(copy) == here == ["kpis/exemple purpose"]


def test_settings_are_translated_too(kept: Path) -> None:
    text = (kept / "handbook.yml").read_text("utf-8")
    assert any(text.ref == SETTINGS for text in survey(handbook_of(kept), {}))
    assert "tagline:" in text


def test_name_that_is_the_same_everywhere_is_no_text(kept: Path) -> None:
    assert not [
        text
        for text in survey(handbook_of(kept), {})
        if text.ref == Ref("sources", "guide") and text.path == ("publisher",)
    ]


class TestOverlay:
    @pytest.fixture
    def over(self, kept: Path) -> Path:
        """A company's folder with its own copy of one entry, in which the French differs."""
        over = kept.parent / "over"
        (over / "kpis").mkdir(parents=True)
        shutil.copy(kept / "kpis" / "exemple.yml", over / "kpis")
        return swap(over, "kpis/exemple.yml", 'fr: "Tenir la promesse', 'fr: "Tenir toute promesse')

    def test_base_record_holds_for_the_texts_taken_over(self, kept: Path, over: Path) -> None:
        result = translations(kept, "--content", str(over), "--format", "json")
        found = json.loads(result.stdout)["texts"]
        assert [(text["entry"], text["field"], text["state"]) for text in found] == [
            ("kpis/exemple", "purpose", "outdated")
        ]

    def test_recording_writes_beside_each_entry_and_leaves_the_base_alone(self, kept: Path, over: Path) -> None:
        before = {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
        assert translations(kept, "--content", str(over), "--accept", "kpis/exemple").exit_code == 0
        assert {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()} == before
        assert [path.relative_to(over).as_posix() for path in over.rglob("*.txt")] == [f"{FOLDER}/kpis/exemple.txt"]
        assert (
            "outdated"
            not in translations(kept, "--content", str(over), "--format", "json").stdout.split('"texts": [')[-1]
        )


class TestCommand:
    def test_table_counts_by_kind_and_names_what_is_behind(self, kept: Path) -> None:
        swap(kept, "kpis/exemple.yml", 'fr: "Tenir la promesse', 'fr: "Tenir toute promesse')
        swap(kept, "decisions/exemple.yml", ', en: "Before the budget."', "")
        output = translations(kept).stdout
        assert "exemple.yml:5:" in output
        assert output.splitlines()[0].split()[:2] == ["Kind", "Texts"]
        assert "handbook translations --accept kpis/exemple" in output
        total = json.loads(translations(kept, "--format", "json").stdout)["total"]
        assert (total["outdated"], total["missing"], total["new"]) == (1, 1, 0)
        assert total["texts"] == total["translated"] + 2
        assert 0 < total["percent"] < 100

    def test_markdown_is_a_table(self, kept: Path) -> None:
        assert translations(kept, "--format", "markdown").stdout.splitlines()[1].startswith("| --- | ---: |")

    def test_per_cent_is_rounded_down_so_that_100_means_all(self, kept: Path) -> None:
        swap(kept, "decisions/exemple.yml", ', en: "Before the budget."', "")
        assert translations(kept, "--fail-under", "100").exit_code == 1
        assert translations(kept, "--fail-under", "90").exit_code == 0

    def test_accept_confirms_the_entries_named_and_no_others(self, kept: Path) -> None:
        swap(kept, "kpis/exemple.yml", 'fr: "Tenir la promesse', 'fr: "Tenir toute promesse')
        swap(kept, "decisions/exemple.yml", 'fr: "Avant le budget."', 'fr: "Avant le vote."')
        assert translations(kept, "--accept", "kpis/exemple").exit_code == 0
        assert outdated(kept) == ["decisions/exemple note"]
        assert translations(kept, "--accept", "all").exit_code == 0
        assert outdated(kept) == []

    def test_accept_without_a_name_is_wrong_use_and_writes_nothing(self, content: Path) -> None:
        assert translations(content, "--accept").exit_code == 2
        assert not (content / FOLDER).exists()

    def test_unknown_name_is_wrong_use_and_the_nearest_is_offered(self, kept: Path) -> None:
        result = translations(kept, "kpis/exempl")
        assert result.exit_code == 2
        assert "kpis/exemple" in result.stderr

    def test_broken_entry_keeps_its_record(self, kept: Path) -> None:
        before = (kept / FOLDER / "kpis" / "exemple.txt").read_bytes()
        swap(kept, "kpis/exemple.yml", "family: quality", "family: qualty")
        result = translations(kept, "--record")
        assert result.exit_code == 0
        assert "1 unreadable" in result.stderr
        assert (kept / FOLDER / "kpis" / "exemple.txt").read_bytes() == before

    def test_broken_settings_are_reported_without_a_traceback(self, kept: Path) -> None:
        (kept / "handbook.yml").write_text("title: [", "utf-8")
        result = translations(kept)
        assert result.exit_code == 1
        assert "[yaml-bracket]" in result.stderr


class TestPage:
    def test_english_page_of_an_outdated_entry_says_so_and_the_french_does_not(self, kept: Path) -> None:
        swap(kept, "kpis/exemple.yml", 'fr: "Tenir la promesse', 'fr: "Tenir toute promesse')
        handbook = marked(handbook_of(kept), [kept])
        key = Ref("kpis", "exemple")
        assert render_page(handbook, key, "en").meta.get("outdated") is True
        assert "outdated" not in render_page(handbook, key, "fr").meta
        assert "outdated" not in render_page(handbook, Ref("practices", "exemple"), "en").meta

    def test_page_of_many_entries_says_so_where_one_of_them_is_outdated(self, kept: Path) -> None:
        swap(kept, "plan/exemple.yml", 'fr: "Le CEO."', 'fr: "Le CFO."')
        handbook = marked(handbook_of(kept), [kept])
        assert render_page(handbook, Ref("plan", ""), "en").meta.get("outdated") is True

    def test_untranslated_text_is_french_and_says_so(self, kept: Path) -> None:
        swap(kept, "decisions/exemple.yml", ', en: "Before the budget."', "")
        page = render_page(handbook_of(kept), Ref("decisions", "exemple"), "en")
        assert '<span lang="fr">Avant le budget.</span>' in page.body
        assert page.meta["untranslated"] is True
