"""Large pictures in overlapping tiles of one shape, put together without a seam."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]
Enlarge = Callable[[Image], Image]

LARGEST = 288  # pixels of a tile's side
OVERLAP = 32
_MARGIN = 8  # of a tile's edge, where a network misses what lies beyond: never shown
_EVEN = 4  # tiles are multiples of this: networks fold 2x2 pixels into one


@dataclass(frozen=True)
class Cuts:
    """Where tiles begin along one axis, and their common `length`; they cover 0..`whole`."""

    starts: tuple[int, ...]
    length: int
    whole: int


def cuts(size: int) -> Cuts:
    """As few tiles as cover `size` pixels, equally long, no longer than LARGEST.

    `whole` is `size`, or a few pixels more where the tiles' length asks for it.
    """
    count = max(1, -(-(size - OVERLAP) // (LARGEST - OVERLAP)))
    length = -(-(size + (count - 1) * OVERLAP) // count)
    length = -(-length // _EVEN) * _EVEN
    whole = max(size, length)
    starts = np.linspace(0, whole - length, count).round().astype(int)
    return Cuts(tuple(int(start) for start in starts), length, whole)


def enlarged(picture: Image, factor: int, enlarge: Enlarge) -> Image:
    """`picture` uint8 [H, W, 3] at `factor` times the size.

    `enlarge` does the same for a batch of equal tiles [B, h, w, 3]. Each tile is asked for once,
    a row of tiles at a time. Beyond its edge the picture is mirrored.
    """
    down, across = (cuts(side + 2 * _MARGIN) for side in picture.shape[:2])
    shown = tuple(slice(_MARGIN * factor, (_MARGIN + n) * factor) for n in picture.shape[:2])
    ends = [
        (_MARGIN, axis.whole - side - _MARGIN)
        for axis, side in zip((down, across), picture.shape, strict=False)
    ]
    picture = np.pad(picture, (*ends, (0, 0)), mode="reflect")
    if len(down.starts) == len(across.starts) == 1:
        return enlarge(picture[None])[0][shown]
    row_weights, column_weights = _weights(down), _weights(across)
    made = np.zeros((down.whole * factor, across.whole * factor, 3), np.float32)
    for top, row_weight in zip(down.starts, row_weights, strict=True):
        rows = slice(top, top + down.length)
        tiles = np.stack([picture[rows, x : x + across.length] for x in across.starts])
        for left, weight, tile in zip(across.starts, column_weights, enlarge(tiles), strict=True):
            share = np.repeat(row_weight, factor)[:, None] * np.repeat(weight, factor)
            place = made[
                top * factor : (top + down.length) * factor,
                left * factor : (left + across.length) * factor,
            ]
            place += share[..., None] * tile
    return np.rint(made[shown]).clip(0, 255).astype(np.uint8)


def _weights(axis: Cuts) -> list[Floats]:
    """How much each tile counts at each of its pixels: at every pixel the tiles sum to 1."""
    places = np.arange(axis.length) + 0.5
    raw = []
    for start in axis.starts:
        begin = start > axis.starts[0]
        end = start < axis.starts[-1]
        weight = np.ones(axis.length)
        if begin:
            weight = np.minimum(weight, (places - _MARGIN) / (OVERLAP - 2 * _MARGIN))
        if end:
            weight = np.minimum(weight, (axis.length - places - _MARGIN) / (OVERLAP - 2 * _MARGIN))
        raw.append(np.clip(weight, 0, 1))
    total = np.zeros(axis.whole)
    for start, weight in zip(axis.starts, raw, strict=True):
        total[start : start + axis.length] += weight
    return [
        (weight / total[start : start + axis.length]).astype(np.float32)
        for start, weight in zip(axis.starts, raw, strict=True)
    ]
