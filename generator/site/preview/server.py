"""The server of the preview: answers this machine, and nobody else.

In: the project. Out: answers over HTTP: files of the site, pages with the findings over them, and, to whoever waits,
that something is new.
"""

from __future__ import annotations

import json
import logging
import mimetypes
import posixpath
import re
import socketserver
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from urllib.parse import quote, unquote_to_bytes, urlsplit

from generator.files import digests
from generator.language.i18n import LANGUAGES, typeset_words
from generator.site.preview.overlay import overlay
from generator.site.preview.project import Project

log = logging.getLogger("mkdocs.handbook")

_NAMES = ("127.0.0.1", "localhost", "[::1]")
"""The host names that a browser on this machine may use."""

_HTTP = 80
"""The default port, which browsers leave out of the host name."""

_WAIT = 50.0
"""Seconds after which a page that waits for news is answered that there are none."""

_NEWS = re.compile(r"/livereload/(\d+)/(\d+)")
_PLACEHOLDER = (
    b'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>\xe2\x80\xa6</title></head><body></body></html>'
)
_SCRIPT = Template((Path(__file__).parent / "reload.js").read_text("utf-8"))
_BODY_END = re.compile(rb"</body>(?!.*</body>)", re.DOTALL)


class Server(ThreadingHTTPServer):
    """Answers in a thread for each connection. Raises `OSError` if the port is in use."""

    daemon_threads = True

    def __init__(self, project: Project, port: int) -> None:
        self.project = project
        self.address = f"http://127.0.0.1:{port}/"
        self.hosts = {f"{name}:{port}" for name in _NAMES} | (set(_NAMES) if port == _HTTP else set())
        self.asked = 0.0
        self._news = threading.Condition()
        super().__init__(("127.0.0.1", port), _Handler)

    def server_bind(self) -> None:
        """Without the name of this machine, which the standard library asks the network for."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", int(self.server_address[1])

    def tell(self) -> None:
        """Wake those who wait for news."""
        with self._news:
            self._news.notify_all()

    def wait(self, version: int, told: int) -> tuple[int, int]:
        """The version and the findings' number, once either is another."""
        project = self.project
        with self._news:
            self._news.wait_for(lambda: (project.version, project.told) != (version, told), timeout=_WAIT)
        return project.version, project.told

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves while it is answered is no fault."""
        log.debug("%s left: %s", client_address, request)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    # Head and body are two writes: the second would wait 40 ms for the browser to confirm the first.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer one request."""
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            refusals = (typeset_words(each)("site.wrong_host", address=self.server.address) for each in LANGUAGES)
            self._answer(403, "text/plain; charset=utf-8", "\n".join(refusals).encode())
            return
        address = unquote_to_bytes(urlsplit(f"http://x{self.path}").path).decode("utf-8", "replace")
        if address.startswith("/livereload/"):
            self._news(address)
        else:
            self.server.asked = time.monotonic()
            self._file(address)

    do_HEAD = do_GET  # noqa: N815 - the same

    def _news(self, address: str) -> None:
        if match := _NEWS.fullmatch(address):
            version, told = self.server.wait(int(match[1]), int(match[2]))
            answer = json.dumps({"version": version, "told": told})
            self._answer(200, "application/json", answer.encode())
        elif (language := address.removeprefix("/livereload/findings/")) in LANGUAGES:
            found = overlay(language, self.server.project.findings, self.server.project.failure)
            self._answer(200, "text/html; charset=utf-8", found)
        else:
            self._missing()

    def _file(self, address: str) -> None:
        place = posixpath.normpath(f"/{address}").lstrip("/")
        folder = "/" if place and place != "." and address.endswith("/") else ""
        # In this order: a page that is newer than its version is reloaded once more; an older one would never be.
        stamp = (self.server.project.version, self.server.project.told)
        try:
            path, failure = self.server.project.file("" if place == "." else place + folder)
            if path is None and not folder and self.server.project.file(f"{place}/")[0]:
                self._answer(302, "text/plain", b"", Location=f"{quote(address)}/")
                return
            content = path.read_bytes() if path else None
        except (OSError, ValueError):  # no such file, or a name that no file can have
            path, content, failure = None, None, ""
        if path is None:
            self._missing()
        elif path.suffix == ".html" or content is None:
            self._answer(200, "text/html; charset=utf-8", self._live(content or _PLACEHOLDER, stamp, failure))
        else:
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            self._answer_once("text/javascript" if path.suffix == ".js" else kind, content)

    def _answer_once(self, kind: str, content: bytes) -> None:
        """A file beside the pages: sent only where the browser has another one, as each save loads its page again."""
        tag = f'"{digests.of(content)}"'
        known = self.headers.get("If-None-Match") == tag
        self._answer(304 if known else 200, kind, b"" if known else content, ETag=tag)

    def _missing(self) -> None:
        """The site's page for addresses that do not exist, which waits for news like the others."""
        project = self.server.project
        stamp = (project.version, project.told)
        try:
            path, failure = project.file("404.html")
            content = path.read_bytes() if path else _PLACEHOLDER
        except OSError:
            content, failure = _PLACEHOLDER, ""
        self._answer(404, "text/html; charset=utf-8", self._live(content, stamp, failure))

    def _live(self, page: bytes, stamp: tuple[int, int], failure: str) -> bytes:
        """A page with the findings over it, which reloads itself when it is to be another."""
        project = self.server.project
        language = language_of(page)
        found = overlay(language, project.findings, project.failure or failure)
        script = _SCRIPT.substitute(version=stamp[0], told=stamp[1], language=language)
        added = b'<div id="handbook-live">' + found + b"</div><script>" + script.encode() + b"</script>"
        return _BODY_END.sub(lambda end: added + end[0], page, count=1)

    def _answer(self, status: int, kind: str, content: bytes, **headers: str) -> None:
        self.send_response(status)
        length = {} if status == 304 else {"Content-Length": str(len(content))}
        for name, value in {"Content-Type": kind, **length, **headers}.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def version_string(self) -> str:
        """Nobody needs to know more."""
        return "handbook"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002
        """Tell what was not found."""
        tell: Callable[..., None] = log.debug if str(code) in ("200", "302", "304") else log.warning
        tell('[%s] "%s" code %s', time.strftime("%H:%M:%S"), self.requestline, code)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the standard library
        """What the standard library has to say of bad requests."""
        log.debug(format, *args)


_LANGUAGE = re.compile(rb'<html[^>]*\blang="(\w+)"')


def language_of(page: bytes) -> str:
    """The language of a page of the site; the first one where it has none of ours."""
    named = _LANGUAGE.search(page)
    return named[1].decode() if named and named[1].decode() in LANGUAGES else LANGUAGES[0]
