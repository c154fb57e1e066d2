"""Serves a built site to a browser, as a host would: with headers, and with one page for missing addresses."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def headers_of(site: Path) -> dict[str, str]:
    """The headers for every page, as a host reads them from the site's `_headers` file."""
    place, *lines = (site / "_headers").read_text("utf-8").splitlines()
    assert place == "/*"
    return dict(line.strip().split(": ", 1) for line in lines)


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, headers: Mapping[str, str], missing: str, directory: str) -> None:
        self.own_headers = headers
        self.missing = missing
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        place = super().translate_path(path)
        return place if Path(place).exists() or not self.missing else super().translate_path(self.missing)

    def end_headers(self) -> None:
        for name, value in self.own_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def served(site: Path, headers: Mapping[str, str] = {}, missing: str = "") -> Iterator[str]:
    """The address of a site while it is served; `missing` is the page for addresses that do not exist."""
    handler = functools.partial(_Handler, headers=headers, missing=missing, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
