"""Portrait files: any picture that Pillow reads becomes an upright RGB array."""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from talker.errors import ErrorCode, InputError

MIN_SIDE = 64
MAX_SIDE = 20_000
MAX_PIXELS = 100_000_000
# What shows through transparent pictures: a neutral light grey, as in a photo studio.
BACKGROUND = (236, 236, 236)

_GIVE = "Give a picture such as PNG, JPEG, WebP or TIFF."
_DEEP_MODES = frozenset({"I", "F", "I;16", "I;16B", "I;16L", "I;16N"})
# Everything Pillow's decoders raise on damaged data.
_DECODER_ERRORS = (OSError, SyntaxError, ValueError, EOFError, struct.error, OverflowError)


def digest(path: Path) -> str:
    """SHA-256 of a file's content, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def load_image(path: Path, smallest: int = MIN_SIDE) -> NDArray[np.uint8]:
    """A picture as uint8 [H, W, 3] RGB: upright (EXIF), first frame, transparency over BACKGROUND.

    Sides of less than `smallest` pixels are refused.

    Raises InputError with an IMAGE_ code. The size limits are checked on the header, before
    anything is decoded.
    """
    try:
        return _load(path, smallest)
    except Image.DecompressionBombError:
        raise _too_large(path) from None


def image_size(path: Path) -> tuple[int, int]:
    """Width and height by the header alone, as stored; raises what `load_image` finds there."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with _open(path) as image:
                _check_size(path, image.width, image.height)
                return image.size
    except Image.DecompressionBombError:
        raise _too_large(path) from None


def _load(path: Path, smallest: int) -> NDArray[np.uint8]:
    with warnings.catch_warnings():
        # Our own limit is checked right after opening.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with _open(path) as image:
            _check_size(path, image.width, image.height, smallest)
            try:
                image.load()
                return _to_rgb(image)
            except _DECODER_ERRORS as error:
                raise _damaged(path) from error


def _open(path: Path) -> Image.Image:
    if path.is_dir():
        raise InputError(
            ErrorCode.IMAGE_IS_FOLDER, f"{path} is a folder, not a picture.", _GIVE, path
        )
    try:
        return Image.open(path)
    except FileNotFoundError:
        raise InputError(
            ErrorCode.IMAGE_MISSING, f"{path} does not exist.", "Check the name.", path
        ) from None
    except UnidentifiedImageError:
        raise InputError(
            ErrorCode.IMAGE_UNREADABLE, f"{path.name} is not a picture.", _GIVE, path
        ) from None
    except _DECODER_ERRORS as error:
        reason = error.strerror if isinstance(error, OSError) else None
        if reason is None:  # a known format, but its header makes no sense
            raise _damaged(path) from error
        raise InputError(
            ErrorCode.IMAGE_UNREADABLE, f"{path.name} cannot be read: {reason}.", _GIVE, path
        ) from error


def _damaged(path: Path) -> InputError:
    return InputError(
        ErrorCode.IMAGE_TRUNCATED,
        f"{path.name} is damaged or cut off.",
        "Copy or export the picture again.",
        path,
    )


def _check_size(path: Path, width: int, height: int, smallest: int = MIN_SIDE) -> None:
    if min(width, height) < smallest:
        raise InputError(
            ErrorCode.IMAGE_TOO_SMALL,
            f"{path.name} has only {width}x{height} pixels.",
            f"Give a picture of at least {smallest} pixels a side; 512 or more look good.",
            path,
        )
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise _too_large(path, f" ({width}x{height} pixels)")


def _too_large(path: Path, size: str = "") -> InputError:
    return InputError(
        ErrorCode.IMAGE_TOO_LARGE,
        f"{path.name} is too large{size}.",
        f"Give at most {MAX_PIXELS // 1_000_000} megapixels and {MAX_SIDE} pixels a side.",
        path,
    )


def _to_rgb(image: Image.Image) -> NDArray[np.uint8]:
    image = ImageOps.exif_transpose(image)
    if image.mode in _DEEP_MODES:
        return _from_deep(np.asarray(image))
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        base = Image.new("RGBA", layer.size, (*BACKGROUND, 255))
        return np.asarray(Image.alpha_composite(base, layer).convert("RGB"))
    return np.asarray(_in_srgb(image).convert("RGB"))


def _from_deep(values: NDArray[np.generic]) -> NDArray[np.uint8]:
    """Grey of more than 8 bits; whole numbers count to 65535, fractions to 1."""
    grey = np.nan_to_num(values.astype(np.float64))
    peak = float(grey.max(initial=0.0))
    full = 1.0 if peak <= 1.0 and values.dtype.kind == "f" else 255.0 if peak <= 255 else 65535.0
    if values.dtype == np.uint16:
        full = 65535.0
    levels = np.clip(np.rint(grey * (255.0 / full)), 0, 255).astype(np.uint8)
    return np.repeat(levels[:, :, None], 3, axis=2)


def _in_srgb(image: Image.Image) -> Image.Image:
    """Colours as sRGB when the picture brings its own profile (phones, print)."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return image  # a broken profile is no reason to refuse the picture
    return converted if converted is not None else image
