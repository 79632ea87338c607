"""The pictures that ControlNet follows: edges by OpenCV, or a pose drawn from face and body."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from avatar_gen.body import JOINTS_OF_A_PART, Body, BodyFinder
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
# OpenPose draws each joint, and the limb that leads to it, in colours of its own (the model of 18
# body points: Cao et al., 2017).
_NOSE_COLOUR, _NECK_COLOUR = (255, 0, 0), (255, 85, 0)
_NECK_LIMB = (0, 0, 153)
_EYES = (((170, 0, 255), (51, 0, 153)), ((255, 0, 255), (153, 0, 153)))
_EAR_PARTS = (((255, 0, 170), (102, 0, 153)), ((255, 0, 85), (153, 0, 102)))
_BODY = (
    *(((255, 170, 0), (153, 0, 0)), ((255, 255, 0), (153, 102, 0)), ((170, 255, 0), (153, 153, 0))),
    *(((85, 255, 0), (153, 51, 0)), ((0, 255, 0), (102, 153, 0)), ((0, 255, 85), (51, 153, 0))),
    *(((0, 255, 170), (0, 153, 0)), ((0, 255, 255), (0, 153, 51)), ((0, 170, 255), (0, 153, 102))),
    *(((0, 85, 255), (0, 153, 153)), ((0, 0, 255), (0, 102, 153)), ((85, 0, 255), (0, 51, 153))),
)
_SHOULDERS = (0, 3)  # of the body's joints


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
    """Everyone whose face is found as OpenPose would draw them: head, and what the picture shows
    of shoulders, arms and legs.

    Shoulders that it does not show are placed as they usually are below a head of that size.
    """
    faces = landmarks.detect(picture)
    if not faces:
        raise InputError(
            ErrorCode.NO_FACE,
            "No face was found in the picture for the pose.",
            "Give a picture with a face, or a finished pose drawing with --control given-openpose.",
        )
    drawn = np.zeros_like(picture)
    finder = BodyFinder()
    for face in faces:
        _draw(drawn, face, finder.find(picture, face))
    return drawn


def _draw(drawn: Image, face: Face, body: Body) -> None:
    mesh = face.mesh[:, :2].astype(np.float64)
    nose, ears = mesh[_NOSE], [mesh[index] for index in _EARS]
    eyes = [mesh[list(ring)].mean(0) for ring in EYE_RINGS]
    thick = max(2, round(face.box.width * 0.05))
    neck, body = _with_shoulders(body, nose, eyes, float(face.box.width))
    _limb(drawn, neck, nose, _NECK_LIMB, thick)
    for eye, ear, (_, inner), (_, outer) in zip(eyes, ears, _EYES, _EAR_PARTS, strict=True):
        _limb(drawn, nose, eye, inner, thick)
        _limb(drawn, eye, ear, outer, thick)
    joints = [(nose, _NOSE_COLOUR), (neck, _NECK_COLOUR)]
    for spots, parts in ((eyes, _EYES), (ears, _EAR_PARTS)):
        joints += [(spot, colour) for spot, (colour, _) in zip(spots, parts, strict=True)]
    for index, (colour, limb) in enumerate(_BODY):
        if body.seen[index]:
            begins = index % JOINTS_OF_A_PART == 0
            start = neck if begins else body.spots[index - 1]
            _limb(drawn, start, body.spots[index], limb, thick)
            joints.append((body.spots[index], colour))
    for spot, colour in joints:
        centre = tuple(int(value) for value in fixed_point(spot))
        cv2.circle(drawn, centre, thick << SUBPIXEL_BITS, colour, -1, shift=SUBPIXEL_BITS)


def _with_shoulders(
    body: Body, nose: Points, eyes: Sequence[Points], width: float
) -> tuple[Points, Body]:
    """The neck between the shoulders, and the body with both of them, seen or usual ones."""
    places = list(_SHOULDERS)
    if body.seen[places].all():
        return body.spots[places].mean(0), body
    across = (eyes[1] - eyes[0]) / max(float(np.hypot(*(eyes[1] - eyes[0]))), 1e-6)
    neck = nose + 1.15 * width * np.array([-across[1], across[0]])
    spots, seen = body.spots.copy(), body.seen.copy()
    for index, side in zip(places, (-1, 1), strict=True):
        if not seen[index]:
            spots[index], seen[index] = neck + side * 0.95 * width * np.array([1.0, 0.0]), True
    return neck, Body(spots, seen)


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
