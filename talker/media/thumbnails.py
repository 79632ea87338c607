"""Small pictures of videos and portraits, for lists and reports."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from talker.errors import MouthpieceError
from talker.media import ffmpeg, picture_arguments
from talker.media.images import load_image
from talker.media.video_frames import read_form

_JPEG_QUALITY = 80


def video_thumbnail(path: Path, width: int) -> bytes | None:
    """The first frame of a video as a JPEG of `width` pixels; None when it cannot be read."""
    filters = read_form(path).filters
    with ffmpeg.Running(
        picture_arguments.thumbnail_args(path, width, filters), read=True
    ) as reader:
        data = reader.stdout.read()
        return data if reader.wait() == 0 and data else None


def picture_thumbnail(path: Path, width: int) -> bytes | None:
    """A picture as a JPEG of at most `width` pixels a side; None when it cannot be read."""
    try:
        image = Image.fromarray(load_image(path))
    except (MouthpieceError, OSError):
        return None
    image.thumbnail((width, width))
    target = io.BytesIO()
    image.save(target, "JPEG", quality=_JPEG_QUALITY)
    return target.getvalue()
