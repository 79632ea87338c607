"""Puts what the engine drew into the finished frame."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.base import Canvas

Image = NDArray[np.uint8]


class Compositor:
    """Composes frames of `canvas.frame_size`.

    With `canvas.paste` the frame is the portrait (its last odd row or column left out; scaled
    when the frame has another size) with the window put over it: pixels outside the window stay
    bit-identical. Without, the window is the frame.
    """

    def __init__(self, image: Image, canvas: Canvas) -> None:
        self._size = canvas.frame_size
        width, height = self._size
        if width % 2 or height % 2:
            raise ValueError(f"frame size {width}x{height} is odd")
        self._base: Image | None = None
        if not canvas.paste:
            return
        base = image[: image.shape[0] // 2 * 2, : image.shape[1] // 2 * 2]
        scale_x, scale_y = width / base.shape[1], height / base.shape[0]
        self._base = _resized(base, self._size)
        box = canvas.window
        self._left, self._top = round(box.left * scale_x), round(box.top * scale_y)
        self._window = (
            round(box.right * scale_x) - self._left,
            round(box.bottom * scale_y) - self._top,
        )

    def compose(self, windows: Image) -> Image:
        """uint8 [B, h, w, 3] windows as the engine drew them -> uint8 [B, H, W, 3] frames."""
        if self._base is None:
            return _batch_resized(windows, self._size)
        windows = _batch_resized(windows, self._window)
        width, height = self._size
        left, top = max(self._left, 0), max(self._top, 0)
        right = min(self._left + self._window[0], width)
        bottom = min(self._top + self._window[1], height)
        frames = np.empty((len(windows), height, width, 3), np.uint8)
        frames[:] = self._base
        frames[:, top:bottom, left:right] = windows[
            :, top - self._top : bottom - self._top, left - self._left : right - self._left
        ]
        return frames


def _batch_resized(images: Image, size: tuple[int, int]) -> Image:
    if (images.shape[2], images.shape[1]) == size:
        return images
    return np.stack([_resized(image, size) for image in images])


def _resized(image: Image, size: tuple[int, int]) -> Image:
    """`image` at (width, height) `size`; averaged when it shrinks, smooth when it grows."""
    if (image.shape[1], image.shape[0]) == size:
        return np.ascontiguousarray(image)
    shrinks = size[0] < image.shape[1]
    method = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, size, interpolation=method), np.uint8)
