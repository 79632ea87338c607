"""Draws the text of the visible label into assets/label.png, with a font that is given.

python -m talker.label.artwork /usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc

The picture ships, the font does not: the label looks the same on every computer.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from talker.assets import assets_folder

# Below each other: beside each other they would take three quarters of a square picture.
LINES = ("AI生成", "AI-generated")
_EM = 160
_LEADING = 1.02  # of the em, from one line to the next
_SIMPLIFIED = 2  # the face for Simplified Chinese in Noto's collections


def draw(font_file: Path) -> Image.Image:
    """Coverage of the text, 8 bits of grey, its lines centred, cut to its ink."""
    font = ImageFont.truetype(str(font_file), _EM, index=_SIMPLIFIED)
    width = round(max(font.getlength(line) for line in LINES)) + _EM
    picture = Image.new("L", (width, _EM * (len(LINES) + 1)), 0)
    pen = ImageDraw.Draw(picture)
    for number, line in enumerate(LINES):
        place = width / 2, _EM * (1 + number * _LEADING)
        pen.text(place, line, font=font, fill=255, anchor="ms")
    box = picture.getbbox()
    assert box is not None
    return picture.crop(box)


def main(arguments: list[str]) -> int:
    """Writes the picture anew."""
    draw(Path(arguments[0])).save(assets_folder() / "label.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
