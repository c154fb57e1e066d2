"""Preview: a local server that shows the site while its author writes.

In: a MkDocs configuration file and the files it names. Out: a web server that no content can stop. A save costs the
reading of what changed, and the page that somebody looks at: a page is made when a browser asks for it. Findings are
shown over every page, in the page's language; what cannot be made stays as it was.
"""

from __future__ import annotations

import gc
import logging
import shutil
import tempfile
import threading
import time
import webbrowser
from pathlib import Path

from generator.site.preview.project import Project
from generator.site.preview.server import Server
from generator.site.preview.watching import Watcher

log = logging.getLogger("mkdocs.handbook")

_QUIET = 0.2
"""Seconds without a request after which the machine is taken to be idle."""


class Preview:
    """Keeps a project as it is on the disk, and serves it."""

    def __init__(self, config_file: Path, port: int) -> None:
        self.port = port
        self.work = Path(tempfile.mkdtemp(prefix="handbook-preview-"))
        self.project = Project(config_file, self.work / "site", f"http://127.0.0.1:{port}/")
        self.watcher = Watcher()
        self._ended = threading.Event()

    def serve(self, open_in_browser: bool = False) -> None:
        """Serve until interrupted. Raises `OSError` if the port is in use."""
        server = None
        try:
            server = Server(self.project, self.port)
            self.project.update()
            self._watch()
            threading.Thread(target=server.serve_forever, daemon=True).start()
            log.info("Serving on %s", server.address)
            if open_in_browser:
                webbrowser.open(server.address)
            while not self._ended.is_set():
                self._follow(server)
        except KeyboardInterrupt:
            pass
        finally:
            self.watcher.stop()
            if server is not None:
                server.shutdown()
                server.server_close()
            shutil.rmtree(self.work, ignore_errors=True)

    def stop(self) -> None:
        """End the serving, from another thread."""
        self._ended.set()

    def _watch(self) -> None:
        self.watcher.follow(self.project.folders(), [self.project.config_file])

    def _follow(self, server: Server) -> None:
        """Show what changes; where nothing does and nobody asks, find what takes longer."""
        changed = self.watcher.changed(0.05 if self.project.unsettled else 0.25)
        if changed:
            self.project.update(changed)
            self._watch()
            if self.project.failure:
                log.error(self.project.failure)
        elif self.project.unsettled and time.monotonic() - server.asked > _QUIET:
            self._settle()
        else:
            return
        server.tell()

    def _settle(self) -> None:
        try:
            self.project.settle(self._stop_for_changes)
            _free_memory()
        except _ChangedError:
            pass
        except Exception:  # what was saved meanwhile is read again
            log.debug("not settled", exc_info=True)
            self.project.unsettled = False

    def _stop_for_changes(self) -> None:
        if self.watcher.is_waiting() or self._ended.is_set():
            raise _ChangedError


def _free_memory() -> None:
    """Commands do so seldom, and this one goes on: each save leaves a whole site behind.

    What is there after a start is not looked through again, which takes half a second for 5,000 entries.
    """
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()


class _ChangedError(Exception):
    """A file was saved: what is being found would be out of date."""
