"""Prints what the handbook costs at three sizes, beside other generators in the same run. `make bench` runs it.

In: the sizes, as arguments; else the real content, 1,000 and 5,000 entries. Out: a Markdown table for the docs.
Peers build the same pages. A command that fails ends the run. Figures are for reading: nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "bench")]

import corpus  # noqa: E402
import peers  # noqa: E402
import process  # noqa: E402
import watching  # noqa: E402
from small import CATALOG, uri  # noqa: E402

from generator.model.fields import Ref  # noqa: E402
from generator.render.page import url  # noqa: E402

SIZES = (0, 1_000, 5_000)
"""Numbers of entries; 0 stands for the real content."""
HANDBOOK = [sys.executable, "-m", "generator"]
KIND = "kpis"
"""The kind of which one entry is changed."""
LARGEST_FOR_PEERS = 1_000
"""Entries above which only Hugo builds too, unless `--all` is given: the others would take most of the time."""


@dataclass
class Results:
    """The figures of one size: by what was measured, as it is printed; and the seconds of it, to compare sizes."""

    entries: int
    shown: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def cost(self, label: str, cost: process.Cost) -> None:
        """Note what a command took."""
        self.shown[label] = f"{cost.wall:.1f} s, {cost.cpu:.1f} s CPU, {cost.peak:.0f} MB"
        self.seconds[label] = cost.cpu
        print(f"{self.entries:>6}  {label:34} {self.shown[label]}", flush=True)

    def fact(self, label: str, text: str, seconds: float = 0) -> None:
        """Note anything else."""
        self.shown[label] = text
        if seconds:
            self.seconds[label] = seconds
        print(f"{self.entries:>6}  {label:34} {text}", flush=True)


def measure(entries: int, root: Path, others: peers.Peers, with_all: bool) -> Results:
    """Everything, for a corpus of one size."""
    project = root / "handbook"
    entries = corpus.make(project, entries)
    results = Results(entries)
    entry = sorted((project / "content" / KIND).iterdir())[0]
    results.cost("check", process.run([*HANDBOOK, "check"], project))
    results.cost("build, nothing kept", process.run([*HANDBOOK, "build"], project))
    results.fact("bytes a page", f"{_mean(project / 'site') / 1000:.1f} kB")
    results.cost("build, nothing changed", process.run([*HANDBOOK, "build"], project))
    entry.write_text(corpus.with_word(entry.read_text("utf-8"), "title", "Zqzq"), "utf-8")
    results.cost("build, one entry changed", process.run([*HANDBOOK, "build"], project))
    found = watching.first_answer(project / "site", "qualité")
    told = f"{found.kilobytes:.0f} kB, {found.seconds:.2f} s" if found.seconds else "no browser here"
    results.fact("search, until the first answer", told, found.seconds)
    address = url(uri(Ref(KIND, entry.stem), "fr"), True)
    wait = watching.save_to_page(project, entry, address)
    results.fact("preview, from save to page", f"{wait:.2f} s", wait)
    for peer in others.of(project / "content", root):
        if not peer.command:
            results.fact(peer.name, "absent")
        elif with_all or entries <= LARGEST_FOR_PEERS or peer.name == "Hugo":
            results.cost(peer.name, process.run(peer.command, peer.folder))
            results.fact(f"{peer.name}, bytes a page", f"{_mean(peer.site) / 1000:.1f} kB")
    return results


def _mean(site: Path) -> float:
    sizes = [path.stat().st_size for path in site.rglob("*.html")]
    return sum(sizes) / len(sizes)


def table(results: Sequence[Results]) -> Iterable[str]:
    """The figures as a table, with how much more an entry costs at the last size than at the one before."""
    labels = list(dict.fromkeys(label for one in results for label in one.shown))
    yield "| what | " + " | ".join(f"{one.entries:,} entries" for one in results) + " | growth |"
    yield "| --- " * (len(results) + 2) + "|"
    for label in labels:
        shown = (one.shown.get(label, "not run") for one in results)
        yield f"| {label} | " + " | ".join(shown) + f" | {_growth(label, results)} |"


def _growth(label: str, results: Sequence[Results]) -> str:
    """1.0 where the work grows as the number of entries does, 5.0 where it grows with its square."""
    if len(results) < 2 or any(label not in one.seconds for one in results[-2:]):
        return ""
    before, last = results[-2:]
    return f"{last.seconds[label] / before.seconds[label] / (last.entries / before.entries):.2f}"


def main() -> None:
    """Measure each size, smallest first, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--all", action="store_true", help="let every peer build the largest corpus too")
    chosen = parser.parse_args()
    assert KIND in CATALOG.kinds
    results = []
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as place:
        others = peers.Peers(Path(place))
        for entries in chosen.sizes:
            root = Path(place) / str(entries)
            root.mkdir()
            results.append(measure(entries, root, others, chosen.all))
            shutil.rmtree(root)
    system = f"{platform.system()} {platform.machine()}"
    machine = f"{os.cpu_count()} processors, {system}, Python {platform.python_version()}"
    print(f"\n{date.today().isoformat()}, {machine}.\n", *table(results), sep="\n")


if __name__ == "__main__":
    main()
