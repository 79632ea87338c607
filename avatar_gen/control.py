"""The pictures that ControlNet follows: edges by OpenCV, or a pose drawn from a face mesh."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from avatar_gen.request import Condition
from talker.errors import ErrorCode, InputError
from talker.face.geometry import EYE_RINGS
from talker.face.landmarks import Face, LandmarkSource
from talker.raster import SUBPIXEL_BITS, fixed_point

Image = NDArray[np.uint8]
Points = NDArray[np.float64]

# Of the 468-point mesh, in the order of OpenPose's colours below.
_NOSE = 1
_EARS = (234, 454)  # the edge of the face before each ear, at picture left first
# OpenPose draws each limb and joint in a colour of its own; these are those of the head, neck and
# shoulders in its model of 18 body points (Cao et al., 2017).
_NOSE_COLOUR, _NECK_COLOUR = (255, 0, 0), (255, 85, 0)
_SHOULDERS = (((255, 170, 0), (153, 0, 0)), ((85, 255, 0), (153, 51, 0)))  # joint, limb
_NECK_LIMB = (0, 0, 153)
_EYES = (((170, 0, 255), (51, 0, 153)), ((255, 0, 255), (153, 0, 153)))
_EAR_PARTS = (((255, 0, 170), (102, 0, 153)), ((255, 0, 85), (153, 0, 102)))


def condition_picture(kind: Condition, picture: Image, landmarks: LandmarkSource) -> Image:
    """The condition for uint8 [H, W, 3] RGB; given ones are passed through.

    InputError NO_FACE when a pose is wanted of a picture without a face.
    """
    if kind is Condition.CANNY:
        return edges(picture)
    if kind is Condition.OPENPOSE:
        return pose(picture, landmarks)
    return picture


def edges(picture: Image) -> Image:
    """White edges on black; the thresholds follow the picture's own brightness."""
    gray = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (0, 0), 1.0)
    middle = float(np.median(gray))
    low, high = max(20.0, 0.66 * middle), min(220.0, max(60.0, 1.33 * middle))
    return np.repeat(cv2.Canny(gray, low, high)[..., None], 3, axis=2).astype(np.uint8)


def pose(picture: Image, landmarks: LandmarkSource) -> Image:
    """The heads of all faces as OpenPose would draw them, with neck and shoulders.

    Neck and shoulders are placed as they usually are below a head of that size and tilt.
    """
    faces = landmarks.detect(picture)
    if not faces:
        raise InputError(
            ErrorCode.NO_FACE,
            "No face was found in the picture for the pose.",
            "Give a picture with a face, or a finished pose drawing with --control given-openpose.",
        )
    drawn = np.zeros_like(picture)
    for face in faces:
        _draw(drawn, face)
    return drawn


def _draw(drawn: Image, face: Face) -> None:
    mesh = face.mesh[:, :2].astype(np.float64)
    nose, ears = mesh[_NOSE], [mesh[index] for index in _EARS]
    eyes = [mesh[list(ring)].mean(0) for ring in EYE_RINGS]
    across = (eyes[1] - eyes[0]) / max(float(np.hypot(*(eyes[1] - eyes[0]))), 1e-6)
    down = np.array([-across[1], across[0]])
    width = float(face.box.width)
    neck = nose + 1.15 * width * down
    shoulders = [neck + side * 0.95 * width * np.array([1.0, 0.0]) for side in (-1, 1)]
    thick = max(2, round(width * 0.05))
    for shoulder, (_, limb) in zip(shoulders, _SHOULDERS, strict=True):
        _limb(drawn, neck, shoulder, limb, thick)
    _limb(drawn, neck, nose, _NECK_LIMB, thick)
    for eye, ear, (_, inner), (_, outer) in zip(eyes, ears, _EYES, _EAR_PARTS, strict=True):
        _limb(drawn, nose, eye, inner, thick)
        _limb(drawn, eye, ear, outer, thick)
    joints = [(nose, _NOSE_COLOUR), (neck, _NECK_COLOUR)]
    for spots, parts in ((shoulders, _SHOULDERS), (eyes, _EYES), (ears, _EAR_PARTS)):
        joints += [(spot, colour) for spot, (colour, _) in zip(spots, parts, strict=True)]
    for spot, colour in joints:
        centre = tuple(int(value) for value in fixed_point(spot))
        cv2.circle(drawn, centre, thick << SUBPIXEL_BITS, colour, -1, shift=SUBPIXEL_BITS)


def _limb(
    drawn: Image, start: Points, end: Points, colour: tuple[int, int, int], thick: int
) -> None:
    """A long ellipse between two joints."""
    way = end - start
    middle = np.rint((start + end) / 2).astype(int)
    length = max(1, round(float(np.hypot(*way)) / 2))
    angle = float(np.degrees(np.arctan2(way[1], way[0])))
    centre = (int(middle[0]), int(middle[1]))
    cv2.ellipse(drawn, centre, (length, thick), angle, 0, 360, colour, -1)
