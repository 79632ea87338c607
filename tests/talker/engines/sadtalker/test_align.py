"""The fit of five points to the template, and the picture made from it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from talker.engines.sadtalker.align import SIDE, TEMPLATE, align, five_points

Points = NDArray[np.float32]


def _posed(scale: float, x: float, y: float, roll: float, height: int) -> Points:
    """68 points whose five are the template seen straight on, `scale` pixels to a unit."""
    cos, sin = np.cos(roll) * scale, np.sin(roll) * scale
    five = TEMPLATE[:, :2].astype(np.float64) @ np.array([[cos, sin], [-sin, cos]]) + (x, y)
    points = np.zeros((68, 2))
    points[[36, 39]], points[[42, 45]] = five[0], five[1]
    points[[30, 48, 54]] = five[2:]
    points[:, 1] = height - 1 - points[:, 1]
    return points.astype(np.float32)


def _scene(height: int, width: int) -> NDArray[np.uint8]:
    return np.random.default_rng(3).integers(0, 256, (height, width, 3), np.uint8)


def test_the_middle_of_the_eye_corners_nose_and_mouth_corners_are_taken() -> None:
    points = np.arange(136, dtype=np.float32).reshape(68, 2)
    assert five_points(points)[:, 0].tolist() == [75, 87, 60, 96, 108]


@settings(max_examples=50, deadline=None)
@given(
    st.floats(20, 400),
    st.floats(-50, 350),
    st.floats(-50, 250),
    st.floats(-1, 1),
)
def test_scale_and_place_are_read_back(scale: float, x: float, y: float, roll: float) -> None:
    face = align(_scene(200, 300), _posed(scale, x, y, roll, 200))
    assert face.scale == pytest.approx(102 / scale, rel=1e-4)
    assert (face.x, face.y) == pytest.approx((x, y), abs=0.02)
    assert face.picture.shape == (SIDE, SIDE, 3)


@settings(max_examples=25, deadline=None)
@given(st.floats(30, 300), st.floats(0, 299), st.floats(0, 199))
def test_the_picture_is_a_part_of_the_enlarged_one(scale: float, x: float, y: float) -> None:
    scene = _scene(200, 300)
    face = align(scene, _posed(scale, x, y, 0.0, 200))
    size = int(300 * face.scale), int(200 * face.scale)
    whole = Image.fromarray(scene).resize(size, Image.Resampling.BICUBIC)
    left = int(size[0] / 2 - 112 + (face.x - 150) * face.scale)
    top = int(size[1] / 2 - 112 + (100 - face.y) * face.scale)
    expected = np.asarray(whole.crop((left, top, left + SIDE, top + SIDE)))
    far = np.abs(face.picture.astype(int) - expected) > 1
    assert far.mean() < 0.002  # Pillow rounds places in the part to other 32-bit numbers


def test_a_tiny_face_needs_no_giant_picture() -> None:
    face = align(_scene(200, 300), _posed(0.05, 150, 100, 0.0, 200))
    assert face.scale > 2000
    assert face.picture.any()


def test_outside_the_picture_it_is_black() -> None:
    face = align(np.full((200, 300, 3), 255, np.uint8), _posed(60, -500, 100, 0.0, 200))
    assert not face.picture.any()
