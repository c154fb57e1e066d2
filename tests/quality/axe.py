"""What axe finds on a page: faults of accessibility, of any severity, by its rules and its best practices."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from quality.node import TOOLS, modules

COLOURS = ("color-contrast", "link-in-text-block")
"""The rules whose answer depends on the colours."""

_RUN = """(only) => axe.run({
    resultTypes: ["violations"],
    rules: only.length ? {} : { "target-size": { enabled: true } },
    ...(only.length ? { runOnly: only } : {}),
}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`)))"""


@cache
def _source() -> str:
    return (modules(TOOLS) / "axe-core" / "axe.min.js").read_text("utf-8")


def faults(page: Page, *only: str) -> list[str]:
    """Every fault of the page as it is shown now, by all rules or by some."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    found: list[str] = page.evaluate(_RUN, list(only))
    return found
