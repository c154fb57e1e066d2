"""Again: the other languages of a site, by a process that reads the project for itself.

In: a project, and the digest of what the first process has read of it. Out: the sites of the other languages, and what
there is to tell of them. This is for systems that cannot copy a process: macOS and Windows.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.exceptions import PluginError
from mkdocs.utils import clean_directory

from generator.files.cache import Cache, folder_of
from generator.language.i18n import LANGUAGES
from generator.site import languages, parts, unchanged
from generator.site.apart import Told, afresh
from generator.site.loading import loaded
from generator.site.plugin import HandbookPlugin

if TYPE_CHECKING:
    from generator.site.unchanged import Inputs


class Project(NamedTuple):
    """A project as another process can read it. `site_dir` is the folder that the whole site is written into."""

    config_file: Path
    site_dir: Path
    documents: Path | None
    strict: bool
    is_cached: bool
    read: Inputs


class _Line(NamedTuple):
    """Something that was said in the log: by whom, how grave, and what."""

    name: str
    level: int
    text: str


class _Said(logging.Handler):
    """Keeps what is said, for the first process to say it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[_Line] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(_Line(record.name, record.levelno, record.getMessage()))


@contextmanager
def started(project: Project, here: Callable[[], Told]) -> Iterator[Callable[[], Told]]:
    """Start the other languages in a new process. Where that fails, or reads something else, they are made `here`."""
    with afresh(_made, project) as child:

        def result() -> Told:
            try:
                told = child.result()
                read, said = told.made
            except PluginError:
                read, said = None, []
            if read != project.read:
                child.end()
                for language in LANGUAGES[1:]:
                    clean_directory(str(project.site_dir / languages.root(language)))
                return here()
            for line in said:
                logging.getLogger(line.name).log(line.level, "%s", line.text)
            return replace(told, made=None, warnings={})

        yield result


def _made(project: Project) -> Told:
    """Make the other languages, in a new process. What there is to say of the project itself, the first one says."""
    # MkDocs looks whether it may empty the folder of a site, and finds a site there that is half made.
    config = loaded(project.config_file, project.site_dir / "none", project.documents, strict=project.strict)
    plugin = config.plugins["handbook"]
    assert isinstance(plugin, HandbookPlugin)
    config.plugins.on_startup(command="build", dirty=False)
    cache = Cache(folder_of(project.config_file)) if project.is_cached else None
    config = parts.read(config, plugin, cache)
    config.site_dir = str(project.site_dir)
    parts.first(config, plugin)
    read = unchanged.inputs(config, project.strict, project.documents)  # of what was saved until now
    said = _said()
    return replace(parts.others(config, plugin, cache), made=(read, said))


def _said() -> list[_Line]:
    """From now on, what is said in the log."""
    handler, logger = _Said(), logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return handler.lines
