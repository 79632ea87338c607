"""The part of a picture under a mask: drawn by itself at the full size, and put back."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from avatar_gen.options.followed import Fill
from talker.scene import Box

Pixels = NDArray[np.uint8]

_GREY = 127  # what latents of nothing look like
_LEVELS = 6  # of the pyramid that carries colours into the mask


@dataclass(frozen=True)
class Patch:
    """A part of a picture with its mask (L), both as large as the part, and where it lies."""

    image: Image.Image
    mask: Image.Image
    box: Box

    def put_back(self, picture: Pixels, drawn: Pixels) -> Pixels:
        """`picture` uint8 [H, W, 3] with the part drawn anew, as far as the mask is white."""
        size = (self.box.width, self.box.height)
        small = np.asarray(
            Image.fromarray(drawn).resize(size, Image.Resampling.LANCZOS), np.float32
        )
        share = np.asarray(self.mask, np.float32)[..., None] / 255
        made = picture.copy()
        place = made[self.box.top : self.box.bottom, self.box.left : self.box.right]
        place[...] = np.rint(place + share * (small - place)).clip(0, 255)
        return made


def masked_part(image: Pixels, mask: Image.Image, padding: int, size: tuple[int, int]) -> Patch:
    """The part around the white of the mask, grown to the shape of `size` (width, height)."""
    bounds = mask.getbbox()
    assert bounds is not None
    height, width = image.shape[:2]
    left, top = max(0, bounds[0] - padding), max(0, bounds[1] - padding)
    right, bottom = min(width, bounds[2] + padding), min(height, bounds[3] + padding)
    ratio = size[0] / size[1]
    wide, high = right - left, bottom - top
    wide, high = max(wide, round(high * ratio)), max(high, round(wide / ratio))
    left, right = _grown(left, right, wide, width)
    top, bottom = _grown(top, bottom, high, height)
    box = Box(left, top, right, bottom)
    part = Image.fromarray(image[top:bottom, left:right])
    return Patch(part, mask.crop((left, top, right, bottom)), box)


def softened(mask: Image.Image, blur: int) -> Image.Image:
    """The mask with edges that fade over about `blur` pixels on both sides."""
    if not blur:
        return mask
    soft = cv2.GaussianBlur(np.asarray(mask), (0, 0), blur / 2)
    return Image.fromarray(np.asarray(soft, np.uint8))


def filled(image: Image.Image, mask: Image.Image, fill: Fill, seed: int) -> Image.Image:
    """The picture with something else under the mask, of which the drawing begins."""
    if fill is Fill.ORIGINAL:
        return image
    pixels = np.asarray(image, np.float32)
    share = np.asarray(mask, np.float32)[..., None] / np.float32(255)
    if fill is Fill.NOISE:
        other = np.random.default_rng(seed).normal(_GREY, 64, pixels.shape)
    elif fill is Fill.EMPTY:
        other = np.full(pixels.shape, float(_GREY))
    else:
        other = _around(pixels, share).astype(np.float64)
    made = pixels * (1 - share) + other * share
    return Image.fromarray(np.rint(made).clip(0, 255).astype(np.uint8))


def _around(pixels: NDArray[np.float32], share: NDArray[np.float32]) -> NDArray[np.float32]:
    """Colours of what surrounds the mask: the nearest, blurred, where there are some."""
    height, width = pixels.shape[:2]
    seen = 1 - share
    made = np.zeros_like(pixels)
    weight = np.zeros_like(share)
    for level in range(_LEVELS, -1, -1):
        spread = float(2**level)
        blurred = cv2.GaussianBlur(pixels * seen, (0, 0), spread)
        known = cv2.GaussianBlur(seen, (0, 0), spread).reshape(height, width, 1)
        sure = (known > 0.01).astype(np.float32)
        made = sure * blurred / np.maximum(known, 1e-6) + (1 - sure) * made
        weight = np.maximum(weight, sure)
    middle = (pixels * seen).sum((0, 1)) / max(float(seen.sum()), 1e-6)
    return weight * made + (1 - weight) * middle.astype(np.float32)


def _grown(low: int, high: int, wanted: int, limit: int) -> tuple[int, int]:
    """The span [low, high) grown to `wanted` about its middle, within [0, limit)."""
    wanted = min(max(wanted, high - low), limit)
    start = min(max(0, (low + high - wanted) // 2), limit - wanted)
    return start, start + wanted
