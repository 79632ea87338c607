"""Portraits and hand-made motions for the renderer's tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from talker.engines.base import Portrait
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.motion.curves import CHANNELS
from talker.scene import Motion


@cache
def portrait(path: Path) -> Portrait:
    """The largest face of a picture, made ready as the pipeline does it."""
    image = np.asarray(Image.open(path).convert("RGB"))
    face = max(MediaPipeLandmarks().detect(image), key=lambda one: one.box.width)
    return Portrait(image, face, path.name)


def poses(*rows: dict[str, float], fps: float = 25.0) -> Motion:
    """A motion with one frame for each row; what a row does not name is zero."""
    values = np.zeros((len(rows), len(CHANNELS)), np.float32)
    for index, row in enumerate(rows):
        for name, value in row.items():
            values[index, CHANNELS.index(name)] = value
    return Motion("builtin/1", fps, CHANNELS, values)
