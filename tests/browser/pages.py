"""Lists the pages of a built site, whatever they are, so that a new kind of page is tested without being named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOTS = {"fr": "/", "en": "/en/"}
"""Where the site of each language begins."""


def every_page(site: Path) -> list[str]:
    """The address of each page, in order; pages at former addresses, which only lead on, are left out."""
    found = [path for path in sorted(site.rglob("*.html")) if 'http-equiv="refresh"' not in path.read_text("utf-8")]
    return ["/" + path.relative_to(site).as_posix().removesuffix("index.html") for path in found]


def language_of(address: str) -> str:
    """The language of the site that an address is in."""
    return max((root, language) for language, root in ROOTS.items() if address.startswith(root))[1]


def one_of_each_kind(site: Path, language: str) -> list[str]:
    """One page of each kind: all that stand alone, one of those that list the pages under them, one of each folder."""
    pages = [page for page in every_page(site) if language_of(page) == language]
    kinds: dict[str, str] = {}
    for page in pages:
        folder = page.rstrip("/").rpartition("/")[0] + "/"
        lists = page != ROOTS[language] and any(other != page and other.startswith(page) for other in pages)
        kinds.setdefault("a list" if lists else page if folder in ("/", ROOTS[language]) else folder, page)
    return list(kinds.values())


_SETTLED = """async () => {
    await document.fonts.ready;
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const moving = () => document.getAnimations().filter((one) => isFinite(one.effect.getComputedTiming().endTime));
    do {
        await Promise.allSettled(moving().map((one) => one.finished));
        await frame();
        await frame();
    } while (moving().length);
}"""


def settle(page: Page) -> None:
    """Wait until a page is drawn as it will stay: its fonts have come, its animations and transitions have ended."""
    page.evaluate(_SETTLED)
