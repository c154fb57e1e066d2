"""Makes the fonts of PDF documents out of whole ones: `python document_fonts.py FILES FOLDER`.

Needs `fonttools` and `brotli`, and the folder `files` of the npm packages `@fontsource/source-sans-3` and
`@fontsource/source-serif-4` side by side in FILES. The PDF engine reads TrueType files, and embeds of each only the
letters that a document uses, so nothing is left out here but hints and rare features.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

MADE = {
    "source-sans-3": ("400-normal", "400-italic", "600-normal", "600-italic"),
    "source-serif-4": ("600-normal",),
}
"""The families, with the weights and styles that documents are set in."""


def convert(source: Path, target: Path) -> None:
    """Write one font as TrueType."""
    font = TTFont(source)
    options = Options(layout_features=["kern", "tnum", "lnum"], hinting=False, name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    font.flavor = None
    font["head"].modified = font["head"].created
    font.save(target, reorderTables=True)
    print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    files, folder = map(Path, sys.argv[1:])
    for family, styles in MADE.items():
        for style in styles:
            (found,) = files.rglob(f"{family}-latin-{style}.woff2")
            convert(found, folder / f"{family}-{style}.ttf")
