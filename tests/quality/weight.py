"""What a visit weighs: the bytes that a browser receives, and how far the page's parts move while it loads."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, ViewportSize

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


def received(browser: Browser, page: str, *, address: str, after: str | None = None) -> int:
    """The bytes that a reader with an empty cache receives with a page of a site; where said, `after` another one."""
    with browser.new_context(viewport=SCREENS[0]) as context:
        opened = context.new_page()
        lengths: list[int] = []
        client = context.new_cdp_session(opened)
        client.send("Network.enable")
        client.on("Network.loadingFinished", lambda event: lengths.append(int(event["encodedDataLength"])))
        if after is not None:
            _open(opened, address + after)
            lengths.clear()
        _open(opened, address + page)
        return sum(lengths)


def _open(page: Page, address: str) -> None:
    """Open a page, and wait for all of it: on a busy machine, the line may be idle before all has been asked for."""
    page.goto(address, wait_until="load")
    page.wait_for_load_state("networkidle")


def moved(browser: Browser, page: str, *, address: str) -> float:
    """How far parts of a page move while it loads over a slow line, on the screen where they move most."""
    return max(_moved(browser, address + page, screen) for screen in SCREENS)


def _moved(browser: Browser, address: str, screen: ViewportSize) -> float:
    line = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
    with browser.new_context(viewport=screen) as context:
        context.add_init_script(_WATCH_SHIFTS)
        page = context.new_page()
        client = context.new_cdp_session(page)
        client.send("Network.enable")
        client.send("Network.emulateNetworkConditions", line)
        _open(page, address)
        distance: float = page.evaluate("window.moved")
        return distance
