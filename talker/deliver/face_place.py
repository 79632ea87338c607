"""Where the speaker's face is in a finished video."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talker.face.geometry import mouth_window
from talker.face.landmarks import Face
from talker.scene import Size, Window

_MIDDLE = (0.5, 0.5)


@dataclass(frozen=True)
class FacePlace:
    """`middle` of the face in shares of width and height; `mouth` in pixels, None where there is no
    face."""

    middle: tuple[float, float] = _MIDDLE
    mouth: Window | None = None


def find_face_place(frames: Iterable[NDArray[np.uint8]], size: Size) -> FacePlace:
    """The place of the largest face in frames, uint8 [H, W, 3], of a `size` (width, height)."""
    from talker.face.mediapipe_dnn import MediaPipeLandmarks

    source = MediaPipeLandmarks()
    seen: list[Face] = []
    for frame in frames:
        faces = source.candidates(frame)
        if faces:
            seen.append(max(faces, key=lambda face: face.box.width * face.box.height))
    if not seen:
        return FacePlace()
    boxes = [face.box for face in seen]
    middle = (
        statistics.median(box.left + box.width / 2 for box in boxes) / size[0],
        statistics.median(box.top + box.height / 2 for box in boxes) / size[1],
    )
    return FacePlace(middle, mouth_window([face.mesh for face in seen], size))
