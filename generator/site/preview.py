"""Preview: a local server that shows the site while its author writes.

In: a MkDocs configuration file and the files it names. Out: a web server that no content can stop. Each change builds
a new site beside the one that is served, which is replaced only by a complete one. Findings are added to every page
as it is served, in the page's language, over the last good site.
"""

from __future__ import annotations

import logging
import posixpath
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mkdocs.commands.build import build
from mkdocs.livereload import LiveReloadServer

from generator.language.i18n import LANGUAGES, typeset_words
from generator.pipeline import catalog
from generator.site.build import explain, loaded
from generator.site.overlay import NONE, Findings, findings, overlay
from generator.site.plugin import HandbookPlugin
from generator.site.reading import SOURCES

if TYPE_CHECKING:
    from wsgiref.types import StartResponse

log = logging.getLogger("mkdocs.handbook")

_NAMES = ("127.0.0.1", "localhost", "[::1]")
"""The host names that a browser on this machine may use."""

_HTTP = 80
"""The default port, which browsers leave out of the host name."""

_PLACEHOLDER = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>…</title></head><body></body></html>'


class Preview:
    """Builds sites for the server; keeps the last good one, and the findings and the failure of the newest build."""

    def __init__(self, config_file: Path, port: int) -> None:
        self.config_file = config_file
        self.port = port
        self.work = Path(tempfile.mkdtemp(prefix="handbook-preview-"))
        self.builds = 0
        self.shown = (-1, 0)  # the builds whose sites are on the disk: the one before, and the one that is served
        self.findings = NONE
        self.failure = ""
        self.server: _Server | None = None
        self.plugin: HandbookPlugin | None = None

    def serve(self, open_in_browser: bool = False) -> None:
        """Build, then serve until interrupted. Raises `OSError` if the port is in use."""
        try:
            empty = self.work / "0"
            empty.mkdir()
            (empty / "index.html").write_text(_PLACEHOLDER, encoding="utf-8")
            self.server = _Server(self, str(empty))
            self.rebuild()
            for path in self._watched():
                self.server.watch(str(path))
            self.server.serve(open_in_browser=open_in_browser)  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            if self.server is not None:
                self.server.shutdown()
            shutil.rmtree(self.work, ignore_errors=True)

    def rebuild(self) -> None:
        """Build a new site and serve it; on a failure keep the old one and show the reason on its pages."""
        self.builds += 1
        fresh = self.work / str(self.builds)
        found: list[Findings] = []
        try:
            self._build(fresh, found)
            self.failure = ""
        except (Exception, SystemExit) as error:  # no mistake of an author may end the preview
            self.failure = explain(error)
            log.error(self.failure)
            shutil.rmtree(fresh, ignore_errors=True)
            return
        finally:
            self.findings = found[-1] if found else NONE
        assert self.server is not None
        # The previous site is kept for requests that are still being answered.
        shutil.rmtree(self.work / str(self.shown[0]), ignore_errors=True)
        self.shown = (self.shown[1], self.builds)
        self.server.root = str(fresh)

    def _build(self, site_dir: Path, found: list[Findings]) -> None:
        config = loaded(self.config_file, site_dir, site_url=f"http://127.0.0.1:{self.port}/")
        plugin = config.plugins["handbook"]
        assert isinstance(plugin, HandbookPlugin)
        if self.plugin is None:  # once, as MkDocs does: the plugin then keeps the last good handbook
            config.plugins.on_startup(command="serve", dirty=False)
        self.plugin = plugin
        plugin.session.listener = lambda outcome: found.append(findings(outcome.diagnostics, plugin.config.editor))
        build(config)

    def _watched(self) -> Iterable[Path]:
        contents = self.plugin.session.roots if self.plugin else []
        watched = [self.config_file, self.config_file.parent / "docs", *SOURCES, *contents, *catalog.folders(contents)]
        return (path for path in watched if path.exists())

    def overlay(self, page: bytes) -> bytes:
        """The findings to add to a page, in its language."""
        return overlay(page, self.findings, self.failure)


class _Server(LiveReloadServer):
    """MkDocs' live server, with our overlay on each page and a page to show before the first good build.

    It answers at once, also while a new site is made; and only who asked for this machine: another site could
    otherwise read the preview through a name of its own that leads here.
    """

    def __init__(self, preview: Preview, root: str) -> None:
        super().__init__(builder=preview.rebuild, host="127.0.0.1", port=preview.port, root=root)
        self.preview = preview
        self.error_handler = self._missing
        self.hosts = {f"{name}:{preview.port}" for name in _NAMES} | (set(_NAMES) if preview.port == _HTTP else set())

    def serve_request(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, unless its host name is that of another machine."""
        if environ.get("HTTP_HOST", "").lower() in self.hosts:
            answer: Iterable[bytes] = super().serve_request(environ, start_response)
            return answer
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        refusals = (typeset_words(language)("site.wrong_host", address=self.url) for language in LANGUAGES)
        return ["\n".join(refusals).encode()]

    def _serve_request(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes] | None:
        """A file of the current site; None if there is no such file."""
        address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if address.startswith("/livereload/"):
            polled: Iterable[bytes] | None = super()._serve_request(environ, start_response)
            return polled
        # In this order: a page that is newer than its epoch is reloaded once more; an older one would never be.
        epoch, root = self._visible_epoch, Path(self.root)
        place = root / posixpath.normpath(f"/{address}").lstrip("/")
        try:
            if place.is_dir() and not address.endswith("/"):
                start_response("302 Found", [("Location", f"{quote(address)}/")])
                return []
            place = place / "index.html" if place.is_dir() else place
            content = place.read_bytes()
        except (OSError, ValueError):  # no such file, or a name that no file can have
            return None
        if place.suffix == ".html":
            content = self._inject_js_into_html(content, epoch)
        kind: str = self._guess_type(str(place))  # type: ignore[no-untyped-call]
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        overlay = self.preview.overlay(content)
        return re.sub(rb"</body>(?!.*</body>)", lambda end: overlay + end[0], page, count=1, flags=re.DOTALL)

    def _missing(self, _code: int) -> bytes | None:
        """The site's page for addresses that do not exist, with live reload like the others."""
        page = Path(self.root) / "404.html"
        content = page.read_bytes() if page.is_file() else _PLACEHOLDER.encode()
        return self._inject_js_into_html(content, self._visible_epoch)
