"""Makes the site's fonts out of whole ones: `python subset_fonts.py SANS SERIF FOLDER`.

Needs `fonttools` and `brotli`, and the variable fonts of the npm packages `@fontsource-variable/source-sans-3` and
`source-serif-4` (files `*-latin-wght-normal.woff2`). Kept are the letters of French, English and their
neighbours, the punctuation, and kerning; of the weights, those that the site shows. What is not here is shown in
the reader's own font.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FRENCH = "àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ" + "\u00a0«»·°‑–—’“”…€×÷"
"""What headings need beside ASCII."""

MORE = "áíóúñãõåøß" + "¶±µ²³§‘•−↑↓"
"""What running text may need too: names, units, signs."""

MADE: dict[str, tuple[tuple[int, int] | int, str]] = {
    "source-sans-3.woff2": ((400, 600), FRENCH + MORE),
    "source-serif-4.woff2": (600, FRENCH),
}
"""The files, with the weights and the signs of each."""


def subset(source: Path, weights: tuple[int, int] | int, signs: str, target: Path) -> None:
    """Write what is kept of one font."""
    whole = instantiateVariableFont(TTFont(source), {"wght": weights})
    whole.flavor = None
    copy = io.BytesIO()
    whole.save(copy)
    font = TTFont(copy)
    options = Options(layout_features=["kern"], hinting=False, name_IDs=[0, 1, 2, 13, 14], notdef_outline=True)
    options.drop_tables += ["BASE", "gasp", "MVAR", "HVAR"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*range(0x20, 0x7F), *map(ord, signs)])
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)
    print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    *sources, folder = map(Path, sys.argv[1:])
    for origin, (name, (weights, signs)) in zip(sources, MADE.items(), strict=True):
        subset(origin, weights, signs, folder / name)
