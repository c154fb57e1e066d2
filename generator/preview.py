"""Preview: the site, live while one writes, whatever one writes.

In: a MkDocs configuration file and the files it names. Out: a local web server that never dies of content.
Each change builds a new site beside the shown one, which is replaced only by a complete one. What is wrong is
added to every page as it is served, in the page's language, over the last good site.
"""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.livereload import LiveReloadServer

from generator.build import explain, refuse_unreadable
from generator.diagnostics import Diagnostic
from generator.editing import EDITOR
from generator.overlay import overlay
from generator.plugin import HandbookPlugin

log = logging.getLogger("mkdocs.handbook")

_PLACEHOLDER = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>…</title></head><body></body></html>'


class Preview:
    """The builder behind the server: it keeps the last good site, and the trouble with the newest one."""

    def __init__(self, config_file: Path, port: int) -> None:
        self.config_file = config_file
        self.port = port
        self.work = Path(tempfile.mkdtemp(prefix="handbook-preview-"))
        self.builds = 0
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.failure = ""
        self.server: _Server | None = None
        self.plugin: HandbookPlugin | None = None

    def serve(self, open_in_browser: bool = False) -> None:
        """Build, then serve until interrupted. Raises `OSError` where the port is taken."""
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
        """Build a new site and show it; on any failure keep the old one and say why on its pages."""
        self.builds += 1
        fresh = self.work / str(self.builds)
        try:
            self._build(fresh)
            self.failure = ""
        except (Exception, SystemExit) as error:  # whatever an author broke, the preview goes on
            self.failure = explain(error)
            log.error(self.failure)
            shutil.rmtree(fresh, ignore_errors=True)
            return
        assert self.server is not None
        old, self.server.root = self.server.root, str(fresh)
        shutil.rmtree(old, ignore_errors=True)

    def _build(self, site_dir: Path) -> None:
        refuse_unreadable(self.config_file)
        config = load_config(str(self.config_file), site_dir=str(site_dir), site_url=f"http://127.0.0.1:{self.port}/")
        plugin = config.plugins["handbook"]
        assert isinstance(plugin, HandbookPlugin)
        if self.plugin is None:  # once, as MkDocs does: the plugin then keeps the last good handbook
            config.plugins.on_startup(command="serve", dirty=False)
        self.plugin = plugin
        try:
            build(config)
        finally:
            self.diagnostics = plugin.outcome.diagnostics if plugin.outcome else ()

    def _watched(self) -> Iterable[Path]:
        root = self.config_file.parent
        own = Path(__file__).parent
        folders = [root / "docs", own / "templates", own / "theme", own / "locales"]
        contents = self.plugin.roots if self.plugin else ()
        return (path for path in [self.config_file, *folders, *contents] if path.exists())

    def overlay(self, page: bytes) -> bytes:
        """What to add to a page as it is served: the findings, in the page's language."""
        editor = self.plugin.config.editor if self.plugin else EDITOR
        return overlay(page, self.diagnostics, self.failure, editor)


class _Server(LiveReloadServer):
    """MkDocs' live server, with our overlay on each page and a page to show before the first good build."""

    def __init__(self, preview: Preview, root: str) -> None:
        super().__init__(builder=preview.rebuild, host="127.0.0.1", port=preview.port, root=root)
        self.preview = preview
        self.error_handler = self._missing

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        overlay = self.preview.overlay(content)
        return re.sub(rb"</body>(?!.*</body>)", lambda end: overlay + end[0], page, count=1, flags=re.DOTALL)

    def _missing(self, _code: int) -> bytes | None:
        """The site's own page for an address that does not exist, live like the others."""
        page = Path(self.root) / "404.html"
        content = page.read_bytes() if page.is_file() else _PLACEHOLDER.encode()
        return self._inject_js_into_html(content, self._visible_epoch)
