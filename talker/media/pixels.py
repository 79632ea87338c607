"""Decoded pictures become upright arrays, strip by strip, so that no second copy is in memory."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

# What shows through transparent pictures: a neutral light grey, as in a photo studio.
BACKGROUND = (236, 236, 236)

_DEEP_MODES = frozenset({"I", "F", "I;16", "I;16B", "I;16L", "I;16N"})
_STRIP_PIXELS = 1 << 20

Pixels = NDArray[np.uint8]
_Strip = Callable[[Image.Image], Pixels]


def to_rgb(image: Image.Image) -> Pixels:
    """uint8 [H, W, 3] in sRGB, upright; transparency over BACKGROUND. Changes `image` itself."""
    ImageOps.exif_transpose(image, in_place=True)
    if image.mode in _DEEP_MODES:
        return _converted(image, 3, _deep_strips(image))
    if image.has_transparency_data:
        return _converted(image, 3, _over_background)
    return _converted(image, 3, _srgb_strips(image))


def to_rgba(image: Image.Image) -> Pixels:
    """uint8 [H, W, 4] in sRGB with straight opacity, upright. Changes `image` itself."""
    ImageOps.exif_transpose(image, in_place=True)
    if image.has_transparency_data and image.mode not in _DEEP_MODES:
        return _converted(image, 4, lambda strip: np.asarray(strip.convert("RGBA")))
    colours = _deep_strips(image) if image.mode in _DEEP_MODES else _srgb_strips(image)

    def opaque(strip: Image.Image) -> Pixels:
        rgb = colours(strip)
        return np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)])

    return _converted(image, 4, opaque)


def _converted(image: Image.Image, channels: int, convert: _Strip) -> Pixels:
    result = np.empty((image.height, image.width, channels), np.uint8)
    for top, strip in _strips(image):
        result[top : top + strip.height] = convert(strip)
    return result


def _strips(image: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    rows = max(1, _STRIP_PIXELS // image.width)
    for top in range(0, image.height, rows):
        yield top, image.crop((0, top, image.width, min(image.height, top + rows)))


def _over_background(strip: Image.Image) -> Pixels:
    layer = strip.convert("RGBA")
    base = Image.new("RGBA", layer.size, (*BACKGROUND, 255))
    return np.asarray(Image.alpha_composite(base, layer).convert("RGB"))


def _deep_strips(image: Image.Image) -> _Strip:
    """Grey of more than 8 bits; whole numbers count to 65535, fractions to 1."""
    full = 65535.0
    kind = np.asarray(image.crop((0, 0, 1, 1))).dtype
    if kind != np.uint16:
        peak = max(
            float(np.nan_to_num(np.asarray(strip, np.float64)).max(initial=0.0))
            for _, strip in _strips(image)
        )
        full = 1.0 if peak <= 1.0 and kind.kind == "f" else 255.0 if peak <= 255 else 65535.0

    def convert(strip: Image.Image) -> Pixels:
        grey = np.nan_to_num(np.asarray(strip).astype(np.float64))
        levels = np.clip(np.rint(grey * (255.0 / full)), 0, 255).astype(np.uint8)
        return np.repeat(levels[:, :, None], 3, axis=2)

    return convert


def _srgb_strips(image: Image.Image) -> _Strip:
    """Colours as sRGB when the picture brings its own profile (phones, print)."""
    transform = _transform(image)

    def convert(strip: Image.Image) -> Pixels:
        if transform is not None:
            # A broken profile is no reason to refuse the picture.
            with suppress(ImageCms.PyCMSError, ValueError, OSError):
                strip = transform.apply(strip)
        return np.asarray(strip.convert("RGB"))

    return convert


def _transform(image: Image.Image) -> ImageCms.ImageCmsTransform | None:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK"}:
        return None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), image.mode, "RGB")
    except (ImageCms.PyCMSError, OSError):
        return None
