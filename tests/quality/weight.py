"""What a visit weighs: the bytes that a browser receives, and how far the page's parts move while it loads."""

from __future__ import annotations

from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page


class Visit(NamedTuple):
    """A first visit of a page, then of a second one with what the browser kept of the first."""

    first: int
    second: int
    shift: float


_WATCH_SHIFTS = """
    window.moved = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.moved += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
"""


def visit(browser: Browser, address: str, first: str, second: str, mobile: bool = True) -> Visit:
    """Open two pages one after the other, as one reader with an empty cache does; the larger movement counts."""
    size: Any = {"width": 360, "height": 740} if mobile else {"width": 1280, "height": 800}
    with browser.new_context(viewport=size) as context:
        context.add_init_script(_WATCH_SHIFTS)
        page = context.new_page()
        received: list[int] = []
        client = context.new_cdp_session(page)
        client.send("Network.enable")
        client.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
        shift = _open(page, address + first)
        weight = sum(received)
        received.clear()
        shift = max(shift, _open(page, address + second))
        return Visit(weight, sum(received), shift)


def _open(page: Page, address: str) -> float:
    page.goto(address, wait_until="networkidle")
    moved: float = page.evaluate("window.moved")
    return moved
