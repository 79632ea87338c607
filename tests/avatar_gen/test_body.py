"""Where the body below a face is."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from avatar_gen.body import JOINTS_OF_A_PART, Body, BodyFinder
from avatar_gen.control import pose
from talker.face.landmarks import Face
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.images import load_image
from talker.raster import resize

SHOULDERS, ARMS, KNEES_AND_ANKLES = [0, 3], [0, 1, 2, 3, 4, 5], [7, 8, 10, 11]
LEFT_SHOULDER, LEFT_WRIST = (255, 170, 0), (170, 255, 0)  # OpenPose's colours, of picture left


def found(picture: NDArray[np.uint8]) -> tuple[Face, Body]:
    (face,) = MediaPipeLandmarks().detect(picture)
    return face, BodyFinder().find(picture, face)


def has(drawn: NDArray[np.uint8], colour: tuple[int, int, int]) -> bool:
    return bool((drawn == colour).all(2).any())


def test_shoulders_are_seen_below_the_face_on_either_side(astronaut: Path) -> None:
    face, body = found(load_image(astronaut))
    assert body.seen[SHOULDERS].all()
    assert not body.seen[KNEES_AND_ANKLES].any()  # the picture ends above them
    left, right = body.spots[SHOULDERS]
    assert left[0] < face.box.left < face.box.right < right[0]
    for _, down in (left, right):
        assert face.box.bottom < down < face.box.bottom + face.box.height
    parts = body.seen.reshape(-1, JOINTS_OF_A_PART)
    assert (np.diff(parts.astype(int), axis=1) <= 0).all()  # no hand without its arm


def test_the_body_moves_with_the_picture(astronaut: Path) -> None:
    picture = load_image(astronaut)
    face, body = found(picture)
    moved = np.pad(picture, ((40, 0), (90, 0), (0, 0)), mode="edge")
    _, other = found(moved)
    away = np.abs(other.spots[SHOULDERS] - body.spots[SHOULDERS] - (90, 40))
    assert away.max() < 0.2 * face.box.height


def test_shoulders_that_the_picture_does_not_show_are_placed_below_the_head(
    astronaut: Path,
) -> None:
    picture = load_image(astronaut)
    (face,) = MediaPipeLandmarks().detect(picture)
    cut = picture[: round(face.box.bottom + 0.1 * face.box.height)]
    _, body = found(cut)
    assert not body.seen.any()
    below = np.pad(cut, ((0, 200), (0, 0), (0, 0)))
    assert has(pose(below, MediaPipeLandmarks()), LEFT_SHOULDER)


def test_folded_arms_are_drawn_down_to_the_hands(shared_media: Path) -> None:
    picture = load_image(shared_media / "portraits" / "full_body_1.png")
    face, body = found(picture)
    assert body.seen[ARMS].all()
    wrists = body.spots[[2, 5]]
    assert np.abs(wrists[0] - wrists[1]).max() < 1.5 * face.box.height
    assert wrists[:, 1].min() > body.spots[SHOULDERS, 1].max() + 1.5 * face.box.height
    assert has(pose(picture, MediaPipeLandmarks()), LEFT_WRIST)


@pytest.mark.parametrize("side", [64, 700])
def test_a_picture_of_any_size_will_do(side: int, astronaut: Path) -> None:
    picture = resize(load_image(astronaut)[:300, 100:400], (side * 2, side * 2), cv2.INTER_AREA)
    face, body = found(picture)
    assert body.seen[SHOULDERS].all()
    assert body.spots[0, 0] < face.box.left
