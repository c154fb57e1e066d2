"""Roots: the folders that hold the content, by the names that people give them.

In: names (`content`; `@coo` for the content that the package carries) and a project's `mkdocs.yml`. Out: folders.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

BASE = "@coo"
"""Names the COO's handbook, which the package carries: a company lays its own entries over it."""

DEFAULT = ("content",)
"""Where the content is when nobody says otherwise."""

_PACKAGE = Path(__file__).parent.parent


def carried(name: str) -> Path:
    """A file or folder of the COO's handbook: inside the installed package, else in the checkout beside it."""
    packed = _PACKAGE / "base" / name
    return packed if packed.exists() else _PACKAGE.parent / name


def real(path: Path) -> Path:
    """The full path with every link followed. A link that goes round in circles stays: who opens it is told."""
    return Path(os.path.realpath(path))


def folder(name: str, project: Path) -> Path:
    """The folder that a name stands for in a project."""
    return carried("content") if name == BASE else project / name


def is_carried(root: Path) -> bool:
    """Whether a folder belongs to the installed package, where nobody's own entries go."""
    return real(root).is_relative_to(_PACKAGE)


def configured(config_file: Path) -> tuple[Path, ...]:
    """The folders that a site's configuration names; the default where it names none or cannot be read."""
    names = tuple(_names(config_file)) or DEFAULT
    return tuple(folder(name, config_file.parent) for name in names)


def _names(config_file: Path) -> Iterator[str]:
    try:
        # The base loader makes nothing but text, lists and tables, whatever tags the file holds.
        config = yaml.load(config_file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        return
    plugins = config.get("plugins") if isinstance(config, Mapping) else None
    for plugin in plugins if isinstance(plugins, list) else []:
        yield from _content(plugin)


def _content(plugin: Any) -> Iterator[str]:
    options = plugin.get("handbook") if isinstance(plugin, Mapping) else None
    content = options.get("content") if isinstance(options, Mapping) else None
    yield from (str(name) for name in content) if isinstance(content, list) else ()
