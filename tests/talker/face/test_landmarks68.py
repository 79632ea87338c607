"""The 68 points read off the mesh of a real face."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from talker.engines.sadtalker.crop import square_of
from talker.face.geometry import mesh_square
from talker.face.landmarks import Face
from talker.face.landmarks68 import MeshLandmarks68, in_window, mesh_points, seen_in
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.scene import Box

Picture = NDArray[np.uint8]
Points = NDArray[np.float32]


@pytest.fixture(scope="module")
def photograph(astronaut: Path) -> Picture:
    return np.asarray(Image.open(astronaut).convert("RGB"))


@pytest.fixture(scope="module")
def face(photograph: Picture) -> Face:
    (face,) = MediaPipeLandmarks().detect(photograph)
    return face


@pytest.fixture(scope="module")
def points(photograph: Picture, face: Face) -> Points:
    return MeshLandmarks68().find(photograph, face)


def test_the_points_stand_in_the_order_of_the_scheme(points: Points) -> None:
    assert points.shape == (68, 2)
    assert points.dtype == np.float32
    for row in (slice(0, 17), slice(17, 27), slice(31, 36), slice(48, 55), slice(60, 65)):
        assert (np.diff(points[row, 0]) > 0).all()
    for column in (slice(0, 9), slice(27, 31)):
        assert (np.diff(points[column, 1]) > 0).all()
    for ring in (slice(36, 42), slice(42, 48), slice(48, 60), slice(60, 68)):
        x, y = points[ring].astype(np.float64).T
        area = float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))
        assert area > 0  # clockwise, y being down


def test_points_lie_on_what_they_are_called_after(points: Points) -> None:
    places = {30: (222, 126), 36: (194, 101), 45: (257, 104), 48: (201, 139), 54: (246, 142)}
    for index, place in places.items():
        assert np.allclose(points[index], place, atol=4), index


def test_the_cut_is_that_of_the_mesh(photograph: Picture, face: Face, points: Points) -> None:
    height, width = photograph.shape[:2]
    assert square_of(points).cut(width, height) == mesh_square(face.mesh).cut(width, height)


def test_a_face_moves_into_the_square_picture_with_its_pixels(face: Face) -> None:
    window, size = Box(100, 20, 300, 220), 400
    moved = seen_in(face, window, size)
    expected = (face.mesh[:, :2] + 0.5 - (100, 20)) * 2 - 0.5
    assert np.allclose(moved.mesh[:, :2], expected, atol=1e-3)
    assert np.allclose(moved.mesh[:, 2], 2 * face.mesh[:, 2], atol=1e-3)
    assert moved.box.width == pytest.approx(2 * face.box.width, abs=3)
    points = mesh_points(face.mesh)
    assert np.allclose(in_window(points, window, size), mesh_points(moved.mesh), atol=1e-3)
