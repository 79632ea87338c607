"""Decoded pictures become upright arrays, strip by strip, so that no second copy is in memory."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from talker.media.srgb import strips, to_srgb

# What shows through transparent pictures: a neutral light grey, as in a photo studio.
BACKGROUND = (236, 236, 236)

Pixels = NDArray[np.uint8]
_Strip = Callable[[Image.Image], Pixels]


def to_rgb(image: Image.Image) -> Pixels:
    """uint8 [H, W, 3] in sRGB, upright; transparency over BACKGROUND. Changes `image` itself."""
    ImageOps.exif_transpose(image, in_place=True)
    colours = to_srgb(image)
    return _converted(image, 3, lambda strip: _over_background(colours(strip)))


def to_rgba(image: Image.Image) -> Pixels:
    """uint8 [H, W, 4] in sRGB with straight opacity, upright. Changes `image` itself."""
    ImageOps.exif_transpose(image, in_place=True)
    colours = to_srgb(image)
    return _converted(image, 4, lambda strip: np.asarray(colours(strip).convert("RGBA")))


def to_opacity(image: Image.Image) -> Pixels | None:
    """uint8 [H, W], upright; None for a picture that is opaque. Changes `image` itself."""
    if not image.has_transparency_data:
        return None
    ImageOps.exif_transpose(image, in_place=True)
    result = np.empty((image.height, image.width), np.uint8)
    for top, strip in strips(image):
        result[top : top + strip.height] = np.asarray(strip.convert("RGBA").getchannel("A"))
    return None if result.min() == 255 else result


def _converted(image: Image.Image, channels: int, convert: _Strip) -> Pixels:
    result = np.empty((image.height, image.width, channels), np.uint8)
    for top, strip in strips(image):
        result[top : top + strip.height] = convert(strip)
    return result


def _over_background(strip: Image.Image) -> Pixels:
    if strip.mode == "RGB":
        return np.asarray(strip)
    base = Image.new("RGBA", strip.size, (*BACKGROUND, 255))
    return np.asarray(Image.alpha_composite(base, strip).convert("RGB"))
