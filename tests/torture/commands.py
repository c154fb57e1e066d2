"""The commands of `handbook` as trials use them.

In: chance and a sandbox. Out: the arguments of a command, what damages make sense for it, and what it may write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from small import KINDS

from torture.damage import NOTHING

Arguments = Callable[[Random], list[str]]

READ = ("content", "content", "content", "settings", "configuration", "place", "page")
RECORDS = ("record", "record", "content", "settings", "place")
KIND = "|".join(KINDS)
ENTRIES = rf"content/({KIND})/[^/]+\.yml"
SETTINGS = r"content/handbook\.yml"


@dataclass(frozen=True)
class Command:
    """A command: its arguments, the groups of damage tried before it, and a pattern of what it may write.

    `writes` is matched with paths in the project, folders included; `adds` says that it only makes new files.
    """

    arguments: Arguments
    groups: Sequence[str]
    writes: str = ""
    adds: bool = False


def _language(chance: Random) -> list[str]:
    return chance.choice(([], [], ["--lang", "fr"], ["--lang", "en"]))


def _check(chance: Random) -> list[str]:
    return [
        "check",
        *_language(chance),
        "--format",
        chance.choice(("full", "concise", "json", "github", "gitlab", "junit")),
    ]


def _build(chance: Random) -> list[str]:
    return ["build", *chance.choice(([], [], ["--strict"], ["--site-dir", "site"]))]


BAD_PLACES = (
    "content",
    "docs",
    "docs/fr",
    ".",
    "..",
    "../..",
    ".git",
    "content/kpis",
    "mkdocs.yml",
    "book.xlsx",
    "new/site",
)


def _build_elsewhere(chance: Random) -> list[str]:
    return ["build", "--site-dir", chance.choice(BAD_PLACES)]


def _fmt(chance: Random) -> list[str]:
    return ["fmt", *_language(chance), *chance.choice(([], [], ["content/kpis/exemple.yml"]))]


def _fmt_check(chance: Random) -> list[str]:
    return [*_fmt(chance), "--check"]


_IDS = ("neuf", "exemple", "", "É", "../x", "a" * 300, "-x", "a/b", "x.yml", "con", "a b", "\x00", "9", "e\u0301")


def _new(chance: Random) -> list[str]:
    kind = chance.choice((*KINDS, "kpi", "", "../kpis", ".translations"))
    return ["new", *_language(chance), kind, chance.choice(("neuf", "neuf", "neuf", *_IDS))]


def _export_xlsx(chance: Random) -> list[str]:
    kinds = ["--kind", chance.choice(list(KINDS))] if chance.random() < 0.7 else []
    return ["export", "xlsx", *kinds, chance.choice(("out.xlsx", "out.xlsx", "none/out.xlsx", "content", "a" * 300))]


def _export_schema(chance: Random) -> list[str]:
    return ["export", "schema", *chance.choice(([], ["schemas"], ["a/b/c"], ["mkdocs.yml"]))]


def _export_reference(chance: Random) -> list[str]:
    return ["export", "reference", *chance.choice(([], ["docs"], ["out"], ["book.xlsx"]))]


def _import(chance: Random) -> list[str]:
    return ["import", "xlsx", *_language(chance), *chance.choice(([], ["--delete"])), "--yes", "book.xlsx"]


def _import_dry(chance: Random) -> list[str]:
    return ["import", "xlsx", *_language(chance), *chance.choice((["--dry-run"], [])), "book.xlsx"]


def _translations(chance: Random) -> list[str]:
    names = chance.choice(([], ["kpis"], ["kpis/exemple"], ["kpis/none"], ["handbook.yml"]))
    bound = chance.choice(([], ["--fail-under", "100"]))
    return ["translations", *names, *bound, "--format", chance.choice(("text", "markdown", "json"))]


def _record(chance: Random) -> list[str]:
    return ["translations", *chance.choice((["--record"], ["--record"], ["--accept", "all"]))]


def _reviews(chance: Random) -> list[str]:
    form = chance.choice(("text", "markdown", "json"))
    return ["reviews", "--today", chance.choice(("2026-06-01", "0001-01-01", "9999-12-31")), "--format", form]


def _ics(chance: Random) -> list[str]:
    return [
        "reviews",
        "--today",
        "2026-06-01",
        "--ics",
        chance.choice(("out.ics", "out.ics", "none/out.ics", "content")),
    ]


_OVER = ("content/handbook.yml", "content/kpis/exemple.yml", "mkdocs.yml", "docs/fr/about.md", ".git/config")


def _over(chance: Random) -> list[str]:
    """Exports told to write over what an author wrote."""
    target = chance.choice(_OVER)
    return chance.choice((["export", "xlsx", "--force", "--kind", "kpis", target], ["reviews", "--ics", target]))


def _diff(chance: Random) -> list[str]:
    ends = (["HEAD~1"], ["HEAD"], ["main"], ["HEAD~1", "HEAD"], ["HEAD", "HEAD~1"], ["none"], ["--help"], ["HEAD~1x"])
    return ["diff", *chance.choice(ends), "--format", chance.choice(("text", "markdown", "json"))]


def _init(chance: Random) -> list[str]:
    folder = chance.choice(
        ("guide", "a/b/guide", "guide/", "content", ".", "mkdocs.yml", "a" * 300, "é", "content/kpis")
    )
    return ["init", *chance.choice(([], ["--overlay"], ["--empty"])), folder]


def _rename(chance: Random) -> list[str]:
    kind, old = chance.choice(list(KINDS)), chance.choice(("exemple", "exemple", "exemple", "none"))
    return ["rename", "--yes", kind, old, chance.choice(("neuf", "neuf", "neuf", *_IDS))]


COMMANDS: Mapping[str, Command] = {
    "check": Command(_check, READ),
    "build": Command(_build, READ, r"site(/.*)?"),
    "build elsewhere": Command(_build_elsewhere, (NOTHING,), r"(new/)?site(/.*)?|new"),
    "fmt": Command(_fmt, ("content", "content", "content", "settings", "place"), rf"{ENTRIES}|{SETTINGS}"),
    "fmt --check": Command(_fmt_check, ("content", "settings", "place")),
    "new": Command(
        _new,
        ("place", "content", "configuration", NOTHING),
        rf"content/({KIND})(/neuf\.yml|/9\.yml|/con\.yml)?",
        adds=True,
    ),
    "export xlsx": Command(_export_xlsx, READ, r"out\.xlsx|none|none/out\.xlsx", adds=True),
    "export schema": Command(_export_schema, READ, r"\.vscode(/.*)?|schemas(/.*)?|a(/.*)?"),
    "export reference": Command(_export_reference, ("place", "page"), r"docs/../reference(/.*)?|out(/.*)?"),
    "import xlsx": Command(_import, ("workbook", "workbook", "workbook", "content", "place"), rf"{ENTRIES}|{SETTINGS}"),
    "import xlsx --dry-run": Command(_import_dry, ("workbook", "workbook", "content", "place")),
    "translations": Command(_translations, RECORDS),
    "translations --record": Command(_record, RECORDS, r"content/\.translations(/.*)?"),
    "reviews": Command(_reviews, READ),
    "reviews --ics": Command(_ics, READ, r"out\.ics|none|none/out\.ics"),
    "export over files": Command(_over, (NOTHING,)),
    "diff": Command(_diff, ("history", "history", "content", "record", "place")),
    "init": Command(_init, (NOTHING,), r"(guide|é|a)(/.*)?", adds=True),
    "rename": Command(_rename, ("content", "settings", "place", "record"), r"content/.*"),
}


def may_write(command: Command, path: str, old: bytes | None) -> bool:
    """Whether a command may change what stands at a path of the project, which held `old`."""
    return bool(command.writes and re.fullmatch(command.writes, path)) and not (command.adds and old is not None)
