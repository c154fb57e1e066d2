"""The whole site in one archive, to unzip and to open from a disk.

In: an edition. Out: the archive. It is built from `mkdocs.offline.yml` beside the configuration where there is one.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from generator.exports.edition import Edition, Files
from generator.site.build import build_site
from generator.site.reproducible import archive, moment

OFFLINE = "mkdocs.offline.yml"
NAME = "handbook-site.zip"


def files(edition: Edition) -> Files:
    """The archive of the site, built strictly. Raises as `build_site` does."""
    project = edition.config_file.parent
    offline = project / OFFLINE
    with tempfile.TemporaryDirectory(prefix="handbook-site-") as work:
        site, packed = Path(work) / "handbook-site", Path(work) / NAME
        build_site(offline if offline.is_file() else edition.config_file, site, strict=True)
        archive(site, packed, moment(project))
        return {NAME: packed.read_bytes()}
