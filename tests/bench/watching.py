"""Waiting: how long a writer waits for a page, and a reader for an answer of the search.

In: a project, or a built site. Out: seconds and bytes. The preview is asked for its page until the page has what was
saved; the search runs in a browser, where there is one.
"""

from __future__ import annotations

import gzip
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import corpus
from browser.chromium import installed
from browser.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Request

SAVES = 3
_HAS_ANSWER = "() => document.querySelector('.md-search-result__item')?.checkVisibility()"
_PATIENCE = 120.0
"""Seconds after which a page that does not change is a failure."""


def save_to_page(root: Path, entry: Path, address: str) -> float:
    """The seconds from a save of an entry until its page has the new text: the median of a few, over HTTP."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "generator", "preview", "--port", str(port)]
    page = f"http://127.0.0.1:{port}/{address}"
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    text = entry.read_text("utf-8")
    try:
        _wait(page, "", process)
        taken = []
        for number in range(SAVES):
            word = f"Zq{number}zq"
            start = time.perf_counter()
            entry.write_text(corpus.with_word(text, "title", word), "utf-8")
            _wait(page, word, process)
            taken.append(time.perf_counter() - start)
        return statistics.median(taken)
    finally:
        process.terminate()
        process.wait(60)
        entry.write_text(text, "utf-8")


def _wait(page: str, word: str, process: subprocess.Popen[bytes]) -> None:
    end = time.perf_counter() + _PATIENCE
    while time.perf_counter() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(page, timeout=60) as answer:
                if word in answer.read().decode():
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.02)
    sys.exit(f"the preview does not show {page}")


class Search(NamedTuple):
    """What a reader waits for: packed bytes until the first answer, and seconds; 0 without a browser."""

    kilobytes: float
    seconds: float


def first_answer(site: Path, query: str) -> Search:
    """Open a page, type a query, and wait for the first result."""
    chromium = installed()
    if not chromium:
        return Search(0, 0)
    from playwright.sync_api import sync_playwright

    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(base_url=address)
        finished: list[Request] = []
        # On this machine it comes at once; over a line, the first answer is there before it.
        page.route("**/search/documents.json", lambda _: None)
        page.goto("/", wait_until="networkidle")
        page.on("requestfinished", lambda request: finished.append(request))
        start = time.perf_counter()
        page.locator(".md-search__input").click()
        page.locator(".md-search__input").fill(query)
        # A locator looks again after half a second.
        page.wait_for_function(_HAS_ANSWER, timeout=120_000, polling=10)
        seconds = time.perf_counter() - start
        answers = [response for request in finished if (response := request.response())]
        answer = Search(sum(len(gzip.compress(response.body())) for response in answers) / 1000, seconds)
        browser.close()
    return answer
