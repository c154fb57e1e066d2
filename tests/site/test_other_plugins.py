"""Beside other plugins and settings: they work, in each language, or are answered in our words at their place."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from injected import directives, policy_of
from parsed import Parsed
from small import ROOT, swap

from generator.cli import main

EVERY_PLUGIN = """\
  - meta
  - tags
  - awesome-nav
  - macros
  - gen-files:
      scripts: [generated.py]
  - git-revision-date-localized
  - glightbox
  - minify:
      minify_html: true
  - exclude:
      glob: [drafts/*]
  - redirects:
      redirect_maps: {ancien.md: indicateurs/exemple.md}
"""
OPTIONS = """\
      languages:
        en:
          plugins:
            redirects:
              redirect_maps: {older.md: kpis/exemple.md}
"""
GENERATE = """import mkdocs_gen_files
for name in ("generated.md", "kpis/more.md"):
    with mkdocs_gen_files.open(name, "w") as file:
        file.write("# Made by another plugin\\n\\nText.\\n")
"""


def configure(root: Path, plugins: str = "", options: str = "", settings: str = "", name: str = "mkdocs.yml") -> Path:
    """Add plugins, options of the handbook's own and settings to a configuration of the project."""
    config = root / name
    text = config.read_text("utf-8")
    text = text.replace("  - handbook:\n", f"{plugins}  - handbook:\n")
    text = text.replace("content: [content]\n", f"content: [content]\n{options}")
    config.write_text(f"{text}\n{settings}\n", "utf-8")
    return config


def ran(root: Path, config: str = "mkdocs.yml") -> tuple[int, str]:
    """The status of a strict build, and what it says in English."""
    arguments = ["build", "--strict", "-f", str(root / config), "--site-dir", str(root / "site")]
    result = CliRunner(env={"LC_ALL": "en_GB.UTF-8"}).invoke(main, arguments)
    assert "Traceback" not in result.output
    return result.exit_code, result.output


@pytest.mark.parametrize("config", ["mkdocs.yml", "mkdocs.offline.yml"])
def test_plugins_that_people_use_build_together(
    site_project: Path, config: str, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copy(ROOT / "mkdocs.offline.yml", site_project)
    (site_project / "generated.py").write_text(GENERATE, "utf-8")
    for language in ("fr", "en"):
        docs = site_project / "docs" / language
        (docs / "drafts").mkdir()
        (docs / "drafts" / "idea.md").write_text("# Idea\n", "utf-8")
        (docs / "tags.md").write_text("# Tags\n\n<!-- material/tags -->\n", "utf-8")
        (docs / "tagged.md").write_text("---\ntags: [one]\n---\n\n# Tagged {{ 1 + 1 }}\n", "utf-8")
    configure(site_project, EVERY_PLUGIN, OPTIONS, name=config)
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "All"]):
        git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *command]
        subprocess.run(git, cwd=site_project, check=True)
    if config == "mkdocs.yml":  # the script of one plugin is to be allowed by name
        assert ran(site_project, config)[0] == 1
        allowed = re.findall(r"`(scripts: \[.*?\])`", caplog.text)[0]
        swap(site_project, config, "      languages:\n", f"      {allowed}\n      languages:\n")
    status, said = ran(site_project, config)
    assert (status, said) == (0, said)
    ending = "/index.html" if config == "mkdocs.yml" else ".html"
    for folder, old, target in (("", "ancien", "indicateurs/exemple"), ("en", "older", "kpis/exemple")):
        site = site_project / "site" / folder
        text = (site / f"tagged{ending}").read_text("utf-8")
        assert "Tagged 2" in text
        assert "Made by another plugin" in (site / f"kpis/more{ending}").read_text("utf-8")
        assert target in (site / f"{old}{ending}").read_text("utf-8")
        assert not list(site.rglob("*idea*"))
        if config == "mkdocs.yml":
            policy = policy_of(site / "tagged" / "index.html")
            assert Parsed(text).digests == {
                source[1:-1] for source in directives(policy)["script-src"] if "sha256-" in source
            }


def test_pages_of_other_plugins_stand_in_the_navigation_and_lead_home(site_project: Path) -> None:
    (site_project / "generated.py").write_text(GENERATE, "utf-8")
    configure(site_project, "  - gen-files:\n      scripts: [generated.py]\n")
    assert ran(site_project)[0] == 0
    page = (site_project / "site" / "en" / "kpis" / "more" / "index.html").read_text("utf-8")
    assert "Made by another plugin" in page
    sidebar = page.partition('data-md-type="navigation"')[2].partition("<article")[0]
    assert 'href="./"' in sidebar
    switcher = re.findall(r'<a class="languages__item" href="([^"]*)"', page)
    assert switcher == ["../../../"]
    assert "md-content__button" not in page


def test_pages_that_a_blog_makes_have_all_that_the_templates_ask_for(site_project: Path) -> None:
    for language in ("fr", "en"):
        posts = site_project / "docs" / language / "blog" / "posts"
        posts.mkdir(parents=True)
        (posts.parent / "index.md").write_text("# Blog\n", "utf-8")
        (posts / "post.md").write_text(
            "---\ndate: 2026-01-02\ncategories: [One]\n---\n\n# Post\n\nFirst.\n\n<!-- more -->\n\nMore.\n", "utf-8"
        )
    configure(site_project, "  - blog\n")
    assert ran(site_project)[0] == 0
    for folder in ("", "en"):
        blog = site_project / "site" / folder / "blog"
        assert "More." in (blog / "2026" / "01" / "02" / "post" / "index.html").read_text("utf-8")
        assert (blog / "category" / "one" / "index.html").is_file()


def test_generated_pages_have_the_file_that_they_come_from(site_project: Path) -> None:
    (site_project / "hook.py").write_text(
        "import json\n"
        "def on_nav(nav, config, files):\n"
        "    found = {file.src_uri: file.abs_src_path for file in files.documentation_pages()}\n"
        "    with open(config.config_file_path + '.json', 'w') as out:\n"
        "        json.dump(found, out)\n",
        "utf-8",
    )
    configure(site_project, settings="hooks: [hook.py]")
    assert ran(site_project)[0] == 0
    found = json.loads((site_project / "mkdocs.yml.json").read_text("utf-8"))
    content = site_project / "content"
    assert found["kpis/exemple.md"] == str((content / "kpis" / "exemple.yml").resolve())
    assert found["index.md"] == str((content / "handbook.yml").resolve())
    assert None not in found.values()


@pytest.mark.parametrize(
    ("fr", "en", "paths"),
    [
        ({"ancien.md": "indicateurs/exemple.md"}, {}, ["ancien"]),
        ({"ancien.md": "indicateurs/exemple.md", "both.md": "about.md#x"}, {"both": 0}, ["ancien", "both", "en/both"]),
    ],
)
def test_the_answer_to_a_redirect_that_one_language_lacks_can_be_pasted(
    site_project: Path, caplog: pytest.LogCaptureFixture, fr: dict[str, str], en: dict[str, int], paths: list[str]
) -> None:
    configure(site_project, f"  - redirects:\n      redirect_maps: {json.dumps(fr)}\n")
    assert ran(site_project)[0] == 1
    assert "[page-of-one-language]" in caplog.text
    assert re.search(r"mkdocs\.yml:\d+:7", caplog.text)
    pasted = re.findall(r"`(languages: .*)` under `handbook:`", caplog.text)[0]
    swap(site_project, "mkdocs.yml", "content: [content]\n", f"content: [content]\n      {pasted}\n")
    assert ran(site_project)[0] == 0
    for path in paths:
        assert (site_project / "site" / path / "index.html").is_file()
    assert not (site_project / "site" / "en" / "ancien").exists()
    assert len(en) == len([path for path in paths if path.startswith("en/")])


def test_a_redirect_of_the_other_language_or_of_none_is_told(
    site_project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = configure(site_project, "  - redirects:\n      redirect_maps: {older.md: kpis/exemple.md}\n")
    assert ran(site_project)[0] == 1
    assert "take it out of this list" in caplog.text
    text = config.read_text("utf-8")
    config.write_text(text.replace("{older.md: kpis/exemple.md}", "{older.md: kpis/exempel.md}"), "utf-8")
    caplog.clear()
    assert ran(site_project)[0] == 1
    assert "write the place of a page, such as `" in caplog.text
    config.write_text(text.replace("{older.md: kpis/exemple.md}", "{}"), "utf-8")
    own = "languages: {en: {plugins: {redirects: {redirect_maps: {a.md: kpis/exemple.md}}}}}"
    swap(site_project, "mkdocs.yml", "content: [content]\n", f"content: [content]\n      {own}\n")
    assert ran(site_project)[0] == 0
    assert (site_project / "site" / "en" / "a" / "index.html").is_file()
    assert not (site_project / "site" / "a").exists()


@pytest.mark.parametrize(
    ("plugins", "settings"), [("  - exclude:\n      glob: about.md\n", ""), ("", "exclude_docs: about.md")]
)
def test_a_hand_written_page_can_be_left_out(site_project: Path, plugins: str, settings: str) -> None:
    configure(site_project, plugins, settings=settings)
    assert ran(site_project)[0] == 0
    for folder in ("", "en"):
        site = site_project / "site" / folder
        assert not (site / "about").exists()
        assert 'about/"' not in (site / "index.html").read_text("utf-8")


def test_a_page_left_out_of_one_language_leaves_its_twin_without_a_dead_link(
    site_project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (site_project / "docs" / "fr" / "about.md").rename(site_project / "docs" / "fr" / "a-propos.md")
    config = configure(site_project, settings="exclude_docs: a-propos.md")
    assert ran(site_project)[0] == 0
    page = (site_project / "site" / "en" / "about" / "index.html").read_text("utf-8")
    assert re.findall(r'<a class="languages__item" href="([^"]*)"', page) == ["../../"]
    config.write_text(config.read_text("utf-8").replace("exclude_docs: a-propos.md", "exclude_docs: about.md"), "utf-8")
    assert ran(site_project)[0] == 1
    assert "the French page with the key “about” leads to it" in caplog.text


@pytest.mark.parametrize(
    ("plugins", "settings"),
    [("  - exclude:\n      glob: [indicateurs/*]\n", ""), ("", "exclude_docs: indicateurs/exemple.md")],
)
def test_a_page_of_the_handbook_cannot_be_left_out(
    site_project: Path, plugins: str, settings: str, caplog: pytest.LogCaptureFixture
) -> None:
    configure(site_project, plugins, settings=settings)
    assert ran(site_project)[0] == 1
    assert "The page “indicateurs/exemple.md” is left out" in caplog.text
    assert "kpis/exemple.yml:1:1" in caplog.text


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("plugins:\n", "nav: [about.md]\nplugins:\n", "nav"),
        ("  generator: false\n", "  analytics:\n    provider: google\n", "extra.analytics"),
        ("  generator: false\n", "  alternate: []\n", "extra.alternate"),
        ("  font: false\n", "  font: {text: Roboto}\n", "theme.font"),
        ("  font: false\n", "  font: false\n  favicon: x.png\n", "theme.favicon"),
        ("  language: fr\n", "  language: de\n", "theme.language"),
        ("site_dir: site\n", "site_dir: site\nsite_description: x\n", "site_description"),
    ],
)
def test_settings_without_effect_are_told_at_their_place(
    site_project: Path, old: str, new: str, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    swap(site_project, "mkdocs.yml", old, new)
    assert ran(site_project)[0] == 1
    assert f"The setting “{name}” has no effect" in caplog.text
    key = name.rpartition(".")[2]
    lines = (site_project / "mkdocs.yml").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.strip().startswith(f"{key}:"))
    assert f"mkdocs.yml:{line}:{lines[line - 1].index(key) + 1}" in caplog.text


def test_a_setting_of_a_file_that_is_inherited_is_told_there(
    site_project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copy(ROOT / "mkdocs.offline.yml", site_project)
    swap(site_project, "mkdocs.yml", "plugins:\n", "nav: [about.md]\nplugins:\n")
    assert ran(site_project, "mkdocs.offline.yml")[0] == 1
    assert re.search(r"--> \S*/mkdocs\.yml:\d+:1", caplog.text)


def test_analytics_of_ones_own_are_left_alone(site_project: Path) -> None:
    swap(site_project, "mkdocs.yml", "  generator: false\n", "  generator: false\n  analytics: {provider: custom}\n")
    partials = site_project / "overrides" / "partials" / "integrations" / "analytics"
    partials.mkdir(parents=True)
    (partials / "custom.html").write_text('<script>window.counted = "own"</script>', "utf-8")
    swap(site_project, "mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    assert ran(site_project)[0] == 0
    page = (site_project / "site" / "index.html").read_text("utf-8")
    assert [text for _, text in Parsed(page).scripts if "counted" in text] == ['window.counted = "own"']
    policy = policy_of(site_project / "site" / "index.html")
    assert all(f"'{digest}'" in policy for digest in Parsed(page).digests)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("languages: {de: {}}", "“de” is not a language that can have its own settings"),
        ("languages: {en: {docs_dir: docs}}", "“docs_dir” is the same for all languages"),
        ("languages: {en: {exlude_docs: x}}", "did you mean “exclude_docs”?"),
        ("languages: {en: {plugins: {serach: {}}}}", "did you mean “search”?"),
        ("languages: {en: {plugins: [search]}}", "is to be written by its name"),
        ("scripts: [about.js]", "“about.js” does not name a script"),
        ("editor: 'code {file}'", "use `{path}`, `{line}` and `{column}` only"),
        ("editor: 'code {'", "use `{path}`, `{line}` and `{column}` only"),
        ("editor: 'code {line:q}'", "use `{path}`, `{line}` and `{column}` only"),
    ],
)
def test_wrong_options_are_answered_at_their_place(
    site_project: Path, options: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    configure(site_project, options=f"      {options}\n")
    status, output = ran(site_project)
    assert status == 1
    assert said in caplog.text, output
    line = (site_project / "mkdocs.yml").read_text("utf-8").splitlines().index(f"      {options}") + 1
    assert f"mkdocs.yml:{line}:" in caplog.text


@pytest.mark.parametrize("plugins", ["plugins: [search]\n", ""])
def test_a_site_without_the_handbook_is_refused(site_project: Path, plugins: str) -> None:
    (site_project / "mkdocs.yml").write_text(f"site_name: Guide\n{plugins}", "utf-8")
    status, output = ran(site_project)
    assert status == 1
    assert "mkdocs.yml" in output
    assert "under `plugins:`, add the line `- handbook` after `- search`" in output
    assert not (site_project / "site").exists()


def test_one_language_can_have_settings_of_its_own(site_project: Path) -> None:
    (site_project / "docs" / "en" / "only.md").write_text("# Only\n", "utf-8")
    configure(
        site_project, options="      languages: {en: {exclude_docs: only.md, extra: {scope: /en/}, copyright: Us}}\n"
    )
    assert ran(site_project)[0] == 0
    assert not (site_project / "site" / "en" / "only").exists()
    english = (site_project / "site" / "en" / "index.html").read_text("utf-8")
    french = (site_project / "site" / "index.html").read_text("utf-8")
    assert 'new URL("/en/",location)' in english
    assert 'new URL("/",location)' in french
    assert "Us" in english.partition("md-copyright")[2]
    assert "md-copyright__highlight" not in french
