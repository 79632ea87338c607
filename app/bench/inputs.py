"""Makes the bench's inputs: speech of a given length, and a presenter in a wide picture."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import soundfile
from PIL import Image

from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.audio import open_speech
from talker.media.images import load_image

_RATE = 16000
_FACE_SHARE = 0.32  # of the picture's height: a presenter from the chest upwards


def repeated_speech(source: Path, seconds: float, target: Path) -> Path:
    """`source` over and over until `seconds` are full, as a mono WAV file; returns `target`."""
    speech = open_speech(source, max_minutes=120.0)
    once = np.concatenate(list(speech.blocks(_RATE)))
    left = round(seconds * _RATE)
    with soundfile.SoundFile(target, "w", _RATE, 1) as file:
        while left > 0:
            file.write(once[:left])
            left -= len(once)
    return target


def presenter_picture(source: Path, size: tuple[int, int], target: Path) -> Path:
    """The largest face of `source` in the middle of a PNG of `size` (width, height)."""
    image = load_image(source)
    faces = MediaPipeLandmarks().detect(image)
    box = max((face.box for face in faces), key=lambda box: box.width * box.height)
    width, height = size
    scale = _FACE_SHARE * height / box.height
    # The face's centre goes to the middle, a little above the half of the height.
    shift_x = width / 2 - scale * (box.left + box.right) / 2
    shift_y = height * 0.42 - scale * (box.top + box.bottom) / 2
    matrix = np.array([[scale, 0, shift_x], [0, scale, shift_y]], np.float32)
    wide = cv2.warpAffine(
        image, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    Image.fromarray(wide).save(target)
    return target
