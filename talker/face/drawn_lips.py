"""How far lips are apart in a frame that a network has drawn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from talker.face.geometry import lip_gap
from talker.face.mediapipe_dnn import MediaPipeLandmarks


def drawn_gap(frames: NDArray[np.float32]) -> float | None:
    """In mm, of the first of `frames` [B, 3, H, W] in 0..1; None where no face is seen."""
    picture = (frames[0].transpose(1, 2, 0).clip(0, 1) * 255).round().astype(np.uint8)
    faces = MediaPipeLandmarks().detect(np.ascontiguousarray(picture))
    return lip_gap(max(faces, key=lambda one: one.box.width).mesh) if faces else None
