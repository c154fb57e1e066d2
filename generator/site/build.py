"""Build: the complete site, built beside the old one and then exchanged with it.

In: a MkDocs configuration file. Out: a folder of static files. The old site is unchanged until the new one is
complete, so bad content, a broken template or a full disk do no harm. Only one build works on a site at a time;
others wait.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from generator.files import named, swap, workplace, workplace_of
from generator.files.cache import Cache, folder_of
from generator.site import unchanged, whole
from generator.site.loading import loaded
from generator.site.output_folder import refuse_unfit
from generator.site.parts import Progress


def build_site(
    config_file: Path,
    site_dir: Path,
    strict: bool = False,
    waiting: Callable[[], None] = lambda: None,
    progress: Progress = lambda _made, _all: None,
    cached: bool = True,
    documents: Path | None = None,
) -> None:
    """Build into `site_dir`; `waiting` is called where another build of the same site has to end first.

    Pages that an earlier build has made from the same inputs are not made again, unless they are not to be `cached`.
    `documents` is a folder of those to publish with the site.

    Raises MkDocs' own `MkDocsException` where the build must stop, `ForeignError` where the folder is none to be
    replaced, and `OSError`.
    """
    place = Path(os.path.realpath(site_dir))
    config = loaded(config_file, workplace_of(place) / "new", documents, strict=strict)
    refuse_unfit(config, place)
    with named(place, always=False), workplace(place, waiting) as work:
        config.plugins.on_startup(command="build", dirty=False)
        cache = Cache(folder_of(config_file)) if cached else None
        before = unchanged.inputs(config, strict, documents)
        try:
            clean = whole.build(config, cache, progress, before)
        finally:
            config.plugins.on_shutdown()
        refuse_unfit(config, place)
        swap(work, place)
    if cache and clean:
        unchanged.remember(before, config_file, place)
