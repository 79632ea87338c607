"""The pictures that ControlNets follow, made from a picture of the user."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from avatar_gen.controls import Condition
from avatar_gen.depth import depths
from avatar_gen.line_drawings import line_art, scribble, soft_edges
from avatar_gen.pose_drawing import draw_person, find_people
from talker.face.landmarks import LandmarkSource

Image = NDArray[np.uint8]


def condition_picture(kind: Condition, picture: Image, landmarks: LandmarkSource) -> Image:
    """The condition for uint8 [H, W, 3] RGB; finished drawings and tiles are passed through.

    InputError NO_FACE when a pose or depths are wanted of a picture without a face.
    """
    match kind:
        case Condition.CANNY:
            return edges(picture)
        case Condition.OPENPOSE | Condition.OPENPOSE_FACE:
            return pose(picture, landmarks, face=kind is Condition.OPENPOSE_FACE)
        case Condition.LINEART:
            return line_art(picture)
        case Condition.SCRIBBLE:
            return scribble(picture)
        case Condition.SOFTEDGE:
            return soft_edges(picture)
        case Condition.DEPTH:
            return depths(picture, landmarks)
        case _:
            return picture


def edges(picture: Image) -> Image:
    """White edges on black; the thresholds follow the picture's own brightness."""
    gray = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (0, 0), 1.0)
    middle = float(np.median(gray))
    low, high = max(20.0, 0.66 * middle), min(220.0, max(60.0, 1.33 * middle))
    return np.repeat(cv2.Canny(gray, low, high)[..., None], 3, axis=2).astype(np.uint8)


def pose(picture: Image, landmarks: LandmarkSource, *, face: bool = False) -> Image:
    """Everyone whose face is found as OpenPose would draw them, with the face's points or without.

    InputError NO_FACE when there is nobody.
    """
    drawn = np.zeros_like(picture)
    for found in find_people(picture, landmarks):
        draw_person(drawn, found.person, found.breadth, face=face)
    return drawn
