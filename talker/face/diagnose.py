"""Says why no face was found: a profile, an animal, or really nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.errors import ErrorCode

_LONG_SIDE = 640


@cache
def _cascade(name: str) -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / name))


def _hits(name: str, gray: NDArray[np.uint8]) -> bool:
    least = max(24, min(gray.shape) // 8)
    found = _cascade(name).detectMultiScale(gray, 1.1, 6, minSize=(least, least))
    return len(found) > 0


def why_no_face(image: NDArray[np.uint8]) -> ErrorCode:
    """FACE_PROFILE, FACE_NOT_HUMAN or NO_FACE for an RGB uint8 [H, W, 3] image without a face.

    Uses the cascades that come with OpenCV (Viola and Jones, 2001): a side view looking to
    either side, or the face of a cat.
    """
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    scale = _LONG_SIDE / max(gray.shape)
    if scale < 1:
        gray = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    mirrored = np.ascontiguousarray(gray[:, ::-1])
    if _hits("haarcascade_frontalcatface_extended.xml", gray):
        return ErrorCode.FACE_NOT_HUMAN
    if _hits("haarcascade_profileface.xml", gray) or _hits("haarcascade_profileface.xml", mirrored):
        return ErrorCode.FACE_PROFILE
    return ErrorCode.NO_FACE
