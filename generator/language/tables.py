"""Tables of texts: the YAML files of the package itself, such as the words of the interface.

In: a file. Out: what it says, every scalar as text. What authors write is read by `generator/pipeline/load/`, which
knows the place of each value and answers each fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import yaml

Tree = Mapping[str, Any]
"""What a file says, before it is looked at: texts and tables of them."""

_Loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


def read_tree(file: Path) -> Tree:
    """What a file of the package says: every scalar is text. Raises `OSError` and `yaml.YAMLError`."""
    return cast("Tree", yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader))  # noqa: S506 - makes text only
