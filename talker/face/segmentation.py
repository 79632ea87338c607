"""Which part of a picture is the presenter, by a small network from a wheel.

The network is the selfie segmentation that the mediapipe wheel carries; it wants the head large.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.errors import MouthpieceError
from talker.face.mediapipe_files import mediapipe_file
from talker.raster import resize

NETWORK = "mediapipe/modules/selfie_segmentation/selfie_segmentation.tflite"
SIDE = 256


def installed() -> bool:
    """Whether the network is there."""
    try:
        mediapipe_file(NETWORK)
    except MouthpieceError:
        return False
    return True


class Segmentation:
    """The network, loaded once."""

    def __init__(self) -> None:
        self._net = cv2.dnn.readNetFromTFLite(str(mediapipe_file(NETWORK)))

    def presenter(self, picture: NDArray[np.uint8]) -> NDArray[np.float32]:
        """How sure every cell belongs to the presenter: float32 [SIDE, SIDE] of 0..1.

        `picture` uint8 [H, W, 3] RGB is squeezed to the network's square.
        """
        small = resize(picture, (SIDE, SIDE), cv2.INTER_AREA).astype(np.float32) / 255
        self._net.setInput(small.transpose(2, 0, 1)[None])
        found: NDArray[np.float32] = self._net.forward().reshape(SIDE, SIDE)
        return found
