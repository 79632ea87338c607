"""Where the shoulders, arms and legs below a face are: MediaPipe's pose network, run by OpenCV.

Bazarevsky et al., "BlazePose", 2020. Only the network's file is read out of the mediapipe wheel.
Its companion that finds people uses layers that OpenCV does not know; here the face, which has
been found already, tells where the body must be.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.face.landmarks import Face
from talker.face.mediapipe_files import mediapipe_file
from talker.raster import warp_affine

POSE_NETWORK = "mediapipe/modules/pose_landmark/pose_landmark_full.tflite"
JOINTS_OF_A_PART = 3  # either arm and either leg, at picture left first
_SIDE = 256
_POINTS, _NUMBERS = 39, 5  # each: x, y, z, visibility and presence as logits
# Shoulder, elbow, wrist; hip, knee, ankle; in the network's numbering.
_JOINTS = (12, 14, 16, 11, 13, 15, 24, 26, 28, 23, 25, 27)
# The network looks at a square around the hips in which the whole body has room.
_DOWN, _ROOM = 3.0, 9.0  # from the face to the hips, and the square's side, in heights of the face
# Beyond the edge of a portrait the network goes on guessing, the more freely the farther away.
_SURE = (0.5, 0.7, 0.7) * 2 + (0.7, 0.95, 0.95) * 2


@dataclass(frozen=True)
class Body:
    """Joints in OpenPose's order: either arm from the shoulder, then either leg from the hip.

    `spots` float64 [12, 2] in pixels; `seen` bool [12]: whether the picture shows this joint and
    those between it and the neck.
    """

    spots: NDArray[np.float64]
    seen: NDArray[np.bool_]


class BodyFinder:
    """Not thread-safe: one instance for one thread."""

    def __init__(self) -> None:
        self._net = cv2.dnn.readNetFromTFLite(str(mediapipe_file(POSE_NETWORK)))

    def find(self, picture: NDArray[np.uint8], face: Face) -> Body:
        """The body of the face in uint8 [H, W, 3] RGB."""
        box = face.box
        scale = _SIDE / (_ROOM * box.height)
        centre = np.array(
            [(box.left + box.right) / 2, (box.top + box.bottom) / 2 + _DOWN * box.height]
        )
        shift = _SIDE / 2 - scale * centre
        matrix = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
        region = warp_affine(picture, matrix, (_SIDE, _SIDE)).astype(np.float32) / 255
        self._net.setInput(region.transpose(2, 0, 1)[None])
        rows = self._net.forward("Identity").reshape(_POINTS, _NUMBERS)[list(_JOINTS)]
        spots = (rows[:, :2].astype(np.float64) - shift) / scale
        visible = 1 / (1 + np.exp(-rows[:, 3].astype(np.float64)))
        height, width = picture.shape[:2]
        inside = ((spots >= 0) & (spots < (width, height))).all(1)
        seen = ((visible >= _SURE) & inside).reshape(-1, JOINTS_OF_A_PART)
        return Body(spots, np.logical_and.accumulate(seen, axis=1).ravel())
