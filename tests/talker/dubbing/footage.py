"""Films that tests make for themselves: a portrait that sways, seen by a camera."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np

from talker.media.ffmpeg import executable
from talker.media.images import load_image
from talker.scene import Image

SIZE = 320, 256
GOOD = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "6", "-pix_fmt", "yuv420p", "-g", "12")


def swaying(
    portrait: Path, frames: int, size: tuple[int, int] = SIZE, face: float = 0.42
) -> Iterator[Image]:
    """A head that sways slowly before a plain wall: uint8 [H, W, 3] frames; `face`: the part of the
    height that the picture of the portrait takes is 1 / `face` times the face's own."""
    image = load_image(portrait)
    width, height = size
    scale = height / image.shape[0] / face * 0.9
    for index in range(frames):
        phase = 2 * np.pi * index / 50
        x = width / 2 - scale * 225 + 8 * np.sin(phase)
        y = height / 2 - scale * 130 + 3 * np.cos(phase)
        moved = np.array([[scale, 0, x], [0, scale, y]])
        yield cv2.warpAffine(image, moved, size, flags=cv2.INTER_AREA, borderValue=(90, 110, 130))


def wall(frames: int, size: tuple[int, int] = SIZE) -> Iterator[Image]:
    """Nobody: a wall with a pattern that moves a little."""
    width, height = size
    y, x = np.mgrid[:height, :width]
    for index in range(frames):
        light = (110 + 60 * np.sin((x + index) / 15) * np.cos(y / 20)).astype(np.uint8)
        yield cv2.merge([light, 255 - light, light // 2])


def write_film(
    path: Path, frames: Iterable[Image], *words: str, rate: str = "25", sound: Path | None = None
) -> Path:
    """Encodes RGB frames with ffmpeg's `words`, those of a good film by default."""
    frames = iter(frames)
    first = next(frames)
    height, width = first.shape[:2]
    heard = () if sound is None else ("-i", str(sound), "-c:a", "aac", "-shortest")
    command = [
        *(str(executable()), "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24"),
        *(
            "-s",
            f"{width}x{height}",
            "-r",
            rate,
            "-i",
            "pipe:0",
            *heard,
            *(words or GOOD),
            str(path),
        ),
    ]
    data = first.tobytes() + b"".join(frame.tobytes() for frame in frames)
    subprocess.run(command, input=data, check=True)
    return path
