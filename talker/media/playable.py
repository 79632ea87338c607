"""Sizes that phones and computers decode: H.264 level 5.1, and no more than 3840 pixels a side."""

from __future__ import annotations

from math import sqrt

from talker.scene import Size

_SIDE = 3840
_BLOCK = 16  # pixels a side of what the level counts
_BLOCKS = 36_864  # of a frame
_BLOCKS_A_SECOND = 983_040


def is_playable(size: Size, fps: int) -> bool:
    """Whether a video of (width, height) pixels plays nearly everywhere."""
    width, height = size
    blocks = -(-width // _BLOCK) * -(-height // _BLOCK)
    return max(size) <= _SIDE and blocks <= _BLOCKS and blocks * fps <= _BLOCKS_A_SECOND


def playable_size(size: Size, fps: int) -> Size:
    """The size itself where it is playable, else the largest even one of its shape that is."""
    if is_playable(size, fps):
        return size
    width, height = size
    most = min(_BLOCKS, _BLOCKS_A_SECOND // fps) * _BLOCK**2
    shrunk = min(_SIDE / max(size), sqrt(most / (width * height))) * width
    across = int(shrunk) // 2 * 2
    while not is_playable(found := (across, round(across * height / width / 2) * 2), fps):
        across -= 2
    return found
