"""The one picture loader: an allow-list of formats, limits before decoding, typed errors."""

from __future__ import annotations

import importlib
import struct
import warnings
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from talker.errors import ErrorCode, InputError
from talker.files import NoFile, regular_file
from talker.media.file_kinds import is_heif, kind_of
from talker.media.pixels import BACKGROUND, Pixels, to_opacity, to_rgb, to_rgba
from talker.memory import check_memory

__all__ = [
    "BACKGROUND",
    "image_size",
    "is_animated",
    "load_animation",
    "load_image",
    "load_layer",
    "load_opacity",
    "picture_text",
]

MIN_SIDE = 64
MAX_SIDE = 20_000
MAX_PIXELS = 100_000_000

# Pillow knows three times as many. Those left out start other programs (EPS), hand the work to
# other libraries (WMF, FITS and other stubs), or are of no use for people's pictures. TGA has no
# mark of its own: it comes last.
_FORMATS = {
    "PNG": "Png",
    "JPEG": "Jpeg",
    "WEBP": "WebP",
    "TIFF": "Tiff",
    "BMP": "Bmp",
    "GIF": "Gif",
    "AVIF": "Avif",
    "JPEG2000": "Jpeg2K",
    "PPM": "Ppm",
    "PSD": "Psd",
    "QOI": "Qoi",
    "ICO": "Ico",
    "TGA": "Tga",
}
_EXIF, _USER_COMMENT = 0x8769, 0x9286  # tags
_NO_TIME = 10  # milliseconds of a frame up to which browsers do not believe it
_MOVING = frozenset({"GIF", "PNG", "WEBP", "AVIF"})  # others hold pages, bursts or sizes
_BYTES_PER_PIXEL = 8  # as Pillow decodes it, and as our array: at most 4 each
_NEW_SUBFILE_TYPE, _REDUCED, _DNG_VERSION = 254, 1, 50706  # tags of TIFF, and a value
_GIVE = "Give a picture such as PNG, JPEG, HEIC, WebP or TIFF."
# Everything that Pillow's decoders raise on damaged data.
_DECODER_ERRORS = (
    *(OSError, SyntaxError, EOFError, struct.error, zlib.error, ArithmeticError, AssertionError),
    *(AttributeError, LookupError, RuntimeError, TypeError, ValueError),
)


def load_image(path: Path, smallest: int = MIN_SIDE) -> Pixels:
    """A picture as uint8 [H, W, 3] RGB: upright (EXIF), first frame, transparency over BACKGROUND.

    Sides of less than `smallest` pixels are refused.

    Raises InputError with an IMAGE_ code. The size limits are checked on the header, before
    anything is decoded.
    """
    with _opened(path, smallest) as image:
        _check_memory(path, image)
        image.load()
        return to_rgb(image)


def load_layer(path: Path) -> Pixels:
    """A picture of any size as uint8 [H, W, 4] RGBA with its own transparency, upright."""
    with _opened(path, smallest=1) as image:
        _check_memory(path, image)
        image.load()
        return to_rgba(image)


def image_size(path: Path) -> tuple[int, int]:
    """Width and height by the header alone, as stored; raises what `load_image` finds there."""
    with _opened(path) as image:
        return image.size


def is_animated(path: Path) -> bool:
    """Whether a picture moves; by its header, and raises what `load_image` finds there."""
    with _opened(path) as image:
        return image.format in _MOVING and bool(getattr(image, "is_animated", False))


def load_opacity(path: Path) -> Pixels | None:
    """The transparency of a picture that `load_image` reads: uint8 [H, W], 255 where it is opaque;
    None for one that is so everywhere."""
    with _opened(path) as image:
        if not image.has_transparency_data:
            return None  # nothing was decoded
        image.load()
        return to_opacity(image)


def load_animation(path: Path) -> Iterator[tuple[Pixels, float]]:
    """Each frame of a moving picture, as `load_image` gives it, and for how many seconds it is
    shown; what has no time is shown for a tenth, as browsers do."""
    with _opened(path) as image:
        _check_memory(path, image)
        for index in range(getattr(image, "n_frames", 1)):
            image.seek(index)
            image.load()
            milliseconds = float(image.info.get("duration") or 0)
            yield to_rgb(image.copy()), milliseconds / 1000 if milliseconds > _NO_TIME else 0.1


def picture_text(path: Path, name: str) -> str | None:
    """A text that was stored with the picture (PNG); None without."""
    with _opened(path, smallest=1) as image:
        image.load()  # a PNG may have it behind the pixels
        text = image.info.get(name)
    return None if text is None else str(text)


@dataclass(frozen=True)
class PictureNotes:
    """What stands in a picture beside its pixels: `texts` by name (PNG), `comments` (GIF, JPEG),
    an XMP packet, and the user's `remark` (EXIF)."""

    texts: Mapping[str, str]
    comments: tuple[str, ...]
    xmp: bytes = b""
    remark: str = ""


def picture_notes(path: Path) -> PictureNotes:
    """All that another program may have written into a picture; IMAGE_ errors as `load_image`."""
    with _opened(path, smallest=1) as image:
        _check_memory(path, image)
        image.load()  # a PNG may have it behind the pixels
        texts = {
            key: text
            for key, text in image.info.items()
            if isinstance(key, str) and isinstance(text, str)
        }
        comment, packet = image.info.get("comment", b""), image.info.get("xmp", b"")
        remark = image.getexif().get_ifd(_EXIF).get(_USER_COMMENT, b"")
    if isinstance(comment, bytes):
        comment = comment.decode("utf-8", "replace")
    if not isinstance(packet, bytes):
        packet = str(packet).encode("utf-8", "surrogateescape")
    return PictureNotes(texts, tuple(str(comment).split("\n")), packet, _user_comment(remark))


def _user_comment(value: object) -> str:
    """EXIF's remark of the user: eight letters name the encoding of what follows."""
    if not isinstance(value, bytes):
        return str(value)
    kind, text = value[:8], value[8:]
    if kind.startswith(b"UNICODE"):
        # Most write it big-endian whatever the file's own order is; NULs tell the two apart.
        order = "utf-16-le" if text[1::2].count(0) > text[::2].count(0) else "utf-16-be"
        return text.decode(order, "replace")
    return (text if kind.startswith(b"ASCII") else value).decode("utf-8", "replace")


@contextmanager
def _opened(path: Path, smallest: int = MIN_SIDE) -> Iterator[Image.Image]:
    """A picture whose header was read and checked; what its decoder raises becomes typed."""
    regular_file(path, partial(_no_file, path))
    try:
        with warnings.catch_warnings():
            # Our own limit is checked right after opening; the rest is Pillow's advice to us.
            warnings.simplefilter("ignore")
            with Image.open(path, formats=_formats(path)) as image:
                _check_whole(path, image)
                _check_size(path, image.width, image.height, smallest)
                yield image
    except Image.DecompressionBombError:
        raise _too_large(path) from None
    except UnidentifiedImageError:
        raise _unreadable(path, _what_it_is(path)) from None
    except FileNotFoundError:
        raise _missing(path) from None
    except _DECODER_ERRORS as error:
        reason = error.strerror if isinstance(error, OSError) else None
        if reason is None:  # a known format, but its data makes no sense
            raise _damaged(path) from error
        raise _unreadable(path, f"cannot be read: {reason}") from error


def _formats(path: Path) -> tuple[str, ...]:
    """The allowed formats that this Pillow has, and HEIC for what seems to be that."""
    return (*_own_formats(), _heif()) if is_heif(path) else _own_formats()


@cache
def _heif() -> str:
    """HEIC has a library of its own, which takes longer to load than all of Pillow."""
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    return "HEIF"


@cache
def _own_formats() -> tuple[str, ...]:
    """Only the readers of these are loaded."""
    for module in _FORMATS.values():
        importlib.import_module(f"PIL.{module}ImagePlugin")
    return tuple(name for name in _FORMATS if name in Image.OPEN)


def _no_file(path: Path, why: NoFile, words: str) -> InputError:
    if why is NoFile.MISSING:
        return _missing(path)
    if why is NoFile.FOLDER:
        return InputError(
            ErrorCode.IMAGE_IS_FOLDER, f"{path} is a folder, not a picture.", _GIVE, path
        )
    return _unreadable(path, words)


def _what_it_is(path: Path) -> str:
    if path.stat().st_size == 0:
        return "is empty (0 bytes)"
    kind = kind_of(path)
    return "is not a picture" if kind is None else f"is {kind}, which is not read as a picture"


def _missing(path: Path) -> InputError:
    return InputError(ErrorCode.IMAGE_MISSING, f"{path} does not exist.", "Check the name.", path)


def _unreadable(path: Path, problem: str) -> InputError:
    return InputError(ErrorCode.IMAGE_UNREADABLE, f"{path.name} {problem}.", _GIVE, path)


def _damaged(path: Path) -> InputError:
    return InputError(
        ErrorCode.IMAGE_TRUNCATED,
        f"{path.name} is damaged or cut off.",
        "Copy or export the picture again.",
        path,
    )


def _check_whole(path: Path, image: Image.Image) -> None:
    """Raw photos are TIFF files whose first picture is a thumbnail of the one that is not read."""
    if image.format == "TIFF":
        tags = image.getexif()
        if tags.get(_NEW_SUBFILE_TYPE, 0) & _REDUCED or _DNG_VERSION in tags:
            raise _unreadable(path, "is a raw photo, which is not read as a picture")


def _check_size(path: Path, width: int, height: int, smallest: int) -> None:
    if min(width, height) < smallest:
        raise InputError(
            ErrorCode.IMAGE_TOO_SMALL,
            f"{path.name} has only {width}x{height} pixels.",
            f"Give a picture of at least {smallest} pixels a side; 512 or more look good.",
            path,
        )
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise _too_large(path, f" ({width}x{height} pixels)")


def _check_memory(path: Path, image: Image.Image) -> None:
    need = image.width * image.height * _BYTES_PER_PIXEL
    check_memory(need, path, "Close other programs, or use a smaller picture.")


def _too_large(path: Path, size: str = "") -> InputError:
    return InputError(
        ErrorCode.IMAGE_TOO_LARGE,
        f"{path.name} is too large{size}.",
        f"Give at most {MAX_PIXELS // 1_000_000} megapixels and {MAX_SIDE} pixels a side.",
        path,
    )
