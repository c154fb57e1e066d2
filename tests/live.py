"""A live preview of a project, for tests, and ways to wait for what it shows."""

from __future__ import annotations

import http.client
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build

from generator.site.loading import loaded
from generator.site.preview import Preview

Get = Callable[[str], str]
"""The text at a path of the preview."""

PATIENCE = 600
"""How often to ask, with pauses of 0.2 seconds: a busy machine answers late, and that is no failure."""


def free_port() -> int:
    """A port that the system picks by chance among thousands: two tests at once do not get the same."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def previewed(root: Path) -> Iterator[str]:
    """The address of a project's preview while it runs."""
    preview = Preview(root / "mkdocs.yml", free_port())
    thread = threading.Thread(target=preview.serve)
    thread.start()
    address = f"http://127.0.0.1:{preview.port}"
    try:
        get(address + "/")
        yield address
    finally:
        preview.stop()
        thread.join(30)


def get(address: str) -> str:
    for _ in range(PATIENCE):
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the preview does not answer")


def ask(address: str, path: str, host: str = "") -> tuple[int, str]:
    """The status and the text of one answer, asked once; as a browser asks that was given another `host`."""
    server = urlsplit(address).netloc
    with closing(http.client.HTTPConnection(server, timeout=60)) as connection:
        connection.request("GET", path, headers={"Host": host or server})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")


def until(read: Get, path: str, wanted: Callable[[str], bool]) -> str:
    for _ in range(PATIENCE):
        page = read(path)
        if wanted(page):
            return page
        time.sleep(0.2)
    raise AssertionError(f"never seen at {path}")


def built_as_served(project: Path, site: Path, address: str) -> dict[str, bytes]:
    """Every file of the site that MkDocs makes in one go for its own live server."""
    config = loaded(project / "mkdocs.yml", site, site_url=address)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    return {place: data for place, data in files.items() if not _is_for_hosts(place)}


def _is_for_hosts(place: str) -> bool:
    """Whether a file is for those who publish: packed copies, headers, the mark of the folder."""
    return place.endswith((".gz", ".handbook-site", ".htaccess")) or place.startswith("_headers")
