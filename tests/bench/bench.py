"""Prints the time and peak memory of a check and a build, for the real content and for 1,000 entries."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from small import copy_golden  # noqa: E402

from generator.language.i18n import LANGUAGES  # noqa: E402
from generator.pipeline.stages import run  # noqa: E402
from generator.render.pages import plan, render_page  # noqa: E402


def corpus(root: Path, entries: int) -> None:
    """A project of the small handbook with many KPIs more, all used by one responsibility."""
    content = copy_golden(root / "content")
    kpi = (content / "kpis" / "exemple.yml").read_text("utf-8")
    names = [f"kpi-{number}" for number in range(entries)]
    for name in names:
        (content / "kpis" / f"{name}.yml").write_text(kpi.replace("À l'heure", name), "utf-8")
    responsibility = content / "responsibilities" / "exemple.yml"
    text = responsibility.read_text("utf-8").replace("kpis: [exemple]", f"kpis: [{', '.join(['exemple', *names])}]")
    responsibility.write_text(text, "utf-8")
    (root / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text("utf-8"), "utf-8")
    for language in ("fr", "en"):
        (root / "docs" / language).mkdir(parents=True)


def measure(label: str, folder: Path, *arguments: str) -> float:
    """Run one command of the handbook in a folder, print what it took, and give the seconds."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "generator", *arguments], cwd=folder, check=False, capture_output=True)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{label:40} {seconds:8.2f} s   peak so far {peak:6.0f} MB", flush=True)
    return seconds


def measure_own_share(content: Path, whole_build: float) -> None:
    """Print what the generator does before MkDocs takes over: every stage, and every page in every language."""
    start = time.perf_counter()
    handbook = run([content]).handbook
    assert handbook is not None
    for language in LANGUAGES:
        for key in plan(handbook):
            render_page(handbook, key, language)
    seconds = time.perf_counter() - start
    print(
        f"{'  of which the generator itself':40} {seconds:8.2f} s   {seconds / whole_build:.1%} of the build",
        flush=True,
    )


def main() -> None:
    """Measure the content, then corpora of growing size."""
    with tempfile.TemporaryDirectory() as place:
        measure("check, content/", ROOT, "check")
        measure_own_share(ROOT / "content", measure("build, content/", ROOT, "build", "--site-dir", f"{place}/site"))
        for entries in (100, 1000):
            root = Path(place) / str(entries)
            corpus(root, entries)
            measure(f"check, {entries} entries", root, "check")
            measure_own_share(root / "content", measure(f"build, {entries} entries", root, "build"))


if __name__ == "__main__":
    main()
