"""Error reference: a page for each code, with what is wrong, what the check answers, and what to write.

In: a folder of cases, one file a code; the content folder of a sound handbook. A case says in both languages what
happened, and gives examples, each of which is laid over a copy of the sound handbook and checked. Out: Markdown pages,
kept in `docs/`, where a test tells when they no longer say what the check does.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from contextlib import chdir
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import fill
from typing import Any

from generator.diagnostics.codes import CODES, EXPLAINED, Code, Group
from generator.diagnostics.report import full, reference_page
from generator.files import refuse_foreign, write_all
from generator.language.i18n import LANGUAGES, Words, words
from generator.language.tables import read_tree
from generator.pipeline.stages import run

WIDTH = 120
USUAL = "kpis/exemple.yml"
"""The file of the sound handbook that an example changes where it names no other."""

Case = dict[str, Any]
Example = dict[str, Any]


def write(docs: Path, cases: Path, sound: Path) -> list[Path]:
    """Write the pages under `docs`, and delete those of codes that there are no more; all of it or nothing.

    Raises `ForeignError` where another page stands in the place of one, and `OSError`.
    """
    files: dict[Path, bytes | None] = {docs / place: text.encode() for place, text in pages(cases, sound).items()}
    for file in files:
        refuse_foreign(file, _SIGN)
    for folder in {file.parent for file in files}:
        files |= {file: None for file in folder.glob("*.md") if file not in files and _SIGN in file.read_bytes()}
    write_all(files, docs)
    return [file for file, text in files.items() if text is not None]


_SIGN = b'key: "error'
"""Stands in each of the pages, and in no other."""


def pages(cases: Path, sound: Path) -> dict[str, str]:
    """Every page in both languages, by its place under `docs/`."""
    told = {code: case(cases, code) for code in EXPLAINED}
    answers = {code: [_answers(sound, example) for example in told[code]["examples"]] for code in EXPLAINED}
    found = {}
    for language in LANGUAGES:
        folder = f"{language}/{reference_page('', language)}"
        found[f"{folder}index.md"] = _index(told, language)
        for code in EXPLAINED:
            found[f"{folder}{code}.md"] = _page(code, told[code], answers[code], language)
    return found


def case(cases: Path, code: str) -> Case:
    """The case of one code; every scalar stays text."""
    return dict(read_tree(cases / f"{code}.yml"))


def spoil(content: Path, example: Example) -> None:
    """Make the handbook in a content folder as bad as an example says."""
    path = content / example.get("file", USUAL)
    if example.get("as") == "gone":
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif example.get("as") == "folder":
        path.mkdir()
    else:
        lay(content, example, example["bad"].replace(*_BELL))


_BELL = ("␇", "\a")
"""The one character that cannot stand in a page, and what stands for it there."""


def lay(content: Path, example: Example, text: str) -> None:
    """Lay one side of an example over a content folder: a whole file, or in the place of one of its fields."""
    path = content / example.get("file", USUAL)
    if "field" in example:
        lines = path.read_text("utf-8").splitlines()
        start = next(number for number, line in enumerate(lines) if line.startswith(f"{example['field']}:"))
        end = next((n for n in range(start + 1, len(lines)) if not lines[n].startswith((" ", "-"))), len(lines))
        text = "\n".join([*lines[:start], text.rstrip("\n"), *lines[end:]]) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((text * int(example.get("times", 1))).encode(example.get("encoding", "utf-8")))


def _answers(sound: Path, example: Example) -> dict[str, str]:
    """What the check prints in each language of a sound handbook that an example made bad."""
    with TemporaryDirectory() as work:
        content = Path(work) / "content"
        shutil.copytree(sound, content)
        spoil(content, example)
        with chdir(work):  # the places in the answer are seen from the folder of the project
            on = date.fromisoformat(example["on"]) if "on" in example else None
            found = run([Path("content")], on=on).diagnostics
            return {language: full(found, language) for language in LANGUAGES}


def _page(code: str, told: Case, answers: Sequence[Mapping[str, str]], language: str) -> str:
    find = words(language)
    parts = [_front(f"error-{code}", told[language]["title"], code), fill(told[language]["text"].strip(), WIDTH)]
    parts.append(fill(_weight(CODES[code], find), WIDTH))
    for position, (example, answer) in enumerate(zip(told["examples"], answers, strict=True)):
        parts.append(f"## {find('error_reference.more' if position else 'error_reference.wrong')}")
        parts += _side(example, "bad", find)
        parts += [find("error_reference.answer"), _fence("text", answer[language])]
        parts.append(find("error_reference.instead") if position else f"## {find('error_reference.right')}")
        parts += _side(example, "good", find)
    return "\n\n".join(filter(None, parts)) + "\n"


def _weight(code: Code, find: Words) -> str:
    """How bad the code is, and whether an entry may accept it."""
    said = [find(f"error_reference.severity.{'both' if code.unless else code.severity}")]
    return " ".join([*said, find("error_reference.acceptable")] if code.acceptable else said)


def _front(key: str, title: str, code: str = "") -> str:
    meta: dict[str, object] = {"title": code or title, "key": key}
    if code:
        meta |= {"description": f"{title} ({code})", "search": {"exclude": True}}
    lines = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in meta.items())
    head = f"# {title}\n\n`{code}`" if code else f"# {title}"
    return f"---\n{lines}\n---\n\n{head}"


def _side(example: Example, side: str, find: Words) -> list[str]:
    """One side of an example: words where there is no text to show, else the file and what stands in it."""
    if told := example.get(f"{side}_{find.language}"):
        return [fill(told.strip(), WIDTH)]
    file = example.get("good_file") if side == "good" else None
    name = f"content/{file or example.get('file', USUAL)}"
    return [find("error_reference.in", file=name), _fence("yaml", example[side].rstrip("\n"))]


def _fence(kind: str, text: str) -> str:
    return f"```{kind}\n{text}\n```"


def _index(told: Mapping[str, Case], language: str) -> str:
    find = words(language)
    parts = [_front("errors", find("error_reference.title")), fill(find("error_reference.opening"), WIDTH)]
    for group in Group:
        members = [code for code in EXPLAINED if CODES[code].group is group]
        if not members:
            continue
        titles = ((code, told[code][language]["title"]) for code in members)
        rows = [find("error_reference.row", code=code, title=title) for code, title in titles]
        parts += [f"## {find(f'error_reference.groups.{group}')}", "\n".join(rows)]
    return "\n\n".join(parts) + "\n"
