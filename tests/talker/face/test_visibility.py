"""Covered and cut mouths, closed and hidden eyes."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from talker.errors import ErrorCode, InputError
from talker.face.geometry import EYE_RINGS
from talker.face.landmarks import Face
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.face.visibility import check_mouth, visibility_notices
from talker.progress import NoticeCode

Picture = NDArray[np.uint8]


@pytest.fixture(scope="module")
def portrait(astronaut: Path) -> Picture:
    """The astronaut's head, large enough to be painted on."""
    with Image.open(astronaut) as image:
        head = image.convert("RGB").crop((110, 10, 340, 240))
        return np.asarray(head.resize((690, 690), Image.Resampling.LANCZOS))


@pytest.fixture(scope="module")
def source() -> MediaPipeLandmarks:
    return MediaPipeLandmarks()


@pytest.fixture(scope="module")
def face(portrait: Picture, source: MediaPipeLandmarks) -> Face:
    (face,) = source.detect(portrait)
    return face


def codes(picture: Picture, face: Face) -> list[str]:
    return [notice.code for notice in visibility_notices(picture, face, Path("a.png"))]


def eyes_painted(portrait: Picture, face: Face, colour: tuple[int, int, int]) -> Picture:
    painted = portrait.copy()
    for ring in EYE_RINGS:
        centre = face.mesh[list(ring), :2].mean(0)
        axes = (round(face.box.width * 0.17), round(face.box.width * 0.11))
        middle = (round(float(centre[0])), round(float(centre[1])))
        cv2.ellipse(painted, middle, axes, 0, 0, 360, colour, -1)
    return painted


def mouth_painted(portrait: Picture, face: Face, colour: tuple[int, int, int]) -> Picture:
    painted = portrait.copy()
    left, right = (int(face.mesh[index, 0]) for index in (58, 288))
    top, bottom = int(face.mesh[4, 1]), int(face.mesh[152, 1])
    cv2.rectangle(painted, (left, top), (right, bottom), colour, -1)
    return painted


def test_a_free_face_gives_no_notice(portrait: Picture, face: Face) -> None:
    grey = np.repeat(portrait.mean(2, keepdims=True), 3, 2).astype(np.uint8)
    for picture in (portrait, grey, portrait // 4, 128 + portrait // 2):
        assert codes(picture, face) == []


def test_half_a_face_in_shadow_gives_no_notice(portrait: Picture, face: Face) -> None:
    shade = np.linspace(1.2, 0.15, portrait.shape[1])[None, :, None]
    assert codes(np.clip(portrait * shade, 0, 255).astype(np.uint8), face) == []


def test_dark_glasses_hide_the_eyes(portrait: Picture, face: Face) -> None:
    assert codes(eyes_painted(portrait, face, (12, 12, 14)), face) == [NoticeCode.EYES_HIDDEN]


def test_closed_eyes_are_told(portrait: Picture, face: Face) -> None:
    lids = eyes_painted(portrait, face, (205, 160, 130))
    for ring in EYE_RINGS:  # lashes, and a shimmer on the lid
        start, end = (face.mesh[ring[index], :2].astype(int) for index in (0, 3))
        cv2.line(lids, tuple(map(int, start)), tuple(map(int, end)), (70, 50, 45), 3)
        middle = tuple(map(int, (start + end) // 2))
        cv2.circle(lids, middle, 14, (170, 125, 100), -1)
    assert codes(lids, face) == [NoticeCode.EYES_CLOSED]


@pytest.mark.parametrize("colour", [(230, 235, 240), (40, 90, 170), (15, 15, 15)])
def test_a_covered_mouth_is_told(
    portrait: Picture, face: Face, colour: tuple[int, int, int]
) -> None:
    assert codes(mouth_painted(portrait, face, colour), face) == [NoticeCode.MOUTH_COVERED]


def test_a_hand_before_the_mouth_is_told(portrait: Picture, face: Face) -> None:
    """Fingers as light as the skin beside them, with shade between: no lips are seen."""
    hand = portrait.copy()
    x, y = face.mesh[50, :2].astype(int)
    skin = portrait[y - 4 : y + 4, x - 4 : x + 4].reshape(-1, 3).mean(0)
    width = face.box.width
    middle = (face.mesh[13, :2] + face.mesh[14, :2]) / 2
    for finger in range(5):
        down = (0.09 * finger - 0.18) * width
        left, right = (middle + np.array([side * width, down]) for side in (-0.35, 0.3))
        ends = tuple(map(int, left)), tuple(map(int, right))
        cv2.line(hand, *ends, (skin * (1 - 0.03 * finger)).tolist(), int(0.09 * width))
        cv2.line(hand, *ends, (skin * 0.8).tolist(), max(1, int(0.01 * width)))
    assert codes(hand, face) == [NoticeCode.MOUTH_COVERED]


@pytest.mark.parametrize(("point", "word"), [(13, "mouth"), (175, "chin")])
def test_a_face_that_is_cut_off_is_told(
    portrait: Picture, face: Face, point: int, word: str
) -> None:
    cut = portrait[: int(face.mesh[point, 1])]
    (notice,) = visibility_notices(cut, face, Path("a.png"))
    assert notice.code is NoticeCode.FACE_CUT_OFF
    assert word in notice.message


def test_a_mask_is_refused_and_a_free_mouth_is_not(portrait: Picture, face: Face) -> None:
    check_mouth(portrait, face, Path("a.png"))
    with pytest.raises(InputError, match="behind something") as caught:
        check_mouth(mouth_painted(portrait, face, (40, 90, 170)), face, Path("a.png"))
    assert caught.value.code is ErrorCode.MOUTH_HIDDEN


@pytest.mark.parametrize("point", [175, 17])
def test_a_chin_or_a_lip_that_is_cut_off_is_no_reason_to_refuse(
    portrait: Picture, face: Face, point: int
) -> None:
    check_mouth(portrait[: int(face.mesh[point, 1])], face, Path("a.png"))


def test_a_mouth_outside_the_picture_is_refused(portrait: Picture, face: Face) -> None:
    with pytest.raises(InputError, match="outside"):
        check_mouth(portrait[: int(face.mesh[1, 1])], face, Path("a.png"))
