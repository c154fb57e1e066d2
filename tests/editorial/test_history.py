"""What changed between two revisions, in real repositories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from pydantic import BaseModel
from small import KINDS, copy_golden, handbook_of, swap, words

from generator.cli import main
from generator.editorial.changes.stretches import stretches
from generator.editorial.translations import record
from generator.language.i18n import LANGUAGES
from generator.model.fields import Ref
from generator.model.settings import Settings

GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
WHO = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false")


def git(folder: Path, *arguments: str, given: str = "") -> str:
    command = ["git", "-C", str(folder), *WHO, *arguments]
    run = subprocess.run(command, check=True, capture_output=True, input=given.encode(), env={**os.environ, **GIT})
    return run.stdout.decode().strip()


def commit(folder: Path, message: str = "change") -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small handbook, recorded and committed in a repository of which it is a part."""
    root = tmp_path / "repository"
    folder = copy_golden(root / "handbook" / "content")
    record(handbook_of(folder), [folder])
    git(root, "init", "-q", "-b", "main")
    commit(root, "start")
    monkeypatch.chdir(root / "handbook")
    return folder


def diff(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", "--lang", "en", *arguments])


def told(*arguments: str) -> str:
    result = diff(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def data(*arguments: str) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(told("HEAD", "--format", "json", *arguments))
    return tree


def entry(name: str) -> dict[str, Any]:
    """What is told of one entry, between the last commit and the working tree."""
    found: dict[str, Any] = next(entry for entry in data()["entries"] if entry["entry"] == name)
    return found


def test_unchanged_content_is_the_same(content: Path) -> None:
    assert content.is_dir()
    assert told("HEAD") == "The content is the same from HEAD to the folder as it stands.\n"


def test_formula_of_a_kpi_changes_in_words(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "commandes dues × 100", "commandes promises × 100")
    output = told("HEAD")
    assert "KPI “On time in full (OTIF)” (kpis/exemple): changed" in output
    assert "Formula: (French) “commandes tenues ÷ commandes [-dues-]{+promises+} × 100”" in output
    assert "Translation to review: Formula" in output
    assert "Rely on this entry: " in output
    assert "responsibilities/exemple" in output


def test_pages_made_from_a_kind_are_named(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "direction: up", "direction: down")
    assert "matrix-kpis" in entry("kpis/exemple")["views"]


def test_french_report_is_in_french(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "commandes dues × 100", "commandes promises × 100")
    output = told("HEAD", "--lang", "fr")
    assert "Indicateur «\u00a0À l’heure et complet (OTIF)\u00a0» (kpis/exemple)\u00a0: modifiée" in output
    assert "Traduction à revoir\u00a0: Formule" in output


def test_answer_of_a_decision_moves_from_one_to_another(content: Path) -> None:
    text = (content / "stakeholders" / "exemple.yml").read_text("utf-8")
    text = text.replace("title: {", 'title: {fr: "Autre", en: "Another"}\nowner: {', 1)
    (content / "stakeholders" / "autre.yml").write_text(text, "utf-8")
    commit(content, "another stakeholder")
    swap(content, "decisions/exemple.yml", "raci: {exemple: A/R}", "raci: {exemple: R, autre: A}")
    output = told("HEAD")
    assert "Who answers for the decision (A): [-Chief financial officer-] becomes {+Another+}" in output
    assert "RACI › Chief financial officer: [-A/R-] becomes {+R+}" in output
    assert "RACI › Another: added, A" in output


def test_level_is_raised(content: Path) -> None:
    swap(content, "archetypes/exemple.yml", "target_levels: {exemple: 4}", "target_levels: {exemple: 2}")
    assert "[-4-] becomes {+2+} (lowered)" in told("HEAD")
    commit(content)
    swap(content, "archetypes/exemple.yml", "target_levels: {exemple: 2}", "target_levels: {exemple: 3}")
    assert "Target levels › Problem solving: [-2-] becomes {+3+} (raised)" in told("HEAD")
    assert entry("archetypes/exemple")["fields"][0]["field"] == "target_levels.competencies/exemple"


def test_removed_entry_names_what_relied_on_it(content: Path) -> None:
    (content / "responsibilities" / "exemple.yml").unlink()
    output = told("HEAD")
    assert "1 entry removed" in output
    assert "(responsibilities/exemple): removed" in output
    assert "Relied on this entry: " in output
    assert "decisions/exemple" in output


def test_added_entry_is_new(content: Path) -> None:
    shutil.copy(content / "kpis" / "exemple.yml", content / "kpis" / "nouveau.yml")
    found = entry("kpis/nouveau")
    assert (found["change"], found["fields"]) == ("added", [])


def test_item_inserted_in_a_list_is_the_only_change(content: Path) -> None:
    swap(
        content,
        "regulations/exemple.yml",
        "what_it_means: [",
        'what_it_means: [{fr: "Nouveau point.", en: "New point."}, ',
    )
    fields = entry("regulations/exemple")["fields"]
    assert [(field["field"], field["change"]) for field in fields] == [("what_it_means", "added")]
    assert fields[0]["new"] == {"fr": "Nouveau point.", "en": "New point."}


def test_item_rewritten_in_french_alone_is_one_change_and_leaves_its_english_behind(content: Path) -> None:
    swap(content, "regulations/exemple.yml", 'fr: "Prévoir un jalon."', 'fr: "Tout autre chose, dite autrement."')
    found = entry("regulations/exemple")
    assert [(field["field"], field["change"]) for field in found["fields"]] == [("what_it_means.1", "changed")]
    assert found["outdated"] == ["what_it_means.1"]


def test_level_and_behaviour_are_called_by_their_numbers(content: Path) -> None:
    swap(content, "competencies/exemple.yml", "Vérifie après coup.", "Vérifie plus tard.")
    assert entry("competencies/exemple")["fields"][0]["field"] == "levels.2.behaviours.2"
    assert "Four levels › 2 › Behaviours › no. 2: (French)" in told("HEAD")


def test_order_of_a_list_changes(content: Path) -> None:
    old = "frequency: [weekly, monthly]"
    swap(content, "kpis/exemple.yml", old, "frequency: [monthly, weekly]")
    assert "Frequency: the order has changed" in told("HEAD")


def test_enumerated_value_is_told_in_words(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "direction: up", "direction: down")
    assert "[-up ↑-] becomes {+down ↓+}" in told("HEAD")


def test_reference_that_comes_or_goes_is_told_by_its_title(content: Path) -> None:
    swap(content, "responsibilities/exemple.yml", "kpis: [exemple]", "kpis: []")
    assert "KPIs: removed, On time in full (OTIF)" in told("HEAD")


def test_translation_accepted_since_is_not_behind(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "Tenir la promesse.", "Tenir la promesse faite.")
    assert entry("kpis/exemple")["outdated"] == ["purpose"]
    record(handbook_of(content), [content], lambda ref: ref.kind == "kpis")
    assert entry("kpis/exemple")["outdated"] == []


def test_english_that_followed_is_not_behind(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "Tenir la promesse.", "Tenir la promesse faite.")
    swap(content, "kpis/exemple.yml", "Keep the promise.", "Keep the promise made.")
    assert entry("kpis/exemple")["outdated"] == []


def test_lines_folded_otherwise_are_no_change(content: Path) -> None:
    swap(content, "kpis/exemple.yml", '"Tenir la promesse."', '"Tenir\n  la promesse."')
    assert data()["entries"] == []


def test_entry_renamed_without_a_word_is_told_by_its_texts(content: Path) -> None:
    (content / "faq" / "exemple.yml").rename(content / "faq" / "nouveau.yml")
    swap(content, "faq/nouveau.yml", "contribue et teste", "contribue, essaie et teste")
    other = """title: {fr: "Combien coûte un directeur ?", en: "What does one cost?"}
summary: {fr: "Deux salaires de cadre.", en: "Two salaries."}
status: published
answer: {fr: "Tout dépend de la taille.", en: "All depends on size."}
sources: [guide]
"""
    (content / "faq" / "autre.yml").write_text(other, "utf-8")
    told = {
        one["entry"]: (one["change"], one["former"]) for one in data()["entries"] if one["entry"].startswith("faq/")
    }
    assert told == {"faq/nouveau": ("renamed", "faq/exemple"), "faq/autre": ("added", None)}


def test_renamed_entry_is_one_entry_and_what_named_it_has_not_changed(content: Path) -> None:
    old = content / "practices" / "exemple.yml"
    text = old.read_text("utf-8")
    old.unlink()
    (content / "practices" / "nouveau.yml").write_text(f"previous_ids: [exemple]\n{text}", "utf-8")
    swap(content, "glossary/exemple.yml", "practices/exemple", "practices/nouveau")
    for path in content.rglob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("(practices/exemple)", "(practices/nouveau)"), "utf-8")
    found = data()["entries"]
    assert [(one["entry"], one["change"], one["former"]) for one in found] == [
        ("practices/nouveau", "renamed", "practices/exemple")
    ]
    assert found[0]["fields"] == []
    assert "glossary/exemple" in found[0]["used_by"]


def test_settings_change_too(content: Path) -> None:
    title = handbook_of(content).settings.title.fr
    swap(content, "handbook.yml", title, f"{title} bis")
    output = told("HEAD")
    assert "Settings (handbook.yml): changed" in output
    assert "{+bis+}" in output


def test_two_revisions_are_compared_without_touching_the_working_tree(content: Path) -> None:
    first = git(content, "rev-parse", "HEAD")
    swap(content, "kpis/exemple.yml", "direction: up", "direction: down")
    second = commit(content)
    swap(content, "kpis/exemple.yml", "nature: lagging", "nature: leading")
    before = git(content, "status", "--porcelain=v2", "--branch")
    output = told(first, second)
    assert "becomes {+down ↓+}" in output
    assert "leading" not in output
    assert told(second, first).count("becomes") == 1
    assert git(content, "status", "--porcelain=v2", "--branch") == before


def test_a_revision_writes_nothing_outside_its_folder(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No command of Git makes a folder named `..`; who wants to harm does."""
    deep = tmp_path / "temporary" / "a" / "b" / "c" / "d" / "e"
    deep.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(deep))

    def tree(*lines: str) -> str:
        return git(content, "mktree", given="".join(f"{line}\n" for line in lines))

    blob = git(content, "hash-object", "-w", "kpis/exemple.yml")
    outside = tree(f"100644 blob {blob}\toutside.yml")
    for _ in range(4):
        outside = tree(f"100644 blob {blob}\toutside.yml", f"040000 tree {outside}\t..")
    sound = git(content, "rev-parse", "HEAD:handbook/content")
    inside = tree(*git(content, "ls-tree", "--full-tree", sound).splitlines(), f"040000 tree {outside}\t..")
    handbook = tree(f"040000 tree {inside}\tcontent")
    bad = git(content, "commit-tree", "-m", "bad", tree(f"040000 tree {handbook}\thandbook"))
    assert "the same" in told(bad)
    assert list(tmp_path.rglob("outside.yml")) == []


def test_branches_and_tags_are_names_of_revisions(content: Path) -> None:
    git(content, "tag", "v1")
    swap(content, "kpis/exemple.yml", "direction: up", "direction: down")
    commit(content)
    assert "becomes {+down ↓+}" in told("v1", "main")
    assert "becomes {+down ↓+}" in told("main~1")


def test_broken_entry_is_named_and_not_taken_for_removed(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "family: quality", "family: qualty")
    output = told("HEAD")
    assert "cannot be read: kpis/exemple" in output
    assert "removed" not in output


def test_markdown_cannot_be_steered_by_the_text_of_an_author(content: Path) -> None:
    evil = "<img src=x onerror=alert(1)> @someone #12 **gras** | `code`"
    swap(content, "kpis/exemple.yml", 'fr: "Tenir la promesse."', f'fr: "{evil}"')
    output = told("HEAD", "--format", "markdown")
    assert "<img" not in output
    assert "@someone" not in output
    assert "#12" not in output
    assert "\\*\\*gras\\*\\*" in output
    assert output.startswith("From `HEAD` to the folder as it stands: 1 entry changed.\n\n#### KPI **“")


def test_markdown_fits_into_a_comment(content: Path) -> None:
    long = " ".join(["mot"] * 9000)
    for name in ("kpis/exemple.yml", "practices/exemple.yml", "competencies/exemple.yml"):
        title = handbook_of(content).entries[Ref(*name.removesuffix(".yml").split("/"))].data.title.fr
        swap(content, name, title, f"{title} {long}")
    output = told("HEAD", "--format", "markdown")
    assert 25_000 < len(output) < 65_536
    assert "And 2 more, too many for one message: `kpis/exemple`, `practices/exemple`." in output
    assert len(told("HEAD")) > 80_000


def test_overlay_is_compared_over_a_base_that_is_not_in_the_repository(content: Path, tmp_path: Path) -> None:
    base = copy_golden(tmp_path / "installed" / "content")
    over = content.parent / "over"
    (over / "kpis").mkdir(parents=True)
    shutil.copy(content / "kpis" / "exemple.yml", over / "kpis")
    commit(over)
    swap(over, "kpis/exemple.yml", "direction: up", "direction: down")
    found = data("--content", str(base), "--content", str(over))["entries"]
    assert [(one["entry"], [field["field"] for field in one["fields"]]) for one in found] == [
        ("kpis/exemple", ["direction"])
    ]


def test_entry_newly_laid_over_the_base_is_a_change_of_that_entry(content: Path) -> None:
    over = content.parent / "over"
    (over / "kpis").mkdir(parents=True)
    (over / "kpis" / ".gitkeep").write_text("")
    commit(over)
    shutil.copy(content / "kpis" / "exemple.yml", over / "kpis")
    swap(over, "kpis/exemple.yml", "direction: up", "direction: down")
    found = data("--content", str(content), "--content", str(over))["entries"]
    assert [(one["entry"], one["change"]) for one in found] == [("kpis/exemple", "changed")]


class TestTrouble:
    @pytest.mark.parametrize("name", ["nowhere", "HEAD~99", "--help-me", "main:handbook", "-1", "a b", ""])
    def test_unknown_revision_is_wrong_use(self, content: Path, name: str) -> None:
        assert content.is_dir()
        result = diff("--", name)
        assert result.exit_code == 2
        assert f"no revision “{name}”" in result.stderr
        assert "Traceback" not in result.output

    def test_folder_outside_a_repository_is_wrong_use(
        self, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
        shutil.copytree(content, tmp_path / "alone" / "content")
        result = diff("HEAD", "--content", str(tmp_path / "alone" / "content"))
        assert result.exit_code == 2
        assert "not in a Git repository" in result.stderr

    def test_revision_before_the_content_is_wrong_use(self, content: Path) -> None:
        git(content, "checkout", "-q", "--orphan", "empty")
        git(content, "rm", "-q", "-r", "--cached", ".")
        git(content, "commit", "-q", "--allow-empty", "-m", "nothing")
        result = diff("empty", "main")
        assert result.exit_code == 2
        assert "has no content" in result.stderr

    def test_repository_without_commits_is_wrong_use(self, tmp_path: Path) -> None:
        folder = copy_golden(tmp_path / "young" / "content")
        git(folder, "init", "-q", str(folder.parent))
        assert diff("HEAD", "--content", str(folder)).exit_code == 2

    def test_broken_settings_on_one_side_are_told(self, content: Path) -> None:
        (content / "handbook.yml").write_text("title: [", "utf-8")
        commit(content)
        result = diff("HEAD", "HEAD~1")
        assert result.exit_code == 1
        assert "on the side of HEAD" in result.stderr
        assert "\ncontent/handbook.yml:1:8: error[yaml-bracket]" in result.stderr

    def test_missing_git_is_told(self, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert content.is_dir()
        monkeypatch.setenv("PATH", "")
        result = diff("HEAD")
        assert (result.exit_code, "Git is not installed." in result.stderr) == (3, True)

    def test_names_with_accents_and_blanks_are_read(self, tmp_path: Path) -> None:
        root = tmp_path / "dépôt du guide"
        folder = copy_golden(root / "le contenu")
        git(root, "init", "-q")
        commit(root)
        swap(folder, "kpis/exemple.yml", "direction: up", "direction: down")
        assert "becomes {+down ↓+}" in told("HEAD", "--content", str(folder))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_every_kind_has_a_name(language: str) -> None:
    find = words(language).find
    nameless = {
        name
        for kind, model in [*((kind, KINDS[kind].model) for kind in KINDS), ("", Settings)]
        for name in _all_fields(model)
        if not (find(f"changes.fields.{name}") or find(f"headings.{kind}.{name}") or find(f"fields.{name}"))
    }
    assert nameless == set()


def _all_fields(annotation: Any) -> set[str]:
    """The names of the fields of a model, and of the models inside it."""
    names: set[str] = set()
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        names |= set(annotation.model_fields)
        for field in annotation.model_fields.values():
            names |= _all_fields(field.annotation)
    return names.union(*(_all_fields(part) for part in get_args(annotation)))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("un deux trois", "un deux quatre", "un deux [-trois]{+quatre}"),
        ("a b c d e f g h i j", "a b c d e f g h i J", "… f g h i [-j]{+J}"),
        ("le client", "le [client](kpis/otif)", "le {+[}client{+](kpis/otif)}"),
    ],
)
def test_changed_stretches_of_a_text(old: str, new: str, shown: str) -> None:
    found = stretches(old, new)
    assert found is not None
    marks = {"removed": "[-{}]", "added": "{{+{}}}", None: "{}"}
    assert "".join(marks[how].format(text) for how, text in found) == shown


def test_texts_with_little_in_common_are_not_mixed() -> None:
    assert stretches("Le matin à huit heures.", "On Monday, with the whole team.") is None


ATOM = "{http://www.w3.org/2005/Atom}"


def news(content: Path, *arguments: str) -> Path:
    """The pages that `diff --pages` writes, in a folder of their own."""
    told("HEAD~1", "HEAD", "--pages", "news", *arguments)
    return content.parent / "news"


def test_readers_are_told_what_changed_on_a_page_and_in_a_feed(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "Keep the promise.", "Keep <b>it</b>.")
    swap(content, "faq/exemple.yml", "status: published", "status: draft")
    shutil.copy(content / "rituals" / "exemple.yml", content / "rituals" / "nouveau.yml")
    swap(content, "rituals/nouveau.yml", 'en: "Daily huddle"', 'en: "Weekly huddle"')
    commit(content)
    folder = news(content)
    page = (folder / "en" / "whats-new.md").read_text("utf-8")
    assert "### [On time in full (OTIF)](kpis/exemple) {: #kpis-exemple }" in page
    assert "Keep &lt;b&gt;it&lt;/b&gt;." in page
    assert "<b>" not in page
    assert "- [Weekly huddle](rituals/nouveau)" in page.partition("## New pages")[2].partition("## ")[0]
    assert "faq/exemple" not in page
    assert page.partition("## Removed pages {: #removed }")[2].strip().startswith("- ")
    feed = ElementTree.parse(folder / "en" / "changes.xml").getroot()
    links = [link.attrib["href"] for link in feed.iter(f"{ATOM}link")]
    assert {"kpis/exemple/", "rituals/nouveau/"} <= set(links)
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == 3
    assert all("<b>" not in (summary.text or "") for summary in feed.iter(f"{ATOM}summary"))


def test_a_page_of_news_tells_the_changes_of_its_own_language(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "Keep the promise.", "Keep it.")
    commit(content)
    folder = news(content)
    assert "exemple" in (folder / "en" / "whats-new.md").read_text("utf-8")
    assert "exemple" not in (folder / "fr" / "nouveautes.md").read_text("utf-8")


def test_versions_name_both_sides_and_the_same_revisions_give_the_same_bytes(content: Path) -> None:
    for number in ("1.0", "2.0"):
        text = (content / "handbook.yml").read_text("utf-8")
        (content / "handbook.yml").write_text(f"version: {number}\n" + text.removeprefix("version: 1.0\n"), "utf-8")
        commit(content)
    folder = news(content)
    first = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert b"From version 1.0 to version 2.0" in first["whats-new.md"]
    news(content)
    assert {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == first


def test_a_page_of_somebody_else_is_not_replaced_by_news(content: Path) -> None:
    (content.parent / "news" / "en").mkdir(parents=True)
    (content.parent / "news" / "en" / "whats-new.md").write_text("Mine.")
    commit(content)
    assert diff("HEAD~1", "HEAD", "--pages", "news").exit_code == 2
    assert [path.name for path in (content.parent / "news").rglob("*") if path.is_file()] == ["whats-new.md"]


def test_the_names_of_what_changed_stand_a_line_each(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "Keep the promise.", "Keep it.")
    (content / "rituals" / "exemple.yml").unlink()
    commit(content)
    assert told("HEAD~1", "HEAD", "--format", "names") == "kpis/exemple\n"
