"""The whole site: every language, and the data, in a process of their own, where the system can.

In: MkDocs' configuration of the first language. Out: the complete site in its folder.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort, BuildError
from mkdocs.utils import clean_directory

from generator.pipeline.stages import Outcome
from generator.site import again, completion, parts
from generator.site.apart import Told, apart, must_start_anew, warnings_of
from generator.site.plugin import HandbookPlugin
from generator.site.reading import report_findings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.files.cache import Cache
    from generator.site.language_site import LanguageSite
    from generator.site.unchanged import Inputs

log = logging.getLogger("mkdocs.handbook")

_WORTH_A_START = 100
"""Pages of a language that take longer than a new process takes to start and to read the project: a second."""


def build(config: MkDocsConfig, cache: Cache | None, progress: parts.Progress, read: Inputs | None = None) -> bool:
    """Build the site of every language, from what was `read`. Returns whether nothing at all was found on the way.

    Raises MkDocs' `Abort` and `PluginError` where the build must stop, and what templates and plugins raise.
    """
    plugin = config.plugins["handbook"]
    assert isinstance(plugin, HandbookPlugin)
    start = time.time()
    try:
        with warnings_of("mkdocs") as count:
            told = list(_all_languages(config, plugin, cache, progress, read))
            for one in told:
                plugin.build.guard.absorb(one.noted)
            completion.of_site(config, plugin.build)
            plugin.session.date.unset()
            found = Outcome(plugin.build.handbook, tuple(plugin.build.guard.findings()))
            report_findings(found, stop=False, strict=False)
        if cache:
            cache.bound(since=start)
        counts = Counter(dict(count.get_counts()))
        for one in told:
            counts.update(one.warnings)
        if config.strict and counts:
            said = ", ".join(f"{number} {name.lower()}s" for name, number in counts.items())
            raise Abort(f"Aborted with {said} in strict mode!")
    except Exception as error:
        config.plugins.on_build_error(error=error)
        if isinstance(error, BuildError):
            log.error(str(error))
            raise Abort("Aborted with a BuildError!") from error
        raise
    return not counts


def _all_languages(
    config: MkDocsConfig, plugin: HandbookPlugin, cache: Cache | None, progress: parts.Progress, read: Inputs | None
) -> Iterator[Told]:
    config = parts.read(config, plugin, cache)
    clean_directory(config.site_dir)
    first = parts.first(config, plugin)
    with _others(first, config, plugin, cache, read) as others, apart(parts.data, first) as data:
        yield parts.written(first, cache, progress)
        yield others()
        yield data()


def _others(
    first: LanguageSite, config: MkDocsConfig, plugin: HandbookPlugin, cache: Cache | None, read: Inputs | None
) -> AbstractContextManager[Callable[[], Told]]:
    """Start the other languages: in a new process where none can be copied and there is enough to make."""
    if not must_start_anew() or read is None or len(first.shown) < _WORTH_A_START:
        return apart(parts.others, config, plugin, cache)
    folder, documents = Path(config.site_dir), plugin.session.documents
    project = again.Project(Path(config.config_file_path), folder, documents, config.strict, cache is not None, read)
    return again.started(project, here=partial(parts.others, config, plugin, cache))
