"""The editor and the check say the same of an entry: the schemas accept what the validator and the linker accept."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel
from small import CATALOG, KINDS, PLACES, ROOT, VIEWS, copy_golden

from generator.authoring.init import Start, init
from generator.authoring.json_schema import schemas
from generator.language.i18n import LANGUAGES
from generator.model import meanings, shapes
from generator.model.document import Document
from generator.model.fields import Ref, walk
from generator.model.settings import Settings
from generator.pipeline.load import existing, load
from generator.pipeline.validate import validate_document

MODELS: dict[str, type[BaseModel]] = {"": Settings, **{kind.name: kind.model for kind in KINDS.values()}}


@cache
def written() -> dict[str, Draft202012Validator]:
    made = schemas(existing([ROOT / "content"], CATALOG), CATALOG)
    for schema in made.values():
        Draft202012Validator.check_schema(schema)
    return {"" if name == "handbook" else name: Draft202012Validator(schema) for name, schema in made.items()}


@cache
def documents() -> tuple[Document, ...]:
    return tuple(load([ROOT / "content"], CATALOG)[0])


def editor(document: Document) -> bool:
    return bool(written()[document.kind].is_valid(document.data))


def check(document: Document) -> bool:
    content, problems = validate_document(document, CATALOG)
    # Links in running text are the linker's alone: no schema reads prose.
    return not problems and all(_known(leaf.value) for leaf in walk(content) if isinstance(leaf.value, Ref))


@cache
def existing_ids() -> frozenset[Ref]:
    return frozenset(existing([ROOT / "content"], CATALOG))


def _known(ref: Ref) -> bool:
    ids = existing_ids()
    view = VIEWS.get(ref.kind)
    if view and ref.id:
        return Ref(view.each, ref.id) in ids
    return ref in ids or (not ref.id and ref.kind in PLACES)


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_is_explained_in_both_languages(kind: str) -> None:
    for model in shapes.models(MODELS[kind]):
        for part in shapes.parts(model):
            texts = [part.about(language) for language in LANGUAGES]
            assert all(texts)
            assert len(set(texts)) == len(LANGUAGES), f"{model.__name__}.{part.name}"


def test_explanations_are_all_used() -> None:
    known = {model.__name__ for kind in MODELS.values() for model in shapes.models(kind)}
    known |= {owner.__name__ for kind in MODELS.values() for model in shapes.models(kind) for owner in model.__mro__}
    assert set(meanings._shared()) - {"Localized", "Names"} <= known


def test_both_accept_every_real_entry() -> None:
    assert len(documents()) > 200
    for document in documents():
        assert check(document)
        assert editor(document), (document.path, list(written()[document.kind].iter_errors(document.data)))


def test_both_accept_every_golden_entry(tmp_path: Path) -> None:
    content = copy_golden(tmp_path / "content")
    made = schemas(existing([content], CATALOG), CATALOG)
    for document in load([content], CATALOG)[0]:
        assert Draft202012Validator(made[document.kind or "handbook"]).is_valid(document.data), document.path


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place inside the data of an entry."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield (*path, key)
        yield from places(item, (*path, key))


WRONG: tuple[Any, ...] = (
    "",
    "  ",
    "x",
    "7",
    "no",
    "2026-13-40",
    "deux\nlignes",
    None,
    [],
    {},
    ["x"],
    {"fr": "x", "de": "y"},
)


def spoilt(document: Document, chance: random.Random) -> Document:
    """The document with one thing changed: a value, a missing field, an unknown one."""
    data = json.loads(json.dumps(document.data))
    *parents, last = chance.choice(list(places(data)))
    holder = data
    for key in parents:
        holder = holder[key]
    match chance.randrange(4):
        case 0:
            del holder[last]
        case 1 if isinstance(holder, dict):
            holder["inconnu"] = "x"
        case _:
            holder[last] = chance.choice(WRONG)
    return Document(document.path, document.kind, document.id, document.text, data, document.values, document.keys)


@pytest.mark.parametrize("seed", range(20))
def test_both_say_the_same_of_spoilt_entries(seed: int) -> None:
    chance = random.Random(seed)
    refused = 0
    for document in chance.sample(documents(), 60):
        bad = spoilt(document, chance)
        verdict = check(bad)
        refused += not verdict
        assert editor(bad) == verdict, (bad.path, verdict, json.dumps(bad.data, ensure_ascii=False)[:2000])
    assert refused > 20


def test_schema_offers_the_ids_that_exist() -> None:
    schema = schemas(existing([ROOT / "content"], CATALOG), CATALOG)["responsibilities"]
    assert "otif" in schema["$defs"]["ref-kpis"]["enum"]


def test_settings_of_the_editor_name_a_schema_a_kind(tmp_path: Path) -> None:
    init(tmp_path / "own", Start.EMPTY)
    for root in (tmp_path / "own", ROOT):
        settings = json.loads((root / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
        assert {Path(name).stem for name in settings} == {*KINDS, "handbook"}
    made = {path.stem for path in (tmp_path / "own" / ".vscode" / "schemas").iterdir()}
    assert made == {*KINDS, "handbook"}
