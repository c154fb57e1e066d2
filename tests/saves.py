"""Saves by chance: the changes that authors make to a project, for tests that compare what comes of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

Edit = Callable[[Path, Random], set[Path]]
"""Changes a project, and returns the paths that changed."""


def _in_file(pattern: str, make: Callable[[str], str], *places: str) -> Edit:
    def edit(root: Path, chance: Random) -> set[Path]:
        path = chance.choice([path for place in places for path in sorted(root.glob(place))])
        text = path.read_text("utf-8")
        path.write_text(re.sub(pattern, lambda found: make(found[0]), text, count=1, flags=re.MULTILINE), "utf-8")
        return {path}

    return edit


def _added(root: Path, chance: Random) -> set[Path]:
    """A copy of an entry that has a page of its own, or shares one."""
    source = root / "content" / chance.choice(["kpis", "competencies"]) / "exemple.yml"
    path = source.with_name(f"nouveau-{chance.randrange(1000)}.yml")
    text = re.sub(
        r"title: .*", f'title: {{fr: "Nouveau {path.stem}", en: "New {path.stem}"}}', source.read_text("utf-8")
    )
    path.write_text(re.sub(r"previous_ids:.*\n", "", text), "utf-8")
    return {path}


def _ordered(root: Path, chance: Random) -> set[Path]:
    path = chance.choice(sorted((root / "content").glob("*/*.yml")))
    text = re.sub(r"^order: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(f"order: {chance.randrange(50)}\n{text}", "utf-8")
    return {path}


def _deleted(root: Path, chance: Random) -> set[Path]:
    found = sorted((root / "content").glob("*/nouveau-*.yml"))
    if not found:
        return set()
    path = chance.choice(found)
    path.unlink()
    return {path}


def _renamed(root: Path, chance: Random) -> set[Path]:
    found = sorted((root / "content").glob("*/nouveau-*.yml"))
    if not found:
        return set()
    path = chance.choice(found)
    return {path, path.rename(path.with_name(f"nouveau-{chance.randrange(1000, 2000)}.yml"))}


def _picture(root: Path, chance: Random) -> set[Path]:
    path = root / "docs" / "fr" / "picture.svg"
    path.write_text(f"<svg xmlns='http://www.w3.org/2000/svg' width='{chance.randrange(9)}'/>", "utf-8")
    return {path}


EDITS: dict[str, Edit] = {
    "text": _in_file(r"Keep the promise", lambda found: f"{found}, always", "content/kpis/*.yml"),
    "title": _in_file(r"^title: .*(?=\n)", lambda _: 'title: {fr: "Autre nom", en: "Another name"}', "content/*/*.yml"),
    "order": _ordered,
    "draft": _in_file(
        r"^status: published", lambda _: "status: draft", "content/*/nouveau-*.yml", "content/kpis/*.yml"
    ),
    "fault": _in_file(r"^status: ", lambda _: "statut: ", "content/competencies/autre.yml"),
    "mended": _in_file(r"^statut: ", lambda _: "status: ", "content/competencies/autre.yml"),
    "settings": _in_file(r"Guide", lambda found: f"{found} neuf", "content/handbook.yml"),
    "page": _in_file(r"\Z", lambda _: "\n\nUne phrase de plus.\n", "docs/fr/*.md", "docs/en/*.md"),
    "page title": _in_file(r"^title: ", lambda found: f"{found}Nouveau ", "docs/fr/*.md"),
    "configuration": _in_file(r"^site_name: ", lambda found: f"{found}Nouveau ", "mkdocs.yml"),
    "added": _added,
    "deleted": _deleted,
    "renamed": _renamed,
    "picture": _picture,
}
