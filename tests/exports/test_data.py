"""The data: valid against their schema, whole, linked, and without what is not published."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from small import BASE, Project, handbook_of, swap

from generator.exports import data
from generator.exports.edition import Edition
from generator.language.markup import EXTERNAL, links


def of(content: Path, name: str = data.NAME, site: str = "") -> Any:
    return json.loads(data.files(Edition(handbook_of(content), site=site))[name])


def texts(value: Any) -> list[str]:
    if isinstance(value, dict | list):
        return [text for inner in (value.values() if isinstance(value, dict) else value) for text in texts(inner)]
    return [value] if isinstance(value, str) else []


def test_every_file_is_valid_against_the_schema(content: Path) -> None:
    files = data.files(Edition(handbook_of(content)))
    schema = json.loads(files[data.SCHEMA_NAME])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for name in files.keys() - {data.SCHEMA_NAME}:
        assert not list(validator.iter_errors(json.loads(files[name]))), name


def test_the_schema_refuses_what_the_data_never_hold(content: Path) -> None:
    schema, tree = of(content, data.SCHEMA_NAME), of(content)
    tree["entries"][0]["fields"]["unheard_of"] = 1
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(tree))


def test_every_entry_is_there_once_and_in_the_file_of_its_kind(content: Path) -> None:
    handbook, tree = handbook_of(content), of(content)
    ids = [entry["id"] for entry in tree["entries"]]
    assert sorted(ids) == sorted(map(str, handbook.entries))
    for kind, told in tree["kinds"].items():
        of_kind = of(content, told["file"])["entries"]
        assert of_kind == [entry for entry in tree["entries"] if entry["kind"] == kind]
        assert told["count"] == len(of_kind)


def test_every_link_resolves_and_is_told_at_both_ends(content: Path) -> None:
    tree = of(content)
    entries = {entry["id"]: entry for entry in tree["entries"]}
    there = {(entry["id"], link["field"], link["id"]) for entry in entries.values() for link in entry["links"]}
    back = {(link["id"], link["field"], entry["id"]) for entry in entries.values() for link in entry["linked_from"]}
    assert there == back
    assert there
    for entry in entries.values():
        for link in entry["links"]:
            assert link["addresses"] == entries[link["id"]]["addresses"]


def test_every_link_in_a_text_names_something_in_the_data(content: Path) -> None:
    tree = of(content)
    known = {*(entry["id"] for entry in tree["entries"]), *tree["kinds"], *tree["tools"]}
    targets = {link.target for text in texts(tree) for link in links(text)}
    inner = {target for target in targets if not EXTERNAL.fullmatch(target)}
    assert inner
    assert inner <= known


def test_addresses_are_those_of_pages_of_the_site(plain_site: Path, content: Path) -> None:
    tree = of(content)
    named = [*tree["entries"], *tree["kinds"].values(), *tree["tools"].values()]
    for one in named:
        for address in one["addresses"].values():
            page, _, anchor = address.partition("#")
            html = (plain_site / page / "index.html").read_text("utf-8")
            assert not anchor or f'id="{anchor}"' in html


def test_addresses_are_full_where_the_site_has_one(content: Path) -> None:
    tree = of(content, site=BASE)
    assert tree["site"] == BASE
    assert all(entry["addresses"]["en"].startswith(f"{BASE}en/") for entry in tree["entries"])


def test_a_draft_is_nowhere_in_the_data(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "status: published", "status: draft")
    files = data.files(Edition(handbook_of(content)))
    assert "kpis.json" not in files
    assert b"kpis/exemple" not in files[data.NAME]


def test_the_version_of_the_settings_is_told(content: Path) -> None:
    assert of(content)["version"] is None
    settings = content / "handbook.yml"
    settings.write_text("version: 2.10\n" + settings.read_text("utf-8"), "utf-8")
    assert of(content)["version"] == "2.10"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_site_publishes_the_data(plain_site: Path, content: Path, language: str) -> None:
    published = json.loads((plain_site / "data" / "handbook.json").read_text("utf-8"))
    assert published["entries"] == of(content)["entries"]
    assert language in published["languages"]
    assert not (plain_site / "en" / "data").exists()


def test_a_kind_of_the_project_is_in_the_data(project: Project) -> None:
    content = project("")
    folder = content.parent / "kinds" / "risks"
    folder.mkdir(parents=True)
    (folder / "kind.yml").write_text(
        "address: {fr: risques, en: risks}\nnames:\n  one: {fr: risque, en: risk}\n  none: {fr: Aucun, en: None}\n"
        "meaning: {fr: Un risque., en: A risk.}\n"
        "fields:\n  odds: {type: number, label: {fr: Chances, en: Odds}, meaning: {fr: Un., en: One.}}\n",
        "utf-8",
    )
    swap(content, "handbook.yml", "kinds:\n", "kinds:\n      - kind: risks\n        title: R\n        summary: S\n")
    (content / "risks").mkdir()
    (content / "risks" / "panne.yml").write_text("title: Panne\nstatus: published\nodds: 3\n", "utf-8")
    tree, schema = of(content), of(content, data.SCHEMA_NAME)
    assert [e["fields"]["odds"] for e in tree["entries"] if e["kind"] == "risks"] == [3]
    jsonschema.Draft202012Validator(schema).validate(tree)


def test_an_entry_is_a_line(content: Path) -> None:
    """A change of one entry is a change of one line."""
    handbook = handbook_of(content)
    text = data.files(Edition(handbook))["handbook.json"].decode()
    assert len(re.findall(r'^\{"id": "', text, re.MULTILINE)) == len(handbook.entries)
