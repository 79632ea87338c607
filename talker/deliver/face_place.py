"""Where the speaker's face is in a finished video."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talker.face.geometry import LIPS
from talker.face.landmarks import Face
from talker.scene import Size, Window

_MIDDLE = (0.5, 0.5)
_AROUND = 0.3  # of the mouth's width: lips move, and text at their very edge is read as theirs


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
    return FacePlace(middle, _mouth(seen, size))


def _mouth(faces: list[Face], size: Size) -> Window | None:
    """Around the lips of all of them, as far as it is within the frame."""
    lips = np.concatenate([face.mesh[list(LIPS), :2] for face in faces])
    (left, top), (right, bottom) = lips.min(0), lips.max(0)
    around = _AROUND * (right - left)
    x, y = max(0, int(left - around)), max(0, int(top - around))
    width, height = min(size[0], int(right + around)) - x, min(size[1], int(bottom + around)) - y
    return Window(x, y, width, height) if width > 0 and height > 0 else None
