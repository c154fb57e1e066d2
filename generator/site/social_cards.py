"""Social cards: the picture that other sites show with a shared address: a title in the colours of the site.

In: two texts. Out: a PNG of 1200 by 630 pixels. The same texts give the same bytes: the fonts are the theme's, and
Pillow's basic layout does not depend on libraries of the machine.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from generator.language.markup import NBSP, THIN

SIZE = (1200, 630)

_FONTS = Path(__file__).parent / "theme" / "assets" / "fonts"
_MARGIN = 90
_LARGEST, _SMALLEST = 104, 48
_GROUND, _TITLE, _BELOW, _BAR = "#12404a", "#ffffff", "#d3dcde", "#f2a27f"


@cache
def draw(title: str, below: str) -> bytes:
    """The picture of a title, with a smaller text under it."""
    image = Image.new("RGB", SIZE, _GROUND)
    brush = ImageDraw.Draw(image)
    brush.rectangle((_MARGIN, _MARGIN, _MARGIN + 120, _MARGIN + 10), fill=_BAR)
    text, font = _fit(_drawable(title))
    brush.multiline_text((_MARGIN, 300), text, font=font, fill=_TITLE, anchor="lm", spacing=font.size // 5)
    sans = _font("source-sans-3", 44)
    small = "\n".join(_wrap(_drawable(below), sans))
    brush.multiline_text((_MARGIN, SIZE[1] - _MARGIN + 10), small, font=sans, fill=_BELOW, anchor="ld", spacing=8)
    return _png(image)


def _drawable(text: str) -> str:
    """The fonts have no narrow no-break space."""
    return text.replace(THIN, NBSP)


def _fit(title: str) -> tuple[str, ImageFont.FreeTypeFont]:
    """The title in lines, in the largest type in which three lines or fewer hold it."""
    for size in range(_LARGEST, _SMALLEST, -8):
        font = _font("source-serif-4", size)
        lines = _wrap(title, font)
        if len(lines) <= 3 and all(font.getlength(line) <= SIZE[0] - 2 * _MARGIN for line in lines):
            return "\n".join(lines), font
    font = _font("source-serif-4", _SMALLEST)
    return "\n".join(_wrap(title, font)), font


def _wrap(title: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in title.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= SIZE[0] - 2 * _MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS / f"{name}.woff2", size, layout_engine=ImageFont.Layout.BASIC)


def _png(image: Image.Image) -> bytes:
    """As bytes, with a palette: the edges of the letters need few colours."""
    buffer = BytesIO()
    few = image.quantize(32, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(buffer, "PNG", compress_level=9)
    return buffer.getvalue()
