"""Makes small fonts: every letter is a box as wide and as high as is asked for."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from talker.subtitles.fonts import Font, find_fonts

UNITS = 1000


def make_font(
    path: Path,
    letters: str,
    *,
    width: int = 500,
    ascent: int = 900,
    descent: int = 300,
    weight: int = 400,
) -> Path:
    """A font called as its file; boxes fill their whole width, a third of it for `i`."""
    names = {ord(letter): f"box{ord(letter)}" for letter in letters if letter != " "}
    builder = FontBuilder(UNITS)
    order = [".notdef", "space", *names.values()]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({**names, ord(" "): "space"})
    widths = dict.fromkeys(order, width)
    widths["space"] = width // 2
    if ord("i") in names:
        widths[names[ord("i")]] = width // 3
    builder.setupGlyf({name: _box(0 if name == "space" else widths[name]) for name in order})
    builder.setupHorizontalMetrics({name: (widths[name], 0) for name in order})
    builder.setupHorizontalHeader(ascent=ascent, descent=-descent)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Regular", "fullName": path.stem})
    builder.setupOS2(
        usWinAscent=ascent, usWinDescent=descent, sTypoAscender=ascent, usWeightClass=weight
    )
    builder.setupPost()
    builder.save(path)
    return path


def fonts_of(folder: Path, text: str) -> tuple[Font, ...]:
    """The fonts of a folder that are chosen for a text."""
    return find_fonts(text, folders=[folder]).fonts


def _box(width: int) -> object:
    pen = TTGlyphPen(None)
    if width:
        pen.moveTo((0, 0))
        for point in ((0, 700), (width, 700), (width, 0)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()
