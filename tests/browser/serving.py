"""Serves a built site to a browser, as a host would: with headers, packed, and with one page for missing addresses."""

from __future__ import annotations

import fnmatch
import functools
import gzip
import http.server
import io
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, AnyStr, BinaryIO

if TYPE_CHECKING:
    from _typeshed import SupportsRead, SupportsWrite

Headers = Mapping[str, Mapping[str, str]]
"""Headers by the addresses that they are for, in the form `/assets/*`."""

NONE: Headers = MappingProxyType({})

PACKED = (".html", ".css", ".js", ".json", ".xml", ".svg", ".txt")
PAUSE = 0.3
"""Seconds between two pieces of a page: long enough for a browser to draw what it has."""


def headers_of(site: Path) -> Headers:
    """The headers that the site asks its host for, as a host reads them from the site's `_headers` file."""
    found: dict[str, dict[str, str]] = {}
    place = ""
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[place][name] = value
        else:
            found[place := line] = {}
    return found


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(
        self, *arguments: object, headers: Headers, missing: str, packed: bool, pieces: int, directory: str
    ) -> None:
        self.own_headers = headers
        self.missing = missing
        self.packed = packed
        self.pieces = pieces
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        place = super().translate_path(path)
        return place if Path(place).exists() or not self.missing else super().translate_path(self.missing)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        place = Path(self.translate_path(self.path))
        place = place / "index.html" if place.is_dir() and self.path.partition("?")[0].endswith("/") else place
        accepted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (self.packed and accepted and place.suffix in PACKED and place.is_file()):
            return super().send_head()
        body = gzip.compress(place.read_bytes(), 9, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(place)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def copyfile(self, source: SupportsRead[AnyStr], outputfile: SupportsWrite[AnyStr]) -> None:
        if self.pieces == 1 or self.headers.get("Sec-Fetch-Dest") != "document":
            super().copyfile(source, outputfile)
            return
        page = source.read()
        size = len(page) // self.pieces + 1
        for start in range(0, len(page), size):
            outputfile.write(page[start : start + size])
            time.sleep(PAUSE)

    def end_headers(self) -> None:
        for place, headers in self.own_headers.items():
            if fnmatch.fnmatch(self.path, place):
                for name, value in headers.items():
                    self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a browser keeps its connections open

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser may break off what it no longer needs."""


@contextmanager
def served(
    site: Path, headers: Headers = NONE, missing: str = "", packed: bool = False, pieces: int = 1
) -> Iterator[str]:
    """The address of a site while it is served; `missing` is the page for addresses that do not exist.

    Each page comes in `pieces`, with pauses between them, as over a bad line.
    """
    handler = functools.partial(
        _Handler, headers=headers, missing=missing, packed=packed, pieces=pieces, directory=str(site)
    )
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
