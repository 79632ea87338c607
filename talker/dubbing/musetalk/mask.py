"""Where a drawn face is laid over the filmed one: lips, chin and cheeks, but never the nose.

The rule is that of the published program; the regions, which it gets from a network for the
parsing of faces, are outlines of the mesh. What lies over a face, a hand or a microphone, is no
region of the mesh, so it is not spared.
"""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from talker.raster import SUBPIXEL_BITS, fixed_point
from talker.scene import Box, Image

Mask = NDArray[np.uint8]
"""255 where something is, 0 elsewhere, with soft edges where it says so."""

PARSED = 512  # side of the picture in which regions are drawn
SOFTNESS = 0.05  # of the window: the kernel of the blur
_EDGE, _LEAST_EDGE = (25, 230), 50  # of the mask, where drawn and filmed are compared; pixels
_MOST_SHIFT = 24  # levels: what differs more is no matter of colours
_CHEEKS = 90, 90  # from the middle to where they begin, in pixels of the parsed picture
_OVAL = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
_LIPS = (
    *(61, 185, 40, 39, 37, 0, 267, 269, 270, 409),
    *(291, 375, 321, 405, 314, 17, 84, 181, 91, 146),
)
_NOSE = (168, 122, 174, 198, 49, 48, 64, 98, 97, 2, 326, 327, 294, 278, 279, 420, 399, 351)


def window_around(box: Box) -> Box:
    """The square that is parsed, one and a half faces large; it may leave the frame."""
    x, y = (box.left + box.right) // 2, (box.top + box.bottom) // 2
    reach = int(max(box.width, box.height) // 2 * 1.5)
    return Box(x - reach, y - reach, x + reach, y + reach)


def mesh_mask(mesh: NDArray[np.floating], box: Box, shown: Box) -> Mask:
    """For a drawn face in `box`, as large as `shown`, the part of it that the frame has."""
    window = window_around(box)
    scale = PARSED / window.width
    points = (mesh[:, :2] - (window.left, window.top) + 0.5) * scale - 0.5
    skin, nose, lips = (_filled(points, ring) for ring in (_OVAL, _NOSE, _LIPS))
    skin[(nose > 0) | (lips > 0)] = 0
    soft = blended(jaw_mask(skin, nose, lips), box, window)
    return _to_zero(soft, box, shown, window)


def matched(drawn: Image, film: Image, mask: Mask) -> Image:
    """The drawn face in the colours of the film, all uint8 [h, w, 3] and `mask` [h, w]: where both
    are seen, in the soft edge, they are the same in the median, so that no seam shows. The
    published program leaves what its networks change of the colours."""
    edge = (mask > _EDGE[0]) & (mask < _EDGE[1])
    if edge.sum() < _LEAST_EDGE:
        return drawn
    apart = np.median(film[edge].astype(np.int16) - drawn[edge], axis=0)
    shift = np.clip(np.rint(apart), -_MOST_SHIFT, _MOST_SHIFT).astype(np.int16)
    return np.clip(drawn + shift, 0, 255).astype(np.uint8)


def jaw_mask(skin: Mask, nose: Mask, lips: Mask, cheeks: tuple[int, int] = _CHEEKS) -> Mask:
    """The regions [512, 512] of a parsed picture -> what of it is drawn anew.

    Between the cheeks the skin is widened, mostly upwards over what is no skin, and a little below
    the chin, which moves; `cheeks`: how far to the left and right of the middle.
    """
    wide = cv2.dilate(skin, _drop())
    narrow = cv2.erode(wide, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (35, 3)), iterations=2)
    between = slice(PARSED // 2 - cheeks[0] + 1, PARSED // 2 + cheeks[1])
    narrow[:, between] = wide[:, between]
    narrow[nose > 0] = 0
    narrow[lips > 0] = 255
    return narrow


@cache
def _drop() -> Mask:
    """A triangle over a bar [33, 33]: a pixel of skin fills what is above it, and a wedge below."""
    kernel = np.zeros((33, 33), np.uint8)
    for row in range(10, 33):
        reach = min(row - 10, 10)
        kernel[row, 16 - reach : 17 + reach] = 1
    return kernel


def blended(parsed: Mask, box: Box, window: Box, softness: float = SOFTNESS) -> Mask:
    """A mask of the whole window in pixels of the frame: only in the box, only its lower half."""
    side = window.width
    large = np.asarray(Pillow.fromarray(parsed).resize((side, side)))
    mask = np.zeros_like(large)
    rows = slice(max(box.top - window.top, side // 2), box.bottom - window.top)
    columns = slice(box.left - window.left, box.right - window.left)
    mask[rows, columns] = large[rows, columns]
    kernel = _kernel(side, softness)
    return cv2.GaussianBlur(mask, (kernel, kernel), 0)


def _kernel(side: int, softness: float) -> int:
    return int(softness * side // 2 * 2) + 1


def _to_zero(soft: Mask, box: Box, shown: Box, window: Box) -> Mask:
    """The part of a window's mask in `shown`; it fades out before the edges of the drawn box,
    but not where the frame ends."""
    rows = slice(shown.top - window.top, shown.bottom - window.top)
    part = soft[rows, shown.left - window.left : shown.right - window.left]
    x = np.arange(shown.left, shown.right) + 0.5
    y = np.arange(shown.top, shown.bottom) + 0.5
    left = x - box.left if shown.left == box.left else np.inf
    right = box.right - x if shown.right == box.right else np.inf
    below = box.bottom - y if shown.bottom == box.bottom else np.full(len(y), np.inf)
    pixels = np.minimum(np.minimum(left, right), below[:, None])
    pixels = np.broadcast_to(pixels, part.shape)
    fade = _kernel(window.width, SOFTNESS) // 2 + 1
    return np.minimum(part, np.clip((pixels - 0.5) * (255 / fade), 0, 255).astype(np.uint8))


def _filled(points: NDArray[np.floating], ring: tuple[int, ...]) -> Mask:
    canvas = np.zeros((PARSED, PARSED), np.uint8)
    cv2.fillPoly(canvas, [fixed_point(points[list(ring)])], 255, shift=SUBPIXEL_BITS)
    return canvas
