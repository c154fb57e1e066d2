"""Whether a site is what a build would make again.

In: a configuration and the folder of its site. Out: yes or no, without MkDocs. A build that had nothing to say notes
the digest of all that it read and of all that it wrote; nothing else is trusted.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.files import digests, write
from generator.files.cache import folder_of
from generator.site.reproducible import moment

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_NAME = "site.json"


class Inputs(NamedTuple):
    """What a build reads: the folders, and the digest of everything."""

    folders: list[str]
    digest: str


def inputs(config: MkDocsConfig, strict: bool, documents: Path | None) -> Inputs | None:
    """What a build is about to read; None where that is not known, as with other plugins."""
    from generator.site import page_records, reading

    if not page_records.serves(config):
        return None
    file = Path(config.config_file_path)
    folders = [str(path) for path in reading.folders(config)]
    try:
        return Inputs(folders, _digest(file, folders, strict, documents))
    except (OSError, ValueError):  # a file or a date that the build itself will refuse
        return None


def _digest(config_file: Path, folders: list[str], strict: bool, documents: Path | None) -> str:
    now = str(moment(config_file.parent))
    known = (digests.of_generator(), digests.of_configuration(config_file), digests.of_folders(folders))
    published = (str(documents), digests.of_folders([documents] if documents else []))
    return digests.of(*known, *published, now, str(strict), *folders)


def remember(read: Inputs | None, config_file: Path, site: Path) -> None:
    """Note what a site was made from, and what it holds. A note that cannot be written is no reason to stop."""
    if read is None:
        return
    noted = {**read._asdict(), "site": str(site), "made": digests.of_folders([site])}
    with suppress(OSError):
        write(folder_of(config_file) / _NAME, json.dumps(noted).encode())


def is_unchanged(config_file: Path, site: Path, strict: bool, documents: Path | None = None) -> bool:
    """Whether a build would make the very site that stands there."""
    try:
        noted: dict[str, Any] = json.loads((folder_of(config_file) / _NAME).read_bytes())
        if str(site) != noted["site"] or _digest(config_file, noted["folders"], strict, documents) != noted["digest"]:
            return False  # nobody asks then what stands there
        return digests.of_folders([site]) == str(noted["made"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
