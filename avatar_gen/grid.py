"""The contact sheet of an X/Y grid: small pictures in rows, with the values beside them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from avatar_gen.prompt_grid import Axis

Pixels = NDArray[np.uint8]

_LARGEST = 384  # pixels a side of a picture in the sheet
_GAP = 8
_INK, _PAPER = (28, 28, 32), (250, 250, 250)


def contact_sheet(rows: Sequence[Sequence[Pixels | None]], across: Axis, down: Axis) -> Pixels:
    """uint8 [H, W, 3]: pictures [H, W, 3] by rows, labelled; a missing one leaves a hole."""
    first = next((picture for row in rows for picture in row if picture is not None), None)
    height, width = (_LARGEST, _LARGEST) if first is None else first.shape[:2]
    scale = min(1.0, _LARGEST / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    letters = max(12, size[0] // 16)
    font = ImageFont.load_default(letters)
    tops = [_label(across, value) for value in across.values]
    sides = [_label(down, value) for value in down.values]
    left = round(max(font.getlength(text) for text in sides)) + (2 * _GAP if any(sides) else 0)
    line = letters + 2 * _GAP
    top = line if any(tops) else 0
    whole = (
        left + len(tops) * (size[0] + _GAP) + _GAP,
        top + len(sides) * (size[1] + _GAP) + _GAP,
    )
    sheet = Image.new("RGB", whole, _PAPER)
    pen = ImageDraw.Draw(sheet)
    for column, text in enumerate(tops):
        at = left + _GAP + column * (size[0] + _GAP) + size[0] / 2
        pen.text((at, line / 2), text, _INK, font, anchor="mm")
    for index, (row, text) in enumerate(zip(rows, sides, strict=True)):
        y = top + _GAP + index * (size[1] + _GAP)
        pen.text((left - _GAP, y + size[1] / 2), text, _INK, font, anchor="rm")
        for column, picture in enumerate(row):
            if picture is not None:
                small = Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS)
                sheet.paste(small, (left + _GAP + column * (size[0] + _GAP), y))
    return np.asarray(sheet)


def _label(axis: Axis, value: str) -> str:
    return f"{axis.name.replace('_', ' ')} {value}".strip() if axis.name else ""
