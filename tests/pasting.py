"""Apply what the check tells an author to paste, as the author would: line by line, then check again."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.pipeline.load import load_document

Finding = dict[str, Any]

REPLACED = {"wrong-value", "unknown-reference", "unknown-field", "accepted-unknown", "duplicate-key"}
"""The codes whose fix puts another word in the place of the one that is marked."""
SIGNS = {"yaml-alias", "yaml-tag"}
"""The codes whose mark is a sign of YAML, and no text, before a list or a group of fields."""
HIDDEN = {"missing-translation", "accepted-unused", "too-few"}
"""What the author left out in any case, and no rule can see before the file is sound."""

_ADDED = ("Texte ajouté", "Text put in")
_MOST_ROUNDS = 12


def findings(content: Path, language: str = "fr", *options: str) -> list[Finding]:
    """What the real command finds."""
    arguments = ["check", "--content", str(content), "--format", "json", "--lang", language, *options]
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    found: list[Finding] = json.loads(result.output)
    return found


def file_of(content: Path, finding: Finding) -> Path:
    return next(
        path for path in content.rglob("*.yml") if finding["file"].endswith(path.relative_to(content).as_posix())
    )


def paste(content: Path, chosen: list[Finding]) -> None:
    """Put the lines of some findings into their files, from the bottom up; of two that overlap, the lower one."""
    by_file: dict[Path, list[Finding]] = {}
    for finding in chosen:
        by_file.setdefault(file_of(content, finding), []).append(finding)
    for path, group in by_file.items():
        text = path.read_bytes().decode("utf-8-sig")
        lines = re.split("\r\n|\n", text)
        above = len(lines) + 2
        for finding in sorted(group, key=lambda one: (one["fix"]["line"], one["fix"]["end_line"]), reverse=True):
            fix = finding["fix"]
            if max(fix["end_line"], fix["line"]) < above:
                lines[fix["line"] - 1 : fix["end_line"]] = [filled(line, finding) for line in fix["lines"]]
                above = fix["line"]
        path.write_text("\n".join(lines), "utf-8")


def filled(line: str, finding: Finding) -> str:
    """The line with what an author writes in its blanks: texts, or the first of the words that the help names."""
    line = line.replace('fr: "…"', f'fr: "{_ADDED[0]}"').replace('en: "…"', f'en: "{_ADDED[1]}"').replace('"…"', '"x"')
    words = re.search(r"(?:ces mots|these words)\s*: ([\w-]+)", finding["help"])
    return line.replace("…", words[1] if words else "exemple")


def paste_everything(content: Path) -> list[Finding]:
    """Paste, check, paste what is told then, until nothing is left to paste. Gives every finding met on the way."""
    met: list[Finding] = []
    for _ in range(_MOST_ROUNDS):
        found = findings(content)
        met += found
        fixable = [finding for finding in found if finding["fix"]]
        if not fixable:
            return met
        paste(content, fixable)
    raise AssertionError(f"pasting leads in a circle: {met[-1]}")


def codes(found: list[Finding]) -> Counter[str]:
    return Counter(finding["code"] for finding in found)


def fresh(before: list[Finding], pasted: Finding, after: list[Finding]) -> set[str]:
    """The codes that are there after pasting one fix, and were not before; its own, where it stayed."""
    return set(codes(after) - (codes(before) - codes([pasted]))) - HIDDEN


def typed(text: str) -> Counter[str]:
    """The words of a file as its author sees them, remarks on lines of their own left out."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return _words(" ".join(lines))


def read(text: str) -> Counter[str]:
    """The words that a file holds for whoever reads its data."""
    document, problems = load_document(Path("x.yml"), text, "kpis")
    assert document is not None, problems
    return _words(" ".join(_scalars(yaml.compose(text, Loader=yaml.SafeLoader))))


def _scalars(node: yaml.Node | None) -> list[str]:
    if isinstance(node, yaml.ScalarNode):
        return [str(node.value)]
    if isinstance(node, yaml.MappingNode):
        return [text for pair in node.value for part in pair for text in _scalars(part)]
    return [text for item in node.value for text in _scalars(item)] if node else []


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def marked(text: str, found: list[Finding]) -> Counter[str]:
    """The words that some findings ask to replace."""
    lines = text.splitlines()
    stretches = [
        lines[finding["line"] - 1][finding["column"] - 1 : finding["end_column"] - 1]
        for finding in found
        if finding["code"] in REPLACED | SIGNS and finding["line"] == finding["end_line"] <= len(lines)
    ]
    return _words(" ".join(stretches))
