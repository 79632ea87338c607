"""Poses found in pictures, and drawn as OpenPose draws them: in its colours, on black."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from avatar_gen.body import Body, BodyFinder
from avatar_gen.skeleton import COLOURS, LIMBS, NECK, NOSE, Person, Pose, Spot
from talker.errors import ErrorCode, InputError
from talker.face.geometry import EYE_RINGS
from talker.face.landmarks import Face, LandmarkSource
from talker.face.landmarks68 import mesh_points
from talker.raster import SUBPIXEL_BITS, fixed_point

Image = NDArray[np.uint8]
Points = NDArray[np.float64]

# Of the 468-point mesh.
_NOSE_POINT = 1
_EARS = (234, 454)  # the edge of the face before each ear, at picture left first
_SHOULDERS = (0, 3)  # of the body's joints
_SHADE = 0.6  # of a limb beside its joints
# What is drawn later lies above: the head's limbs first, then each arm and leg.
_LIMB_ORDER = (12, 13, 14, 15, 16, 0, 2, 3, 1, *range(4, 12))
_DOT_ORDER = (NOSE, NECK, *range(14, 18), *range(2, 14))


@dataclass(frozen=True)
class FoundPerson:
    """A person and the width of the face's box in pixels: how thick it is drawn."""

    person: Person
    breadth: float


def find_people(picture: Image, landmarks: LandmarkSource) -> list[FoundPerson]:
    """Everyone whose face is found in uint8 [H, W, 3], with what the picture shows of the body.

    Shoulders that it does not show are placed as they usually are below a head of that size.
    InputError NO_FACE when there is nobody.
    """
    faces = landmarks.detect(picture)
    if not faces:
        raise InputError(
            ErrorCode.NO_FACE,
            "No face was found in the picture for the pose.",
            "Give a picture with a face, or a finished pose drawing with --control given-openpose.",
        )
    finder = BodyFinder()
    return [_found(face, finder.find(picture, face)) for face in faces]


def pose_of(picture: Image, landmarks: LandmarkSource) -> Pose:
    """Everyone whose face is found in uint8 [H, W, 3]; InputError NO_FACE when there is nobody."""
    height, width = picture.shape[:2]
    people = tuple(found.person for found in find_people(picture, landmarks))
    return Pose(width=width, height=height, people=people)


def draw_pose(pose: Pose) -> Image:
    """uint8 [height, width, 3] of a pose from a file."""
    drawn = np.zeros((pose.height, pose.width, 3), np.uint8)
    for person in pose.people:
        breadth = person.breadth or 0.2 * min(pose.width, pose.height)
        draw_person(drawn, person, breadth, face=True)
    return drawn


def draw_person(drawn: Image, person: Person, breadth: float, *, face: bool) -> None:
    """Draws over uint8 [H, W, 3]; with the points of the face where `face` wants them."""
    thick = max(2, round(breadth * 0.05))
    body = person.body
    for index in _LIMB_ORDER:
        start, end = (body[joint] for joint in LIMBS[index])
        if start is not None and end is not None:
            _limb(drawn, start, end, _shade(index), thick)
    for index in _DOT_ORDER:
        spot = body[index]
        if spot is not None:
            _dot(drawn, spot, COLOURS[index], thick)
    if face:
        for spot in person.face:
            if spot is not None:
                _dot(drawn, spot, (255, 255, 255), max(1, round(thick * 0.35)))


def _found(face: Face, body: Body) -> FoundPerson:
    mesh = face.mesh[:, :2].astype(np.float64)
    nose = mesh[_NOSE_POINT]
    eyes = [mesh[list(ring)].mean(0) for ring in EYE_RINGS]
    neck, body = _with_shoulders(body, nose, eyes, float(face.box.width))
    joints = zip(body.spots, body.seen, strict=True)
    seen = [_spot(spot) if there else None for spot, there in joints]
    head = (_spot(spot) for spot in (*eyes, *(mesh[index] for index in _EARS)))
    points = [*mesh_points(face.mesh).astype(np.float64), *eyes]
    person = Person(
        body=(_spot(nose), _spot(neck), *seen, *head), face=tuple(_spot(one) for one in points)
    )
    return FoundPerson(person, float(face.box.width))


def _with_shoulders(
    body: Body, nose: Points, eyes: list[Points], width: float
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


def _spot(point: Iterable[float]) -> Spot:
    x, y = point
    return float(x), float(y)


def _shade(limb: int) -> tuple[int, int, int]:
    red, green, blue = (round(_SHADE * part) for part in COLOURS[limb])
    return red, green, blue


def _dot(drawn: Image, spot: Spot, colour: tuple[int, int, int], radius: int) -> None:
    centre = tuple(int(value) for value in fixed_point(np.array(spot)))
    cv2.circle(drawn, centre, radius << SUBPIXEL_BITS, colour, -1, shift=SUBPIXEL_BITS)


def _limb(drawn: Image, start: Spot, end: Spot, colour: tuple[int, int, int], thick: int) -> None:
    """A long ellipse between two joints."""
    first, last = np.array(start), np.array(end)
    way = last - first
    middle = np.rint((first + last) / 2).astype(int)
    length = max(1, round(float(np.hypot(*way)) / 2))
    angle = float(np.degrees(np.arctan2(way[1], way[0])))
    centre = (int(middle[0]), int(middle[1]))
    cv2.ellipse(drawn, centre, (length, thick), angle, 0, 360, colour, -1)
