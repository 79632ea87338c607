"""Puts what the engine drew into the finished frame."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.face.blend import Membrane, Sides
from talker.face.pair import Points, share_of_second
from talker.scene import Box, Canvas, Size

Image = NDArray[np.uint8]
Blend = Callable[[Image], Image]


class Compositor:
    """Composes frames of `canvas.frame_size`.

    With `canvas.paste` the frame is the portrait (its last odd row or column left out; scaled
    when the frame has another size) with the window put over it, seamlessly if `canvas.blend` is
    set: pixels outside the window stay bit-identical. Without, the window is the frame.
    """

    def __init__(self, image: Image, canvas: Canvas, device: str = "cpu") -> None:
        """`device` is torch's name of where to blend; on a processor torch is not needed."""
        self._size = canvas.frame_size
        width, height = self._size
        if width % 2 or height % 2:
            raise ValueError(f"frame size {width}x{height} is odd")
        self._base: Image | None = None
        if not canvas.paste:
            return
        self._base = _resized(without_odd_edge(image), self._size)
        box = window_in_frame(canvas, image)
        self._window = box.width, box.height
        left, top = max(box.left, 0), max(box.top, 0)
        right, bottom = min(box.right, width), min(box.bottom, height)
        self._place = slice(top, bottom), slice(left, right)  # of the frame
        self._part = (  # of the window
            slice(top - box.top, bottom - box.top),
            slice(left - box.left, right - box.left),
        )
        self._blend: Blend | None = None
        if canvas.blend:
            held = Sides(left > 0, top > 0, right < width, bottom < height)
            self._blend = blending(Membrane(self._base[self._place].copy(), held), device)

    def compose(self, windows: Image) -> Image:
        """uint8 [B, h, w, 3] windows as the engine drew them -> uint8 [B, H, W, 3] frames."""
        if self._base is None:
            return all_resized(windows, self._size)
        width, height = self._size
        frames = np.empty((len(windows), height, width, 3), np.uint8)
        frames[:] = self._base
        frames[:, *self._place] = self.parts(windows)
        return frames

    @property
    def place(self) -> Box:
        """The part of the frame that the window is put over."""
        rows, columns = self._place
        return Box(columns.start, rows.start, columns.stop, rows.stop)

    def parts(self, windows: Image) -> Image:
        """What comes to `place`: uint8 [B, h, w, 3] of windows as the engine drew them."""
        parts = all_resized(windows, self._window)[:, *self._part]
        return parts if self._blend is None else self._blend(parts)


class PairCompositor:
    """Puts the windows of two faces into one frame; where they overlap each keeps what is near it.

    `first` and `second` paste into the same picture; `meshes` [468, 2 or 3] of both faces are in
    pixels of the frame.
    """

    def __init__(
        self, first: Compositor, second: Compositor, meshes: tuple[Points, Points], size: Size
    ) -> None:
        self._first = first
        self._second = second
        one, two = first.place, second.place
        both = Box(
            max(one.left, two.left),
            max(one.top, two.top),
            min(one.right, two.right),
            min(one.bottom, two.bottom),
        )
        self._place = slice(two.top, two.bottom), slice(two.left, two.right)
        self._both: tuple[slice, slice] | None = None
        if both.width > 0 and both.height > 0:
            self._both = slice(both.top, both.bottom), slice(both.left, both.right)
            self._share = share_of_second(both, (one, two), meshes, size)[..., None]

    def compose(self, first: Image, second: Image) -> Image:
        """uint8 [B, h, w, 3] windows of both faces -> uint8 [B, H, W, 3] frames."""
        frames = self._first.compose(first)
        if self._both is None:
            frames[:, *self._place] = self._second.parts(second)
            return frames
        under = frames[:, *self._both].astype(np.float32)
        frames[:, *self._place] = self._second.parts(second)
        for frame, below in zip(frames[:, *self._both], under, strict=True):
            frame[...] = np.rint(below + self._share * (frame - below))
        return frames


def blending(membrane: Membrane, device: str) -> Blend:
    """How the membrane blends pictures uint8 [B, h, w, 3] on torch's `device`."""
    if device == "cpu":
        return membrane.blend_all
    from talker.face.blend_torch import TorchMembrane

    return TorchMembrane(membrane, device).blend_all


def window_in_frame(canvas: Canvas, image: Image) -> Box:
    """Where the canvas's window lies in its frame; `image` is the picture that it is a part of."""
    width, height = canvas.frame_size
    if not canvas.paste:
        return Box(0, 0, width, height)
    base, box = without_odd_edge(image), canvas.window
    scale_x, scale_y = width / base.shape[1], height / base.shape[0]
    return Box(
        round(box.left * scale_x),
        round(box.top * scale_y),
        round(box.right * scale_x),
        round(box.bottom * scale_y),
    )


def all_resized(images: Image, size: tuple[int, int]) -> Image:
    """uint8 [B, h, w, 3] at (width, height) `size`."""
    if (images.shape[2], images.shape[1]) == size:
        return images
    return np.stack([_resized(image, size) for image in images])


def without_odd_edge(image: Image) -> Image:
    """Encoders take even sizes only: a last odd row or column is left out."""
    return image[: image.shape[0] // 2 * 2, : image.shape[1] // 2 * 2]


def _resized(image: Image, size: tuple[int, int]) -> Image:
    """`image` at (width, height) `size`; averaged when it shrinks, smooth when it grows."""
    if (image.shape[1], image.shape[0]) == size:
        return np.ascontiguousarray(image)
    shrinks = size[0] < image.shape[1]
    method = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, size, interpolation=method), np.uint8)
