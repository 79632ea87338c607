"""Puts the pictures of a tour together on sheets, to be looked through."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from PIL import Image

_COLUMNS, _ROWS = 2, 2
_GAP = 8
_GROUND = "#ff00ff"  # that of no theme
_SHEET = "sheet-"


def make_sheets(folder: Path) -> None:
    """Writes sheet-*.png into `folder`, each of pictures whose names begin alike."""
    pictures = sorted(path for path in folder.glob("*.png") if not path.name.startswith(_SHEET))
    for start, group in groupby(pictures, lambda path: "-".join(path.stem.split("-")[:2])):
        found = list(group)
        count = _COLUMNS * _ROWS
        for number, first in enumerate(range(0, len(found), count), 1):
            _write(folder / f"{_SHEET}{start}-{number}.png", found[first : first + count])


def _write(path: Path, pictures: list[Path]) -> None:
    """Row by row, each in a cell that fits the largest."""
    opened = [Image.open(picture) for picture in pictures]
    width = max(picture.width for picture in opened) + _GAP
    height = max(picture.height for picture in opened) + _GAP
    sheet = Image.new("RGB", (width * _COLUMNS, height * -(-len(opened) // _COLUMNS)), _GROUND)
    for number, picture in enumerate(opened):
        row, column = divmod(number, _COLUMNS)
        sheet.paste(picture.convert("RGB"), (column * width, row * height))
    sheet.save(path)
