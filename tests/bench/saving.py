"""Saves in a row, with a browser open on the page: how long each takes to show, and whether any page goes wrong.

In: how many saves, and of how many entries the handbook is; 0 stands for the real content. Out: the median and the
95th percentile of the seconds from a save to the page that shows it, the browser's own reload included; and the
memory of the preview. Ends with 1 where a page was missing, had an error in its console, or differed in the end from
MkDocs' own. `python tests/bench/saving.py 300`
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "bench")]

import corpus  # noqa: E402
from browser.chromium import installed  # noqa: E402
from live import built_as_served, free_port, get  # noqa: E402
from playwright.sync_api import Error, sync_playwright  # noqa: E402
from small import CATALOG, uri  # noqa: E402

from generator.model.fields import Ref  # noqa: E402
from generator.render.page import url  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

PATIENCE = 60_000
"""Milliseconds after which a page that does not change is missing."""
FIELDS = {"title": "h1", "summary": ".lead"}
"""The fields whose texts are changed, and where a page shows them. A title stands in the menus of other pages too."""
LOOKS = 700
"""Milliseconds between two saves: who saves looks at the page."""
STAYS = 0.7
"""The share of saves whose page is open already."""
REPORT = 25
"""Saves after which the memory is told."""
_LOADED = """() => {
  const [load] = performance.getEntriesByType("navigation");
  return performance.timeOrigin + load.loadEventEnd;
}"""
"""When the page was complete, in milliseconds since 1970, by the browser: to ask from here takes 50 more."""
_ADDED = re.compile(r'<div id="handbook-live">.*?</div><script>.*?</script>', re.DOTALL)
"""What the preview puts into each page."""


class Saving:
    """One browser on one preview. `taken` are seconds by the field that was changed, `wrong` says what was."""

    def __init__(self, root: Path, address: str, page: Page, chance: random.Random) -> None:
        self.root, self.address, self.page, self.chance = root, address, page, chance
        self.taken: dict[str, list[float]] = {field: [] for field in FIELDS}
        self.wrong: list[str] = []
        self.loads = 0
        page.on("response", self._answered)
        page.on("pageerror", lambda error: self.wrong.append(f"error in the page: {error}"))
        self.entries = [path for kind in _kinds() for path in sorted((root / "content" / kind).glob("*.yml"))]
        self.entry = self._opened(chance.choice(self.entries))

    def _answered(self, response: Response) -> None:
        if response.request.resource_type != "document":
            return
        self.loads += 1
        if not response.ok:
            self.wrong.append(f"{response.status} at {response.url}")

    def _opened(self, entry: Path) -> Path:
        """Open the page of an entry; again where the page before was just about to load once more."""
        place = self.address + url(uri(Ref(entry.parent.name, entry.stem), "fr"), True)
        while True:
            try:
                self.page.goto(place)
            except Error as error:
                if not any(word in str(error) for word in ("interrupted", "ERR_ABORTED")):
                    raise
            else:
                return entry

    def save(self, number: int) -> None:
        """Change a text of an entry, and wait for it. One save in ten is a fault first."""
        if self.chance.random() > STAYS:
            self.entry = self._opened(self.chance.choice(self.entries))
        text, word = self.entry.read_text("utf-8"), f"Zq{number}zq"
        self.page.wait_for_timeout(LOOKS)
        if self.chance.random() < 0.1:
            self.entry.write_text(f"statut: oops\n{text}", "utf-8")
            self.page.locator("#handbook-findings").wait_for(timeout=PATIENCE)
        field = self.chance.choice(list(FIELDS))
        text = corpus.with_word(text, field, word)
        start = time.time()
        self.entry.write_text(text, "utf-8")
        self.page.wait_for_function(
            "([place, word]) => document.readyState === 'complete'"
            " && document.querySelector(place)?.innerText.includes(word)",
            arg=[FIELDS[field], word],
            timeout=PATIENCE,
            polling=10,
        )
        self.taken[field].append(self.page.evaluate(_LOADED) / 1000 - start)
        if self.page.locator("#handbook-findings").count():
            self.wrong.append(f"findings over {self.page.url} after save {number}")


def _kinds() -> list[str]:
    """Those with a page an entry: its heading is the title."""
    return [name for name in CATALOG.kinds if CATALOG.layout(name) == "page"]


@contextmanager
def _preview(root: Path) -> Iterator[tuple[str, int]]:
    port = free_port()
    command = [sys.executable, "-m", "generator", "preview", "--port", str(port)]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}/"
        get(address)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(60)


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0)


def _differing(root: Path, address: str) -> Iterator[str]:
    """The pages that differ between the preview and MkDocs, apart from what the preview adds."""
    for place, page in built_as_served(root, root.parent / "site", address).items():
        if place.endswith("index.html") and _ADDED.sub("", get(address + place)) != page.decode():
            yield f"{place} differs from the page that MkDocs makes"


def _told(field: str, taken: Sequence[float]) -> str:
    last = taken[int(len(taken) * 0.95)]
    return (
        f"{field}: {len(taken)} saves, until the page shows it {statistics.median(taken):.3f} s (median), "
        f"{last:.3f} s (95th percentile), {taken[-1]:.3f} s (most)"
    )


def main() -> None:
    """Save, print the figures, and exit with 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("saves", nargs="?", type=int, default=300)
    parser.add_argument("entries", nargs="?", type=int, default=0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="handbook-saving-") as place, sync_playwright() as playwright:
        root = Path(place) / "handbook"
        print(corpus.make(root, chosen.entries), "entries")
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        with _preview(root) as (address, pid):
            saving = Saving(root, address, browser.new_page(), random.Random(1))
            for number in range(chosen.saves):
                saving.save(number)
                if number % REPORT == REPORT - 1:
                    print(f"{number + 1:>5} saves, {saving.loads} loads, {_megabytes(pid):.0f} MB", flush=True)
            wrong = [*saving.wrong, *_differing(root, address)]
        browser.close()
    for field, seconds in saving.taken.items():
        print(_told(field, sorted(seconds)))
    print(*(wrong[:20] or ["no page was wrong or missing"]), sep="\n")
    print(f"{len(wrong)} faults" if wrong else "")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
