"""What a visit weighs: the bytes that a browser receives, and how far the page's parts move while it loads."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Browser, ViewportSize


class Visit(NamedTuple):
    """The bytes of a first visit of a page, then of a second one with what the browser kept of the first."""

    first: int
    second: int


_WATCH_SHIFTS = """
    window.moved = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.moved += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
"""

SCREENS: tuple[ViewportSize, ...] = (
    {"width": 360, "height": 740},
    {"width": 412, "height": 823},
    {"width": 1280, "height": 800},
)


def visit(browser: Browser, address: str, first: str, second: str) -> Visit:
    """Open two pages one after the other, as one reader with an empty cache does."""
    with browser.new_context(viewport=SCREENS[0]) as context:
        page = context.new_page()
        received: list[int] = []
        client = context.new_cdp_session(page)
        client.send("Network.enable")
        client.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
        page.goto(address + first, wait_until="networkidle")
        weight = sum(received)
        received.clear()
        page.goto(address + second, wait_until="networkidle")
        return Visit(weight, sum(received))


def moved(browser: Browser, address: str) -> float:
    """How far parts of the page move while it loads over a slow line, on the screen where they move most."""
    return max(_moved(browser, address, screen) for screen in SCREENS)


def _moved(browser: Browser, address: str, screen: ViewportSize) -> float:
    line = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
    with browser.new_context(viewport=screen) as context:
        context.add_init_script(_WATCH_SHIFTS)
        page = context.new_page()
        client = context.new_cdp_session(page)
        client.send("Network.enable")
        client.send("Network.emulateNetworkConditions", line)
        page.goto(address, wait_until="networkidle")
        distance: float = page.evaluate("window.moved")
        return distance
