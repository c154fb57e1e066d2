"""The cache of pages: a build with it makes the same bytes as one without, and trusts nothing but contents."""

from __future__ import annotations

import json
import os
import re
import shutil
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.structure.files import File
from saves import EDITS
from small import copy_golden, swap, with_pages

from generator.cli import main
from generator.files import cache
from generator.language.i18n import LANGUAGES
from generator.site import apart, whole_language
from generator.site.unchanged import is_unchanged

WORD = "Dernière modification"


def build(project: Path, site: str, *options: str) -> str:
    """Build, and give back what was said."""
    arguments = ["build", "-f", str(project / "mkdocs.yml"), "--site-dir", str(project / site), *options]
    result = CliRunner(env={"LC_ALL": "en"}).invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def same(project: Path) -> None:
    """A build from the cache and one without it give the same files."""
    build(project, "site")
    build(project, "whole", "--no-cache")
    with_cache, without = files(project / "site"), files(project / "whole")
    assert sorted(with_cache) == sorted(without)
    assert [name for name in without if with_cache[name] != without[name]] == []


def records(project: Path) -> list[Path]:
    return sorted((project / ".cache" / "handbook" / "pages").glob("*/*"))


@pytest.mark.parametrize("seed", range(3))
def test_after_random_saves_the_cache_changes_nothing(seed: int, fresh_project: Path) -> None:
    chance = Random(seed)
    build(fresh_project, "site")
    for name in chance.choices(sorted(set(EDITS) - {"fault", "mended"}), k=6):
        EDITS[name](fresh_project, chance)
        if chance.random() < 0.5:
            build(fresh_project, "site")
    same(fresh_project)


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("---\nkey: about\n---\n\n# Le *mode* d’emploi\n", "Le mode d’emploi"),
        ("---\nkey: about\ntitle: L'essentiel\n---\n\n# À lire\n", "L’essentiel"),
    ],
    ids=["heading", "front matter"],
)
def test_menus_name_a_page_alike_with_the_cache_and_without(fresh_project: Path, page: str, title: str) -> None:
    """By its title, as it is set: also where the page itself is not made again."""
    (fresh_project / "docs" / "fr" / "about.md").write_text(page, "utf-8")
    build(fresh_project, "site")
    law = fresh_project / "content" / "regulations" / "exemple.yml"
    law.write_text(re.sub(r"(title: \{fr: )", r"\1Encore ", law.read_text("utf-8")), "utf-8")
    same(fresh_project)
    # The page before it, whose footer names it, is made again.
    watch = (fresh_project / "site" / "veille-juridique" / "index.html").read_text("utf-8")
    assert "Encore" in watch
    assert f"Suivant, {title}" in watch


@pytest.mark.parametrize(
    ("entry", "old", "new", "title"),
    [
        ("kpis/exemple.yml", "Keep the promise.", "Keep each promise.", "On time in full"),
        ("regulations/exemple.yml", "Consult before changing.", "Consult before any change.", "Works council"),
    ],
    ids=["undated", "dated"],
)
def test_pages_that_are_the_same_are_not_made_again(
    fresh_project: Path, monkeypatch: pytest.MonkeyPatch, entry: str, old: str, new: str, title: str
) -> None:
    monkeypatch.setattr(apart, "may_fork", lambda: False)
    build(fresh_project, "site")
    before = set(records(fresh_project))
    swap(fresh_project / "content", entry, old, new)
    build(fresh_project, "site")
    fresh = [json.loads(path.read_bytes().partition(b"\n")[2])["html"] for path in set(records(fresh_project)) - before]
    titles = {re.findall(r"<title>(.*?)</title>", html)[0] for html in fresh}
    assert any(title in each for each in titles)
    assert not any("Glossary" in each for each in titles)


def test_a_change_of_the_theme_of_the_words_and_of_the_version_is_seen(
    fresh_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The generator's own files and the versions of packages are part of each key."""
    from generator.files import digests

    build(fresh_project, "site")
    before = set(records(fresh_project))
    monkeypatch.setattr(digests, "of_generator", lambda: "another generator")
    build(fresh_project, "site")
    assert len(set(records(fresh_project)) - before) == len(before)


def test_the_digest_of_the_generator_is_of_every_file_and_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.files import digests

    package = tmp_path / "generator"
    package.mkdir()
    installed = tmp_path / "packages"
    (installed / "mkdocs-1.dist-info").mkdir(parents=True)
    monkeypatch.setattr(digests, "_PACKAGE", package)
    monkeypatch.syspath_prepend(str(installed))
    seen = set()
    for change in (
        lambda: None,
        lambda: (package / "main.html").write_text("a"),
        lambda: (package / "main.html").write_text("b"),
        lambda: (package / "main.html").rename(package / "other.html"),
        lambda: (installed / "mkdocs-1.dist-info").rename(installed / "mkdocs-2.dist-info"),
    ):
        change()
        digests.of_generator.cache_clear()
        seen.add(digests.of_generator())
    digests.of_generator.cache_clear()
    assert len(seen) == 5


def test_where_nothing_changed_nothing_is_built(fresh_project: Path) -> None:
    assert "Nothing has changed" not in build(fresh_project, "site")
    before = files(fresh_project / "site")
    assert "Nothing has changed" in build(fresh_project, "site")
    assert files(fresh_project / "site") == before
    assert "Nothing has changed" not in build(fresh_project, "site", "--strict")


@pytest.mark.parametrize("damage", ["changed", "deleted", "added"])
def test_a_damaged_site_is_built_again(damage: str, fresh_project: Path) -> None:
    build(fresh_project, "site")
    sound = files(fresh_project / "site")
    page = fresh_project / "site" / "faq" / "index.html"
    if damage == "changed":
        page.write_bytes(page.read_bytes().replace(b"</h1>", b"!</h1>"))
    elif damage == "deleted":
        page.unlink()
    else:
        page.with_name("more.html").write_text("more")
    assert "Nothing has changed" not in build(fresh_project, "site")
    assert files(fresh_project / "site") == sound


@pytest.mark.parametrize("damage", [b"", b"x", b"{}", b"0" * 40 + b"\n{}"])
def test_a_damaged_note_of_a_site_is_none(damage: bytes, fresh_project: Path) -> None:
    note = fresh_project / ".cache" / "handbook" / "site.json"
    note.parent.mkdir(parents=True)
    note.write_bytes(damage)
    assert not is_unchanged(fresh_project / "mkdocs.yml", fresh_project / "site", strict=False)


def test_a_damaged_cache_is_none(fresh_project: Path) -> None:
    build(fresh_project, "site")
    damages = cycle([b"", b"x", b"{}", b"0" * 40 + b"\n{}"])
    for path in (fresh_project / ".cache" / "handbook").glob("*/*/*"):
        path.write_bytes(next(damages))
    same(fresh_project)


def test_a_cache_is_bounded_but_for_what_the_last_build_has_used(
    fresh_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However large a site is, its next build finds its pages."""
    build(fresh_project, "site")
    monkeypatch.setattr(cache, "_MOST", 1)
    first = set(records(fresh_project))
    for path in first:
        os.utime(path, (1_000_000, 1_000_000))
    swap(fresh_project / "content", "kpis/exemple.yml", "Keep the promise.", "Keep each promise.")
    build(fresh_project, "site")
    second = set(records(fresh_project))
    assert first - second  # what this build had no use for
    assert first & second
    assert second - first
    (fresh_project / "site" / "404.html").unlink()
    build(fresh_project, "site")
    assert set(records(fresh_project)) == second


def test_a_cache_serves_another_checkout(fresh_project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """As CI restores it: the same project at another path, with other times of its files."""
    build(fresh_project, "site")
    other = tmp_path_factory.mktemp("other")
    copy_golden(other / "content")
    with_pages(other)
    shutil.copytree(fresh_project / ".cache", other / ".cache", copy_function=shutil.copyfile)
    known = {path.name for path in records(other)}
    same(other)
    assert {path.name for path in records(other)} == known


def test_findings_are_told_by_each_build(fresh_project: Path) -> None:
    page = fresh_project / "docs" / "fr" / "about.md"
    page.write_text("---\nkey: about\ntitle: A\n---\n\n# A\n\n[x](#nowhere)\n\n<script>x()</script>\n", "utf-8")
    first, second = build(fresh_project, "site"), build(fresh_project, "site")
    for said in (first, second):
        assert "#nowhere" in said
        assert "blocked-script" in said


def test_other_plugins_have_no_cache(fresh_project: Path) -> None:
    """Nobody knows what they make pages from."""
    (fresh_project / "hook.py").write_text("def on_page_markdown(markdown, **_):\n    return markdown\n", "utf-8")
    config = fresh_project / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}\nhooks: [hook.py]\n", "utf-8")
    build(fresh_project, "site")
    assert records(fresh_project) == []
    assert "Nothing has changed" not in build(fresh_project, "site")


def test_the_environment_that_the_configuration_names_is_seen(
    fresh_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(fresh_project, "site")
    monkeypatch.setenv("HANDBOOK_SITE_URL", "https://example.org/guide/")
    assert "Nothing has changed" not in build(fresh_project, "site")
    assert "https://example.org/guide/" in (fresh_project / "site" / "index.html").read_text("utf-8")


def test_the_cache_is_kept_out_of_git(fresh_project: Path) -> None:
    build(fresh_project, "site")
    assert "*" in (fresh_project / ".cache" / "handbook" / ".gitignore").read_text("utf-8").splitlines()


forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are copied where the system can")


@forks
def test_both_ways_to_build_the_languages_make_the_same_site(
    fresh_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "may_fork", lambda: True)
    build(fresh_project, "site", "--no-cache")
    monkeypatch.setattr(apart, "may_fork", lambda: False)
    build(fresh_project, "whole", "--no-cache")
    assert files(fresh_project / "site") == files(fresh_project / "whole")


@pytest.fixture
def portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine with eight processors, where four make the pages of a language."""
    monkeypatch.setattr(apart, "may_fork", lambda: True)
    monkeypatch.setattr(whole_language, "cores", lambda: 8)
    monkeypatch.setattr(whole_language, "_WORTH_A_PROCESS", 10)


@forks
@pytest.mark.usefixtures("portions")
def test_pages_made_in_portions_are_the_same(fresh_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(fresh_project, "site")
    swap(fresh_project / "content", "kpis/exemple.yml", "Keep the promise.", "Keep each promise.")
    build(fresh_project, "site")
    build(fresh_project, "portions", "--no-cache")
    monkeypatch.setattr(whole_language, "cores", lambda: 1)
    build(fresh_project, "whole", "--no-cache")
    assert files(fresh_project / "site") == files(fresh_project / "portions") == files(fresh_project / "whole")


@forks
@pytest.mark.usefixtures("portions")
def test_what_is_found_in_any_portion_is_told(fresh_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "---\nkey: page-{0}\ntitle: A\n---\n\n# A\n\n[x](#nowhere-{0}) [y](/no-page-{0}/)\n\n<script>x({0})</script>\n"
    )
    for language in LANGUAGES:
        for number in range(10, 60):
            (fresh_project / "docs" / language / f"page-{number}.md").write_text(text.format(number), "utf-8")
    arguments = [
        "build",
        "-f",
        str(fresh_project / "mkdocs.yml"),
        "--site-dir",
        str(fresh_project / "site"),
        "--strict",
    ]

    def said() -> list[str]:
        lines = CliRunner(env={"LC_ALL": "en"}).invoke(main, arguments).output.splitlines()
        return [line for line in lines if "absolute link" not in line]  # said by the process that makes the page

    in_portions = said()
    assert sum("warning[blocked-script]" in line for line in in_portions) == 50
    assert in_portions[-1] == "Aborted with 201 warnings in strict mode!"
    monkeypatch.setattr(whole_language, "cores", lambda: 1)
    assert said() == in_portions


@forks
@pytest.mark.usefixtures("portions")
def test_a_fault_in_a_portion_stops_the_build(fresh_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = whole_language.WholeLanguage._write_page

    def fail(self: whole_language.WholeLanguage, file: File, *rest: Any) -> Any:
        if file.src_uri == "glossaire.md":
            raise ZeroDivisionError("in the glossary")
        return write(self, file, *rest)

    build(fresh_project, "site")
    before = files(fresh_project / "site")
    monkeypatch.setattr(whole_language.WholeLanguage, "_write_page", fail)
    config = fresh_project / "mkdocs.yml"
    result = CliRunner().invoke(
        main, ["build", "-f", str(config), "--site-dir", str(fresh_project / "site"), "--no-cache"]
    )
    assert result.exit_code == 1
    assert "in the glossary" in result.output
    assert files(fresh_project / "site") == before


def test_a_fault_in_the_other_language_stops_the_build(fresh_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "may_fork", lambda: True)
    build(fresh_project, "site")
    (fresh_project / "hook.py").write_text(
        "def on_page_markdown(markdown, config, **_):\n"
        "    if config.theme['language'] == 'en':\n        raise ZeroDivisionError('in English')\n",
        "utf-8",
    )
    config = fresh_project / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}\nhooks: [hook.py]\n", "utf-8")
    before = files(fresh_project / "site")
    result = CliRunner().invoke(main, ["build", "-f", str(config), "--site-dir", str(fresh_project / "site")])
    assert result.exit_code == 1
    assert "in English" in result.output
    assert files(fresh_project / "site") == before
