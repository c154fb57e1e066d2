"""Scripts: ours, as short as a reader's browser needs them.

In: the scripts of the theme's folder, in the site of one language. Out: the same without comments and needless blanks.
rjsmin reads strings, expressions and template literals as JavaScript does, but no template literal inside another one:
a test refuses those in our scripts.
"""

from __future__ import annotations

from pathlib import Path

from rjsmin import jsmin

from generator.site.search_index import WORKERS


def shorten(site: Path) -> None:
    """Shorten our scripts in the site of one language; those of the theme are short."""
    for script in (*(site / "assets").glob("*.js"), *(site / WORKERS).glob("handbook.js")):
        script.write_text(shortened(script.read_text("utf-8")), "utf-8")


def shortened(script: str) -> str:
    """A script that does the same."""
    return str(jsmin(script))
