"""Poses as data: the 18 points of a body and the 70 of a face that OpenPose knows.

Written and read as OpenPose writes them: `people`, each with `pose_keypoints_2d` and
`face_keypoints_2d`, three numbers a point (x, y, how sure), and the size of the picture as
`canvas_width` and `canvas_height`. Points are in the order of its model of 18 points (Cao et al.
2017): nose, neck, right and left arm from the shoulder, right and left leg from the hip, right and
left eye, right and left ear; right is the person's own, at picture left from the front.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from talker.errors import ErrorCode, InputError
from talker.files import atomic_write

Spot = tuple[float, float]
Spots = tuple[Spot | None, ...]

BODY, FACE = 18, 70
NOSE, NECK, RIGHT_SHOULDER, LEFT_SHOULDER = 0, 1, 2, 5
RIGHT_EYE, LEFT_EYE, RIGHT_EAR, LEFT_EAR = 14, 15, 16, 17
# Which points a limb joins, in the order of OpenPose's colours.
LIMBS = (
    *((1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10)),
    *((1, 11), (11, 12), (12, 13), (1, 0), (0, 14), (14, 16), (0, 15), (15, 17)),
)
# Of the points; a limb has three fifths of the colour at its place.
COLOURS = (
    *((255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0)),
    *((0, 255, 0), (0, 255, 85), (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255)),
    *((0, 0, 255), (85, 0, 255), (170, 0, 255), (255, 0, 255), (255, 0, 170), (255, 0, 85)),
)
_SIZES = (64, 8192)  # pixels a side of a canvas
_MOST_PEOPLE = 20
# The points of 18 among those of OpenPose's newer model of 25.
_OF_25 = (*range(8), *range(9, 19))


class Person(BaseModel):
    """One body, and the face's points or none; None for what is not seen. In pixels."""

    model_config = ConfigDict(frozen=True)

    body: Spots = Field(min_length=BODY, max_length=BODY)
    face: Spots = ()

    @property
    def breadth(self) -> float:
        """About how wide the face is, in pixels; 0 where nothing tells it."""
        for one, other, times in (
            (RIGHT_EAR, LEFT_EAR, 1.0),
            (RIGHT_EYE, LEFT_EYE, 2.3),
            (RIGHT_SHOULDER, LEFT_SHOULDER, 0.5),
        ):
            first, second = self.body[one], self.body[other]
            if first is not None and second is not None:
                return times * math.dist(first, second)
        return 0.0


class Pose(BaseModel):
    """Everyone in a picture of `width` x `height` pixels."""

    model_config = ConfigDict(frozen=True)

    width: int
    height: int
    people: tuple[Person, ...]


def write_pose(pose: Pose, path: Path) -> None:
    """As OpenPose writes it; InputError when the disk refuses."""
    people = [
        {"pose_keypoints_2d": _flat(one.body), "face_keypoints_2d": _flat(one.face)}
        for one in pose.people
    ]
    found = {"canvas_width": pose.width, "canvas_height": pose.height, "people": people}
    with atomic_write(path, parents=True) as part:
        part.write_text(json.dumps(found), encoding="utf-8")


def is_pose_file(path: Path) -> bool:
    """Whether a name is that of a pose written as data, and not of a picture."""
    return path.suffix.lower() == ".json"


def read_pose(path: Path) -> Pose:
    """A pose of ours, of OpenPose or of an editor for the WebUI.

    InputError IMAGE_MISSING, or POSE_INVALID with what is wrong in the file.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        words = f"The pose {path} does not exist."
        raise InputError(ErrorCode.IMAGE_MISSING, words, "Check its name.", path) from error
    except (OSError, ValueError, RecursionError) as error:
        raise _invalid(path, "it cannot be read as JSON") from error
    if isinstance(found, list) and found:  # several pictures; the first one counts
        found = found[0]
    if not isinstance(found, dict) or not isinstance(found.get("people"), list):
        raise _invalid(path, "it has no list of people")
    size = [found.get(f"canvas_{side}") for side in ("width", "height")]
    people = found["people"]
    if not people or len(people) > _MOST_PEOPLE:
        raise _invalid(path, f"it has {len(people)} people; 1 to {_MOST_PEOPLE} are drawn")
    width, height = (_side(path, one) for one in size)
    read = tuple(_person(path, one, (width, height)) for one in people)
    return Pose(width=width, height=height, people=read)


def _side(path: Path, value: Any) -> int:
    low, high = _SIZES
    if not isinstance(value, int | float) or not low <= value <= high:
        raise _invalid(path, f"canvas_width and canvas_height must be {low} to {high} pixels")
    return round(value)


def _person(path: Path, given: Any, size: tuple[int, int]) -> Person:
    if not isinstance(given, dict):
        raise _invalid(path, "a person in it is no object")
    body = _spots(path, given.get("pose_keypoints_2d"), size)
    if len(body) == len(_OF_25) + 7:
        body = tuple(body[index] for index in _OF_25)
    face = _spots(path, given.get("face_keypoints_2d"), size)
    body = body or ((None,) * BODY if face else ())
    if len(body) != BODY or len(face) not in (0, FACE):
        raise _invalid(
            path, f"a person has {len(body)} points of the body and {len(face)} of the face"
        )
    if not any(body) and not any(face):
        raise _invalid(path, "a person in it has no point at all")
    return Person(body=body, face=face)


def _spots(path: Path, given: Any, size: tuple[int, int]) -> Spots:
    """From three numbers a point; those that all lie within 1 are parts of the picture's size."""
    if not given:
        return ()
    numbers = given if isinstance(given, list) else [None]
    if len(numbers) % 3 or not all(
        isinstance(one, int | float) and math.isfinite(one) and abs(one) < 1e6 for one in numbers
    ):
        raise _invalid(path, "its points are no lists of three numbers each")
    points = [tuple(numbers[index : index + 3]) for index in range(0, len(numbers), 3)]
    parts = all(0 <= x <= 1 and 0 <= y <= 1 for x, y, _ in points)
    across, down = size if parts else (1, 1)
    return tuple(
        (float(x * across), float(y * down)) if sure > 0 else None for x, y, sure in points
    )


def _flat(spots: Spots) -> list[float]:
    flat: list[float] = []
    for spot in spots:
        flat += [0.0, 0.0, 0.0] if spot is None else [round(spot[0], 3), round(spot[1], 3), 1.0]
    return flat


def _invalid(path: Path, why: str) -> InputError:
    return InputError(
        ErrorCode.POSE_INVALID,
        f"{path.name} holds no pose that is known here: {why}.",
        "Give a .json of OpenPose with people, pose_keypoints_2d, canvas_width and canvas_height, "
        "or a picture.",
        path,
    )


def inside(spots: Sequence[Spot], width: int, height: int) -> Spots:
    """The points that lie in a picture; None for the others."""
    return tuple(spot if 0 <= spot[0] < width and 0 <= spot[1] < height else None for spot in spots)
