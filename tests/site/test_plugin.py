"""The seam to MkDocs: an entry is enough, plain MkDocs works, and wrong set-ups are refused in words."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.exceptions import Abort
from small import GOLDEN, REPOSITORY, built, swap

from generator.pipeline.stages import Outcome
from generator.site.build import build_site
from generator.site.plugin import HandbookPlugin


def test_adding_an_entry_and_nothing_else_makes_everything(site_project: Path) -> None:
    text = (GOLDEN / "kpis" / "entry.yml").read_text("utf-8").replace("À l'heure et complet", "Délai")
    text = text.replace("On time in full (OTIF)", "Lead time").replace("pairs_with: []", "pairs_with: [exemple]")
    (site_project / "content" / "kpis" / "delai.yml").write_text(text, "utf-8")
    swap(site_project / "content", "responsibilities/exemple.yml", "kpis: [exemple]", "kpis: [exemple, delai]")
    site = built(site_project)
    for folder, name in ((site / "indicateurs", "Délai"), (site / "en" / "kpis", "Lead time")):
        page = (folder / "delai" / "index.html").read_text("utf-8")
        assert name in page.partition("<h1")[2].partition("</h1>")[0]
        assert "../exemple/" in page
        index = (folder / "index.html").read_text("utf-8")
        assert 'href="delai/"' in index.partition("<article")[2]  # its row
        assert 'href="delai/"' in index.partition("<article")[0]  # its place in the navigation
        assert "../delai/" in (folder / "exemple" / "index.html").read_text("utf-8").partition("<article")[2]


def test_the_sidebar_shows_twelve_neighbours_and_a_way_to_all_at_each_cut(site_project: Path) -> None:
    content = site_project / "content"
    kpi = (content / "kpis" / "exemple.yml").read_text("utf-8")
    names = [f"kpi-{number}" for number in range(40)]
    for name in names:
        (content / "kpis" / f"{name}.yml").write_text(kpi.replace("(OTIF)", name), "utf-8")
    swap(content, "responsibilities/exemple.yml", "kpis: [exemple]", f"kpis: [exemple, {', '.join(names)}]")
    site = built(site_project)

    def shown(page: str) -> list[str]:
        """What the sidebar shows of the KPIs, in order: `entry` for each, and the words of the ways to all."""
        sidebar = (site / page / "index.html").read_text("utf-8").partition('data-md-type="navigation"')[2]
        links = re.findall(r'<a href="([^"]*)" class="md-nav__link[^"]*">(.*?)</a>', sidebar, re.DOTALL)
        is_kpi = re.compile(r"kpi-\d|^\./$")
        texts = ["entry" if is_kpi.search(href) else re.sub(r"<[^>]*>", " ", text) for href, text in links]
        return [" ".join(text.split()) for text in texts if text == "entry" or "41" in text]

    every, in_english = "Voir les 41", "See all 41"
    assert shown("indicateurs/kpi-20") == [every, *["entry"] * 12, every]
    assert shown("en/kpis/kpi-20") == [in_english, *["entry"] * 12, in_english]
    assert shown("indicateurs/kpi-0")[-1] == every
    assert shown("indicateurs/kpi-0")[0] == "entry"


@pytest.mark.parametrize("saved", ["site_name: Guide\n", "site_name: [\n"])
def test_configuration_saved_during_a_build_is_for_the_next_one(site_project: Path, saved: str) -> None:
    save = f"Path(config.config_file_path).write_text({saved!r})"
    hook = f"from pathlib import Path\ndef on_pre_build(config):\n    {save}\n"
    (site_project / "hook.py").write_text(hook, "utf-8")
    config = site_project / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}\nhooks: [hook.py]\n", "utf-8")
    site = built(site_project)
    assert config.read_text("utf-8") == saved
    assert "On time in full" in (site / "en" / "kpis" / "exemple" / "index.html").read_text("utf-8")


def test_edit_button_opens_the_yaml_file(published_site: Path) -> None:
    page = (published_site / "indicateurs" / "exemple" / "index.html").read_text("utf-8")
    assert f'href="{REPOSITORY}/edit/main/content/kpis/exemple.yml"' in page
    assert 'data-md-component="source"' not in page


def test_drafts_stay_out_of_the_published_site(site_project: Path) -> None:
    swap(site_project / "content", "readers/exemple.yml", "status: published", "status: draft")
    build_site(site_project / "mkdocs.yml", site_project / "site")
    assert (site_project / "site" / "faq").is_dir()
    assert not (site_project / "site" / "parcours").exists()


def test_wrong_order_of_plugins_is_refused(site_project: Path, caplog: pytest.LogCaptureFixture) -> None:
    config = (site_project / "mkdocs.yml").read_text("utf-8").replace("  - search\n", "")
    config = config.replace("      content: [content]\n", "      content: [content]\n  - search\n")
    (site_project / "mkdocs.yml").write_text(config, "utf-8")
    with pytest.raises(Abort):
        build_site(site_project / "mkdocs.yml", site_project / "site")
    assert "list the handbook plugin after search" in caplog.text


def test_plain_mkdocs_keeps_its_last_good_pages_while_serving(
    site_project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def rebuild() -> str:
        config = load_config(str(site_project / "mkdocs.yml"), site_dir=str(site_project / "served"))
        build(config)
        return (site_project / "served" / "indicateurs" / "exemple" / "index.html").read_text("utf-8")

    first = load_config(str(site_project / "mkdocs.yml"), site_dir=str(site_project / "served"))
    first.plugins.on_startup(command="serve", dirty=False)
    build(first)
    swap(site_project / "content", "kpis/exemple.yml", "family: quality", "family: qualty")
    with caplog.at_level(logging.ERROR):
        assert "À l’heure et complet" in rebuild()
    assert "qualty" in caplog.text


def test_edit_links_lead_to_lines_and_to_the_items_of_a_page(
    site_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDBOOK_REPO_URL", "https://example.org/team/handbook/")
    site = built(site_project)
    edit = "https://example.org/team/handbook/edit/main"
    line = 1 + next(
        number
        for number, text in enumerate((site_project / "content" / "handbook.yml").read_text("utf-8").splitlines())
        if "kind: kpis" in text
    )
    assert f'href="{edit}/content/handbook.yml#L{line}"' in (site / "indicateurs" / "index.html").read_text("utf-8")
    plan = (site / "30-60-90" / "index.html").read_text("utf-8")
    assert f'<p class="edit" data-search-exclude><a href="{edit}/content/plan/exemple.yml">Modifier cette fiche' in plan
    assert f'href="{edit}/docs/en/about.md"' in (site / "en" / "about" / "index.html").read_text("utf-8")
    index = (site / "search" / "search_index.json").read_text("utf-8")
    assert "Modifier cette fiche" not in index


def test_no_edit_link_without_a_repository(plain_site: Path) -> None:
    pages = [path.read_text("utf-8") for path in plain_site.rglob("*.html")]
    assert len(pages) > 20
    assert [page for page in pages if "Modifier cette" in page or "Edit this" in page] == []


def test_a_project_does_not_show_what_an_earlier_one_of_the_process_left(site_project: Path, tmp_path: Path) -> None:
    page = Path("indicateurs", "exemple", "index.html")
    for place, good, bad in (("first", "quality", "quality"), ("second", "quality", "qualty")):
        swap(site_project / "content", "kpis/exemple.yml", f"family: {good}", f"family: {bad}")
        config = load_config(str(site_project / "mkdocs.yml"), site_dir=str(tmp_path / place))
        config.plugins.on_startup(command="serve", dirty=False)
        build(config)
    assert (tmp_path / "first" / page).is_file()
    assert not (tmp_path / "second" / page).exists()


def test_nobody_hears_of_a_project_who_listened_to_an_earlier_one_of_the_process(site_project: Path) -> None:
    """As a preview does, whose process may build other sites once it has ended."""

    def listener(_: Outcome) -> None:
        raise AssertionError

    for heard in (listener, None):
        config = load_config(str(site_project / "mkdocs.yml"), site_dir=str(site_project / "site"))
        plugin = config.plugins["handbook"]
        assert isinstance(plugin, HandbookPlugin)
        config.plugins.on_startup(command="build", dirty=False)
        assert plugin.session.listener is None
        plugin.session.listener = heard


def test_words_of_the_theme_have_the_typography_of_their_language(plain_site: Path) -> None:
    page = (plain_site / "404.html").read_text("utf-8")
    assert "repartez de l’accueil" in page
    assert re.search(r"\w(?:'|&#39;)\w", page.partition("<article")[2].partition("</article>")[0]) is None
