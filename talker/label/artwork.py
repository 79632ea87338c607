"""Draws the text of the visible label into assets/label.png, with a font that is given.

python -m talker.label.artwork /usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc

The picture ships, the font does not: the label looks the same on every computer.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from talker.assets import assets_folder

TEXT = "AI-generated / AI生成"
_EM = 160
_SIMPLIFIED = 2  # the face for Simplified Chinese in Noto's collections


def draw(font_file: Path) -> Image.Image:
    """Coverage of the text, 8 bits of grey, cut to its ink."""
    font = ImageFont.truetype(str(font_file), _EM, index=_SIMPLIFIED)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(TEXT))
    picture = Image.new("L", (right - left, bottom - top), 0)
    ImageDraw.Draw(picture).text((-left, -top), TEXT, font=font, fill=255)
    box = picture.getbbox()
    assert box is not None
    return picture.crop(box)


def main(arguments: list[str]) -> int:
    """Writes the picture anew."""
    draw(Path(arguments[0])).save(assets_folder() / "label.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
