"""Refreshes the pictures of the documentation from the real site, in a real Chromium."""

from __future__ import annotations

import functools
import http.server
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser.chromium import find_or_install  # noqa: E402
from generator.build import build_site  # noqa: E402

PICTURES = {"home": "/", "entry": "/responsabilites/optimisation-processus/"}


def main() -> None:
    """Build the site, open each page, and keep a picture of it in `docs/images/`."""
    with tempfile.TemporaryDirectory() as place:
        site = Path(place) / "site"
        build_site(ROOT / "mkdocs.yml", site)
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(site))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_or_install(), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            for name, path in PICTURES.items():
                page.goto(f"http://127.0.0.1:{server.server_port}{path}")
                page.screenshot(path=ROOT / "docs" / "images" / f"{name}.png")
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
