"""The face detector and the mesh on real pictures."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from talker.face.mediapipe_dnn import MediaPipeLandmarks, _roi_from_detection
from talker.scene import Box

Picture = NDArray[np.uint8]


@pytest.fixture(scope="module")
def source() -> MediaPipeLandmarks:
    return MediaPipeLandmarks()


@pytest.fixture(scope="module")
def photograph(astronaut: Path) -> Picture:
    return np.asarray(Image.open(astronaut).convert("RGB"))


def _scene(photograph: Picture, places: list[tuple[int, int, int]]) -> Picture:
    """A wide grey picture with the portrait at each (left, top, side)."""
    scene = np.full((900, 1600, 3), 128, np.uint8)
    for left, top, side in places:
        scene[top : top + side, left : left + side] = cv2.resize(photograph, (side, side))
    return scene


def test_the_mesh_fits_the_photograph(source: MediaPipeLandmarks, photograph: Picture) -> None:
    (face,) = source.detect(photograph)
    assert face.presence > 0.95
    assert 85 < face.box.width < 110
    left_eye, right_eye, chin = face.mesh[263, :2], face.mesh[33, :2], face.mesh[152, :2]
    assert np.allclose(right_eye, (194, 101), atol=5)
    assert np.allclose(left_eye, (257, 104), atol=5)
    assert chin[1] > 165


def test_a_group_is_found_from_left_to_right(
    source: MediaPipeLandmarks, photograph: Picture
) -> None:
    faces = source.detect(_scene(photograph, [(950, 100, 600), (60, 250, 500), (600, 500, 380)]))
    assert len(faces) == 3
    centres = [float(face.mesh[:, 0].mean()) for face in faces]
    assert centres == sorted(centres)


def test_a_turned_picture_gives_the_same_mesh_turned(
    source: MediaPipeLandmarks, photograph: Picture
) -> None:
    (face,) = source.detect(photograph)
    turn = cv2.getRotationMatrix2D((225.0, 130.0), -20, 1.0)
    (turned,) = source.detect(cv2.warpAffine(photograph, turn, (512, 512)))
    assert turned.roll - face.roll == pytest.approx(20, abs=3)


def test_tracking_follows_a_small_move_and_notices_a_loss(
    source: MediaPipeLandmarks, photograph: Picture
) -> None:
    (face,) = source.detect(photograph)
    moved = source.track(np.roll(photograph, 6, axis=1), face)
    assert moved is not None
    assert float((moved.mesh - face.mesh)[:, 0].mean()) == pytest.approx(6, abs=1.5)
    assert source.track(np.zeros_like(photograph), face) is None


def test_somebody_in_front_of_a_larger_poster_is_found_too(
    source: MediaPipeLandmarks, photograph: Picture
) -> None:
    scene = np.full((900, 1600, 3), 128, np.uint8)
    head = photograph[0:240, 100:340]
    scene[40:840, 60:860] = cv2.resize(head, (800, 800))
    scene[500:740, 1200:1440] = head
    poster, presenter = source.detect(scene)
    assert 300 < poster.box.width < 330
    assert 60 < presenter.box.width < 110
    assert presenter.box.left > 1200


def test_a_large_face_stays_what_the_whole_picture_shows(
    source: MediaPipeLandmarks, photograph: Picture
) -> None:
    head = cv2.resize(photograph[0:240, 100:340], (720, 720))
    (face,) = source.detect(head)
    row = max(source._boxes(head, Box(0, 0, 720, 720)), key=lambda one: float(one[14]))
    expected = source._fit(head, *_roi_from_detection(row))
    np.testing.assert_array_equal(face.mesh, expected.mesh)


def test_a_small_face_in_a_very_large_picture_is_found(
    source: MediaPipeLandmarks, photograph: Picture
) -> None:
    scene = np.full((4000, 6000, 3), 128, np.uint8)
    scene[2300:2812, 4300:4812] = photograph
    (face,) = source.detect(scene)
    assert 4300 < face.box.left < 4812
    assert 85 < face.box.width < 110


def test_a_mesh_that_the_detector_contradicts_is_no_face(
    source: MediaPipeLandmarks, photograph: Picture
) -> None:
    """Upside down, the mesh is sure of itself, with the mouth in the forehead."""
    assert source.detect(np.ascontiguousarray(photograph[::-1, ::-1])) == []


def test_no_face_in_an_empty_picture(source: MediaPipeLandmarks) -> None:
    assert source.candidates(np.full((300, 400, 3), 90, np.uint8)) == []
