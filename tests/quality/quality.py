"""Judges every page of the real site and prints one table; `make quality` runs this.

Exit 1 when a bound is missed that does not depend on the machine's speed. What depends on it (Lighthouse) is printed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser.chromium import find_or_install  # noqa: E402
from browser.pages import ROOTS, every_page, one_of_each_kind  # noqa: E402
from browser.serving import Headers, headers_of, served  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from small import KINDS  # noqa: E402

from generator.site.build import build_site  # noqa: E402
from quality import axe, lighthouse, node, validity, weight  # noqa: E402

FIRST_VISIT, NEXT_PAGE, SHIFT = 100_000, 30_000, 0.005
SIZES = (1280, 360)
TABLES = {"fr": "comparaisons/titres/", "en": "comparisons/titres/"}
MATRICES = {"fr": "matrice-competences/", "en": "competency-matrix/"}
ENTRIES = {"fr": "responsabilites/optimisation-processus/", "en": "responsibilities/optimisation-processus/"}


Found = TypeVar("Found")
Figure = TypeVar("Figure")


class Row(NamedTuple):
    """A line of the table: what was measured, what came out, its bound, and whether it is kept."""

    what: str
    figure: str
    bound: str = ""
    kept: bool = True


def main() -> int:
    """Build, measure, print. `--no-lighthouse` leaves out what is slow and only printed."""
    chromium = find_or_install()
    if chromium is None or node.find() is None:
        print("make quality needs Chromium, Node and npm.")
        return 1
    os.environ |= {"HANDBOOK_SITE_URL": "https://example.org/", "HANDBOOK_REPO_URL": "https://example.org/team/guide"}
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as place:
        site = Path(place) / "site"
        build_site(ROOT / "mkdocs.yml", site, strict=True)
        for row in chain(_valid(site), _visited(site, chromium), _weights(site, chromium), _shifts(site, chromium)):
            rows.append(row)
            _print(row)
        if "--no-lighthouse" not in sys.argv:
            for row in _lighthouse(site, chromium):
                _print(row)
    missed = [row.what for row in rows if not row.kept]
    print(f"Missed: {', '.join(missed)}." if missed else "Every bound is kept.")
    return int(bool(missed))


def _print(row: Row) -> None:
    print(f"{'ok    ' if row.kept else 'MISSED'} {row.what:62} {row.figure:>34}  {row.bound}", flush=True)


def _found(what: str, faults: list[str]) -> Row:
    for fault in faults[:20]:
        print(f"       {fault}")
    return Row(what, f"{len(faults)}", "0", not faults)


def _valid(site: Path) -> Iterator[Row]:
    yield _found("faults in the HTML of every page", validity.faults(sorted(site.rglob("*.html"))))


class Seen:
    """What visits of pages brought to light."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self.said: list[str] = []
        self.faults: list[str] = []
        self.wide: list[str] = []
        self.cookies: list[str] = []


def _in_browsers(chromium: str, pages: list[str], job: Callable[[Browser, list[str]], Found]) -> list[Found]:
    """What a job finds on its share of the pages, in a browser for each processor."""

    def work(share: list[str]) -> Found:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            found = job(browser, share)
            browser.close()
            return found

    browsers = os.cpu_count() or 1
    with ThreadPoolExecutor(browsers) as pool:
        return list(pool.map(work, (pages[start::browsers] for start in range(browsers))))


def _on_each(chromium: str, pages: list[str], measure: Callable[[Browser, str], Figure]) -> dict[str, Figure]:
    """The figure of each page."""
    shares = _in_browsers(chromium, pages, lambda browser, share: {page: measure(browser, page) for page in share})
    return {page: figure for share in shares for page, figure in share.items()}


def _visited(site: Path, chromium: str) -> Iterator[Row]:
    """Every page under its policy, light and dark, wide and narrow."""
    seen, pages = Seen(), every_page(site)
    with served(site, headers_of(site)) as address:
        _in_browsers(chromium, pages, lambda browser, share: _visit(browser, address, share, seen))
    yield Row("pages visited", str(len(pages)))
    yield _found("faults that axe finds (light, dark, 1280 and 360 px)", sorted(seen.faults))
    yield _found("pages that scroll sideways at 320 px", sorted(seen.wide))
    yield _found("requests to anybody else", sorted(url for url in seen.asked if not url.startswith(address)))
    yield _found("cookies", seen.cookies)
    yield _found("messages in the console, the security policy's among them", sorted(seen.said))


def _visit(browser: Browser, address: str, pages: list[str], seen: Seen) -> None:
    """Visit some pages, and add to what was seen."""
    context = browser.new_context(reduced_motion="reduce", color_scheme="light")
    context.on("request", lambda request: seen.asked.add(request.url))
    context.on("console", lambda message: seen.said.append(f"{message.page and message.page.url}: {message.text}"))
    page = context.new_page()
    for path in pages:
        page.goto(address + path)
        for width in SIZES:
            page.set_viewport_size({"width": width, "height": 800})
            for rules in (["color-contrast"], []):  # dark, then light again
                page.evaluate("document.querySelector('.colours').click()")
                seen.faults += [f"{path} ({width}): {fault}" for fault in axe.faults(page, *rules)]
        page.set_viewport_size({"width": 320, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            seen.wide.append(path)
    seen.cookies += [str(cookie) for cookie in context.cookies()]


def _kinds(site: Path, language: str) -> list[str]:
    """One page of each kind that a reader is led to, the home page among them."""
    return [page for page in one_of_each_kind(site, language) if not page.endswith("404.html")]


def _weights(site: Path, chromium: str) -> Iterator[Row]:
    """First visits and next pages, packed, with the caching that the site asks for."""
    caching: Headers = {
        place: {name: value for name, value in headers.items() if name == "Cache-Control"}
        for place, headers in headers_of(site).items()
    }
    with served(site, caching, packed=True) as address:
        for language, home in ROOTS.items():
            kinds = _kinds(site, language)
            folders = {home + spec.segment[language] for spec in KINDS.values() if spec.layout == "page"}
            entries = [page for page in kinds if page.rstrip("/").rpartition("/")[0] in folders]
            firsts = _on_each(chromium, [home, *entries], partial(weight.received, address=address))
            nexts = _on_each(chromium, kinds, partial(weight.received, address=address, after=home))
            yield _heaviest(f"{language}: first visit, home or entry, bytes", firsts, FIRST_VISIT)
            yield _heaviest(f"{language}: next page, any kind, bytes", nexts, NEXT_PAGE)


def _shifts(site: Path, chromium: str) -> Iterator[Row]:
    """How far a page of each kind moves while it comes in pieces over a slow line."""
    with served(site, packed=True, pieces=8) as address:
        for language in ROOTS:
            shifts = _on_each(chromium, _kinds(site, language), partial(weight.moved, address=address))
            page = max(shifts, key=shifts.__getitem__)
            what = f"{language}: layout shift, three screens, bad line ({page})"[:62]
            yield Row(what, f"{shifts[page]:.4f}", f"< {SHIFT}", shifts[page] < SHIFT)


def _heaviest(what: str, visits: dict[str, int], bound: int) -> Row:
    page = max(visits, key=visits.__getitem__)
    return Row(f"{what} ({page})"[:62], f"{visits[page]:,}", f"< {bound:,}", visits[page] < bound)


def _lighthouse(site: Path, chromium: str) -> Iterator[Row]:
    with served(site, headers_of(site), packed=True) as address:
        for language, home in ROOTS.items():
            for page in (home, home + ENTRIES[language], home + MATRICES[language], home + TABLES[language]):
                yield Row(f"Lighthouse, mobile, median of 5: {page}", lighthouse.median(address + page, chromium))


if __name__ == "__main__":
    sys.exit(main())
