"""The reference of errors: its pages, made from the cases in `tests/errors/`, one file a code.

A case says in both languages what happened, and gives examples: what is wrong, and what to write. Each is laid
over the small handbook and checked by the real command, whose output is the page's. `pytest --update
tests/authoring/test_reference.py` rewrites the pages.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import fill
from typing import Any

import yaml
from click.testing import CliRunner
from small import copy_golden

from generator.cli import main
from generator.diagnostics import CODES
from generator.diagnostics.report import reference_page
from generator.language.i18n import LANGUAGES

CASES = Path(__file__).parent / "errors"
WIDTH = 120
GROUPS = ("place", "reading", "writing", "fields", "rules", "accepted")

WORDS = {
    "fr": {
        "wrong": "## Ce qui ne va pas",
        "more": "## Autre exemple",
        "right": "## Ce qu'il faut écrire",
        "instead": "À la place, écrivez :",
        "output": "La vérification répond :",
        "in": "Dans `{file}` :",
        "index": "Erreurs et avertissements",
        "intro": (
            "Chaque constat de la vérification porte un code, entre crochets. Il ne change jamais et il est le même en "
            "français et en anglais. Sa page dit ce qui s'est passé, et ce qu'il faut écrire à la place."
        ),
        "place": "La place des fichiers",
        "reading": "Les fichiers illisibles",
        "writing": "La façon d'écrire",
        "fields": "Ce que contient un champ",
        "rules": "Les règles du guide",
        "accepted": "Les constats acceptés",
    },
    "en": {
        "wrong": "## What is wrong",
        "more": "## Another example",
        "right": "## What to write",
        "instead": "Write instead:",
        "output": "The check answers:",
        "in": "In `{file}`:",
        "index": "Errors and warnings",
        "intro": (
            "Each finding of the check has a code, between square brackets. It never changes, and it is the same in "
            "French and in English. Its page says what happened, and what to write instead."
        ),
        "place": "Where files stand",
        "reading": "Files that cannot be read",
        "writing": "How things are written",
        "fields": "What a field holds",
        "rules": "The rules of the handbook",
        "accepted": "Findings that are accepted",
    },
}


def case(code: str) -> dict[str, Any]:
    """The case of one code; every scalar stays text."""
    loaded: dict[str, Any] = yaml.load((CASES / f"{code}.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return loaded


def lay(content: Path, example: dict[str, Any], text: str) -> None:
    """Lay one side of an example over the small handbook: a whole file, or in the place of one of its fields."""
    path = content / example.get("file", "kpis/exemple.yml")
    if "field" in example:
        lines = path.read_text("utf-8").splitlines()
        start = next(number for number, line in enumerate(lines) if line.startswith(f"{example['field']}:"))
        end = next((n for n in range(start + 1, len(lines)) if not lines[n].startswith((" ", "-"))), len(lines))
        text = "\n".join([*lines[:start], text.rstrip("\n"), *lines[end:]]) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((text * int(example.get("times", 1))).encode(example.get("encoding", "utf-8")))


def spoil(content: Path, example: dict[str, Any]) -> None:
    """Make the small handbook as bad as an example says."""
    path = content / example.get("file", "kpis/exemple.yml")
    if example.get("as") == "gone":
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif example.get("as") == "folder":
        path.mkdir()
    else:
        lay(content, example, unescaped(example["bad"]))


def unescaped(text: str) -> str:
    """The text with the one sign that cannot stand in a page put in."""
    return text.replace("␇", "\a")


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Run from a folder, as an author does."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def answer(content: Path, language: str, options: Iterable[str] = ()) -> str:
    """What the command prints of a handbook."""
    with inside(content.parent):
        return CliRunner().invoke(main, ["check", "--lang", language, *options]).output.rstrip("\n")


def codes(content: Path, options: Iterable[str] = ()) -> list[str]:
    """The codes that the command finds."""
    with inside(content.parent):
        output = CliRunner().invoke(main, ["check", "--format", "json", *options]).output
    return [finding["code"] for finding in json.loads(output)]


def pages(work: Path) -> dict[str, str]:
    """Every page of the reference in both languages, by its place under `docs/`."""
    found = {}
    outputs = {code: [_outputs(work, example) for example in case(code)["examples"]] for code in CODES}
    for language in LANGUAGES:
        folder = f"{language}/{reference_page('', language)}"
        found[f"{folder}index.md"] = _index(language)
        for code in CODES:
            found[f"{folder}{code}.md"] = _page(code, language, [output[language] for output in outputs[code]])
    return found


def _outputs(work: Path, example: dict[str, Any]) -> dict[str, str]:
    shutil.rmtree(work, ignore_errors=True)
    content = copy_golden(work / "content")
    spoil(content, example)
    return {language: answer(content, language, example.get("options", ())) for language in LANGUAGES}


def _page(code: str, language: str, outputs: list[str]) -> str:
    told, find = case(code), WORDS[language]
    parts = [_front(f"error-{code}", told[language]["title"], code), fill(told[language]["text"].strip(), WIDTH)]
    for position, (example, output) in enumerate(zip(told["examples"], outputs, strict=True)):
        parts.append(find["more"] if position else find["wrong"])
        parts += _side(example, "bad", language)
        parts += [find["output"], _fence("text", output)]
        parts.append(find["instead"] if position else find["right"])
        parts += _side(example, "good", language)
    return "\n\n".join(filter(None, parts)) + "\n"


def _front(key: str, title: str, code: str) -> str:
    meta: dict[str, object] = {"title": code or title, "key": key}
    if code:
        meta |= {"description": f"{title} ({code})", "search": {"exclude": True}}
    lines = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in meta.items())
    head = f"# {title}\n\n`{code}`" if code else f"# {title}"
    return f"---\n{lines}\n---\n\n{head}"


def _side(example: dict[str, Any], side: str, language: str) -> list[str]:
    """One side of an example: words where there is no text to show, else the file and what stands in it."""
    told = example.get(f"{side}_{language}")
    if told:
        return [fill(told.strip(), WIDTH)]
    file = example.get("good_file") if side == "good" else None
    name = f"content/{file or example.get('file', 'kpis/exemple.yml')}"
    return [WORDS[language]["in"].format(file=name), _fence("yaml", example[side].rstrip("\n"))]


def _fence(kind: str, text: str) -> str:
    return f"```{kind}\n{text}\n```"


def _index(language: str) -> str:
    find = WORDS[language]
    parts = [_front("errors", find["index"], ""), fill(find["intro"], WIDTH)]
    for group in GROUPS:
        members = [code for code in CODES if case(code)["group"] == group]
        rows = [f"- [`{code}`]({code}.md) : {case(code)[language]['title']}" for code in members]
        rows = rows if language == "fr" else [row.replace("md) :", "md):") for row in rows]
        parts += [f"## {find[group]}", "\n".join(rows)]
    return "\n\n".join(parts) + "\n"
