"""The colours of decoded pictures as sRGB, in every mode that Pillow gives and with any profile."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import suppress

import numpy as np
from PIL import Image, ImageCms

from talker.media.named_colors import named_profile

_DEEP_MODES = frozenset({"I", "F", "I;16", "I;16B", "I;16L", "I;16N"})
_PLAIN_MODES = frozenset({"L", "RGB", "RGBA", "CMYK", "LAB"})
# The modes that a profile speaks of, and those of pictures that may have it.
_MODES = {
    "RGB": ("RGB", frozenset({"L", "RGB", "RGBA"})),
    "GRAY": ("L", frozenset({"L", "RGBA"})),
    "CMYK": ("CMYK", frozenset({"CMYK"})),
}
_STRIP_PIXELS = 1 << 20

ToSrgb = Callable[[Image.Image], Image.Image]


def strips(image: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    """The picture in pieces of its whole width, each with the row that it begins at."""
    rows = max(1, _STRIP_PIXELS // image.width)
    for top in range(0, image.height, rows):
        yield top, image.crop((0, top, image.width, min(image.height, top + rows)))


def to_srgb(image: Image.Image) -> ToSrgb:
    """What turns strips of `image` into sRGB: RGBA where it is transparent, else RGB."""
    plain = _to_plain(image)
    profile = _profile(image)
    transform, mode = None, ""
    if profile is not None:
        mode, fitting = _MODES.get(profile.profile.xcolor_space.strip(), ("", frozenset()))
        if plain(image.crop((0, 0, 1, 1))).mode in fitting:
            transform = _transform(profile, mode)

    def convert(strip: Image.Image) -> Image.Image:
        colours = plain(strip)
        opacity = colours.getchannel("A") if colours.mode == "RGBA" else None
        if transform is not None:
            # A broken profile is no reason to refuse the picture.
            with suppress(ImageCms.PyCMSError, ValueError, OSError):
                colours = transform.apply(colours.convert("RGB").convert(mode))
        colours = colours.convert("RGB")
        if opacity is not None:
            colours.putalpha(opacity)
        return colours

    return convert


def _to_plain(image: Image.Image) -> ToSrgb:
    """What turns strips into one of the few modes that colours are converted from."""
    if image.mode in _DEEP_MODES:
        return _deep(image)
    if image.has_transparency_data:
        return lambda strip: strip.convert("RGBA")
    if image.mode in _PLAIN_MODES:
        return lambda strip: strip
    return lambda strip: strip.convert("RGB")


def _deep(image: Image.Image) -> ToSrgb:
    """Grey of more than 8 bits; whole numbers count to 65535, fractions to 1."""
    full = 65535.0
    kind = np.asarray(image.crop((0, 0, 1, 1))).dtype
    if kind != np.uint16:
        peak = max(
            float(np.nan_to_num(np.asarray(strip, np.float64)).max(initial=0.0))
            for _, strip in strips(image)
        )
        full = 1.0 if peak <= 1.0 and kind.kind == "f" else 255.0 if peak <= 255 else 65535.0

    def convert(strip: Image.Image) -> Image.Image:
        grey = np.nan_to_num(np.asarray(strip).astype(np.float64))
        levels = np.clip(np.rint(grey * (255.0 / full)), 0, 255).astype(np.uint8)
        return Image.fromarray(levels)

    return convert


def _profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    data = image.info.get("icc_profile") or named_profile(image)
    if not data:
        return None
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(data))
    except (ImageCms.PyCMSError, OSError):
        return None


def _transform(profile: ImageCms.ImageCmsProfile, mode: str) -> ImageCms.ImageCmsTransform | None:
    try:
        return ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError):
        return None
