"""Parts of a picture that reach beyond it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.raster import blur, resize
from talker.scene import Box, Image

_BLUR_SHARE = 0.08  # of the longer side: what lies beyond shows colours, no streaks
_FADE_SHARE = 0.05  # how soon it does
_SMALL = 128  # pixels at which it is blurred: nothing finer is left


def is_inside(box: Box, image: Image) -> bool:
    """Whether the picture holds all of a box."""
    height, width = image.shape[:2]
    return box.left >= 0 and box.top >= 0 and box.right <= width and box.bottom <= height


def cut_out(image: Image, box: Box, *, soft: bool = True) -> Image:
    """The box of a picture; beyond the picture its edge goes on, more and more blurred if `soft`.

    The picture and the box must have a pixel in common.
    """
    height, width = image.shape[:2]
    pads = (
        max(-box.top, 0),
        max(box.bottom - height, 0),
        max(-box.left, 0),
        max(box.right - width, 0),
    )
    part = image[max(box.top, 0) : box.bottom, max(box.left, 0) : box.right]
    if not any(pads):
        return part
    whole = cv2.copyMakeBorder(np.ascontiguousarray(part), *pads, borderType=cv2.BORDER_REPLICATE)
    return _softened(whole, pads) if soft else np.asarray(whole, np.uint8)


def _softened(whole: NDArray[np.uint8], pads: tuple[int, int, int, int]) -> Image:
    height, width = whole.shape[:2]
    longer = max(height, width)
    top, bottom, left, right = pads
    y, x = np.arange(height, dtype=np.float32), np.arange(width, dtype=np.float32)
    across = np.maximum(left - x, x - (width - 1 - right))
    down = np.maximum(top - y, y - (height - 1 - bottom))
    beyond = np.maximum(across[None], down[:, None]) / (_FADE_SHARE * longer)
    share = np.clip(beyond, 0, 1)[..., None]
    factor = min(1.0, _SMALL / longer)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = resize(whole, size, cv2.INTER_AREA)
    soft = resize(blur(small, _BLUR_SHARE * max(size)), (width, height), cv2.INTER_LINEAR)
    return np.rint(whole + share * (soft.astype(np.float32) - whole)).astype(np.uint8)
