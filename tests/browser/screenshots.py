"""Refreshes the pictures of the documentation from the real site and the real preview, in a real Chromium."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from live import get, previewed, until  # noqa: E402
from small import swap  # noqa: E402

from browser.chromium import find_or_install  # noqa: E402
from browser.pages import ROOTS, one_of_each_kind, settle  # noqa: E402
from browser.serving import served  # noqa: E402
from generator.site.build import build_site  # noqa: E402

README = {"home": "/", "entry": "/responsabilites/optimisation-processus/"}

PENCIL = {"fr": ("crayon", "/indicateurs/otif/"), "en": ("pencil", "/en/kpis/otif/")}
DRAFT = {"fr": ("brouillon", "/indicateurs/trs/"), "en": ("draft", "/en/kpis/trs/")}
MESSAGE = {"fr": ("message", "/indicateurs/delai/"), "en": ("message", "/en/kpis/delai/")}

SIZES = {"wide": (1280, 900), "narrow": (360, 740)}
DRAWER = (390, 768, 1100)
KINDS = ROOT / "dist" / "screenshots"
"""Where the pictures of every kind of page go: to look at after a change of the style sheet, not to be published."""

COLOURS = 64
"""How many colours a picture keeps: text stays sharp, and the file small."""


def main() -> None:
    """Build the site, preview a broken copy of it, and keep pictures of both in `docs/`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_or_install(), args=["--no-sandbox"])
        published(browser)
        with project() as root:
            drafts(browser, root)
        with project() as root:
            messages(browser, root)
        browser.close()


@contextmanager
def project() -> Iterator[Path]:
    """A copy of the handbook, to change at will."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        for name in ("content", "docs"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "mkdocs.yml", root)
        here = Path.cwd()
        os.chdir(root)  # the messages name files as seen from the project
        yield root
        os.chdir(here)


def published(browser: Browser) -> None:
    """The site as it is published, with a repository to edit it in."""
    os.environ["HANDBOOK_REPO_URL"] = "https://example.org/guide"
    with tempfile.TemporaryDirectory() as place:
        site = Path(place) / "site"
        build_site(ROOT / "mkdocs.yml", site)
        with served(site) as address:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            for name, path in README.items():
                page.goto(address + path)
                keep(page, ROOT / "docs" / "images" / f"{name}.png")
            page.set_viewport_size({"width": 1100, "height": 420})
            for language, (name, path) in PENCIL.items():
                page.goto(address + path)
                point_at(page, ".md-content__button")
                keep(page, picture(language, name))
            kinds(page, address, site)
            menus(page, address)


def kinds(page: Page, address: str, site: Path) -> None:
    """One page of each kind in each language: wide and narrow, bright and dark, and on paper."""
    shutil.rmtree(KINDS, ignore_errors=True)
    for language in ROOTS:
        for path in one_of_each_kind(site, language):
            name = path.strip("/").replace("/", "-").removesuffix(".html") or "home"
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                page.goto(address + path)
                for size, (width, height) in SIZES.items():
                    page.set_viewport_size({"width": width, "height": height})
                    keep(page, KINDS / language / f"{name}-{size}-{scheme}.png")
            page.pdf(path=KINDS / language / f"{name}-paper.pdf", prefer_css_page_size=True)


def menus(page: Page, address: str) -> None:
    """The open menu where it is a drawer: three widths, both languages, bright and dark."""
    for language, path in {"fr": "/indicateurs/otif/", "en": "/en/kpis/otif/"}.items():
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for width in DRAWER:
                page.set_viewport_size({"width": width, "height": 844})
                page.goto(address + path)
                page.locator(".md-header__button[for='__drawer']").click()
                keep(page, KINDS / language / f"menu-{width}-{scheme}.png")


def drafts(browser: Browser, root: Path) -> None:
    """The mark of a draft, in the preview."""
    swap(root / "content", "kpis/trs.yml", "status: published", "status: draft")
    with previewed(root) as address:
        page = browser.new_page(viewport={"width": 1100, "height": 420})
        for language, (name, path) in DRAFT.items():
            page.goto(address + path)
            point_at(page, ".badge--draft")
            keep(page, picture(language, name))


def messages(browser: Browser, root: Path) -> None:
    """What the preview says of a word that is not allowed."""
    with previewed(root) as address:
        swap(root / "content", "kpis/otif.yml", "family: quality", "family: qualty")
        until(lambda path: get(address + path), "/", lambda text: "handbook-findings" in text)
        page = browser.new_page(viewport={"width": 1100, "height": 620})
        for language, (name, path) in MESSAGE.items():
            page.goto(address + path)
            keep(page, picture(language, name))


def picture(language: str, name: str) -> Path:
    """Where a picture of the guide stands."""
    return ROOT / "docs" / language / "images" / f"{name}.png"


def point_at(page: Page, selector: str) -> None:
    """Draw a ring around what the picture is about. By name: the policy of the page allows no style sheet."""
    ring = {"outline": "3px solid #b3592f", "outlineOffset": "4px", "borderRadius": "3px"}
    page.locator(selector).evaluate_all("(all, ring) => all.forEach((one) => Object.assign(one.style, ring))", ring)


def keep(page: Page, path: Path) -> None:
    """Write what the page shows, in few colours."""
    settle(page)
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
